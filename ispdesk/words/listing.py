"""Words of the list of ISPs."""

from ispdesk.words.word import Word

WORDS = {
    "list.title": Word("Information Sharing Protocols", "Protocolau Rhannu Gwybodaeth"),
    "list.filters": Word("Filter the list", "Hidlo'r rhestr"),
    "list.group": Word("Where it stands", "Ei sefyllfa"),
    "list.place": Word("Place", "Lle"),
    "list.text": Word("Words in the title or reference", "Geiriau yn y teitl neu'r cyfeirnod"),
    "list.any_group": Word("All", "Pob un"),
    "list.any_place": Word("All places", "Pob lle"),
    "list.apply": Word("Apply filters", "Hidlo"),
    "list.clear": Word("Clear filters", "Clirio'r hidlyddion"),
    "list.found": Word("{n} ISPs", "{n} ISP", en_one="{n} ISP"),
    "list.found_of": Word("{n} of {all} ISPs match", "{n} o {all} ISP yn cyfateb"),
    "list.shown": Word("Showing {first} to {last}", "Yn dangos {first} i {last}"),
    "list.nothing": Word("No ISP matches these filters.", "Nid oes ISP yn cyfateb i'r hidlyddion hyn."),
    "list.caption": Word("ISPs, in order of reference", "ISPs, yn nhrefn eu cyfeirnod"),
    "list.col.isp": Word("ISP", "ISP"),
    "list.col.state": Word("Where it stands", "Ei sefyllfa"),
    "list.col.place": Word("Place", "Lle"),
    "list.col.holder": Word("Who holds it", "Gan bwy y mae"),
    "list.col.since": Word("In this state since", "Yn y cyflwr hwn ers"),
    "list.dormant": Word("No activity since {when}", "Dim gweithgarwch ers {when}"),
    "group.made_known": Word("Made known only", "Rhoddwyd gwybod amdano yn unig"),
    "group.developing": Word("In development", "Yn cael ei ddatblygu"),
    "group.awaiting": Word("Awaiting assurance", "Yn aros am sicrwydd"),
    "group.assured": Word("Assured", "Wedi'i sicrhau"),
    "group.overdue": Word("Review overdue", "Adolygiad yn hwyr"),
    "group.ended": Word("Ended", "Daeth i ben"),
}
