"""Words of QA groups' and meetings' pages, of packs, and of what bounces."""

from ispdesk.words.word import Word

WORDS = {
    "notice.meeting_added": Word(
        "The meeting is set; members are invited", "Trefnwyd y cyfarfod; gwahoddir yr aelodau"
    ),
    "notice.meeting_changed": Word("Changed; members are told", "Newidiwyd; caiff aelodau wybod"),
    "notice.meeting_cancelled": Word("Called off; members are told", "Canslwyd; caiff aelodau wybod"),
    "notice.member_added": Word("The member is added", "Ychwanegwyd yr aelod"),
    "notice.member_ended": Word("The membership has ended", "Daeth yr aelodaeth i ben"),
    "notice.agenda_changed": Word("The agenda is changed", "Newidiwyd yr agenda"),
    "notice.pack_made": Word("The pack is frozen; download it below", "Rhewyd y pecyn; lawrlwythwch ef isod"),
    "notice.people_said": Word("Saved", "Cadwyd"),
    "notice.decided": Word("The decisions are recorded", "Cofnodwyd y penderfyniadau"),
    "groups.title": Word("QA groups", "Grwpiau sicrhau ansawdd"),
    "groups.what": Word(
        "Regional groups look at ISPs on published dates, beside the WASPI team.",
        "Mae grwpiau rhanbarthol yn edrych ar ISPs ar ddyddiadau cyhoeddedig, ochr yn ochr â thîm WASPI.",
    ),
    "groups.none": Word("There is no QA group yet.", "Nid oes grŵp sicrhau ansawdd eto."),
    "groups.col.group": Word("Group", "Grŵp"),
    "groups.col.next": Word("Next meeting", "Cyfarfod nesaf"),
    "groups.col.makes": Word("Submit by", "Cyflwyno erbyn"),
    "groups.col.waiting": Word("ISPs waiting for it", "ISPs sy'n aros amdano"),
    "groups.no_date": Word("No date yet", "Dim dyddiad eto"),
    "groups.for": Word("for {day}", "ar gyfer {day}"),
    "group.serves": Word("Serves: {places}.", "Gwasanaethu: {places}."),
    "group.makes": Word(
        "What is submitted by {last} can still be looked at on {day}.",
        "Gellir edrych ar {day} ar yr hyn a gyflwynir erbyn {last}.",
    ),
    "group.members": Word("Members", "Aelodau"),
    "group.members.count": Word(
        "{n} members.", "{n} aelod.", en_one="One member.", cy_one="Un aelod.", cy_two="Dau aelod."
    ),
    "group.chair": Word("chair", "cadeirydd"),
    "group.members.add": Word("Add a member", "Ychwanegu aelod"),
    "group.member.end": Word("End the membership of {name}", "Dod ag aelodaeth {name} i ben"),
    "group.member.person": Word("Who", "Pwy"),
    "group.member.person.hint": Word(
        "Their reference or address, as the register has it.", "Eu cyfeirnod neu eu cyfeiriad, fel y mae yn y gofrestr."
    ),
    "group.member.chair": Word("Their part", "Eu rhan"),
    "group.member.chair.yes": Word("Chair", "Cadeirydd"),
    "group.member.chair.no": Word("Member", "Aelod"),
    "group.error.person": Word("Say who it is", "Dywedwch pwy ydyw"),
    "group.error.nobody": Word("The register does not know “{who}”", "Nid yw'r gofrestr yn adnabod “{who}”"),
    "group.ahead": Word("Meetings ahead", "Cyfarfodydd i ddod"),
    "group.ahead.none": Word("No meeting is set.", "Nid oes cyfarfod wedi'i drefnu."),
    "group.past": Word("Meetings held", "Cyfarfodydd a gynhaliwyd"),
    "group.col.day": Word("Day", "Diwrnod"),
    "group.col.last": Word("Last day to submit", "Diwrnod olaf i gyflwyno"),
    "group.col.capacity": Word("Takes", "Nifer"),
    "group.col.do": Word("Change", "Newid"),
    "group.do.change": Word("Change", "Newid"),
    "group.do.cancel": Word("Call off", "Canslo"),
    "group.col.pack": Word("Pack", "Pecyn"),
    "group.pack.out": Word("Out", "Anfonwyd"),
    "group.pack.not": Word("Not yet", "Dim eto"),
    "group.meeting.add": Word("Set a meeting", "Trefnu cyfarfod"),
    "group.meeting.change": Word("Change the meeting", "Newid y cyfarfod"),
    "group.meeting.day": Word("Day of the meeting", "Diwrnod y cyfarfod"),
    "group.meeting.last": Word("Last day to submit", "Diwrnod olaf i gyflwyno"),
    "group.meeting.last.hint": Word("The pack goes out on that day.", "Anfonir y pecyn ar y diwrnod hwnnw."),
    "group.meeting.capacity": Word("How many ISPs it can take", "Faint o ISPs y gall eu trafod"),
    "group.meeting.begins": Word("Begins, such as 10:00", "Dechrau, er enghraifft 10:00"),
    "group.meeting.ends": Word("Ends, such as 12:30", "Gorffen, er enghraifft 12:30"),
    "group.meeting.place": Word("Place", "Lleoliad"),
    "group.meeting.online": Word("Link to join online", "Dolen i ymuno ar-lein"),
    "group.meeting.save": Word("Save and tell the members", "Cadw a rhoi gwybod i'r aelodau"),
    "group.meeting.cancel": Word("Call the meeting off", "Canslo'r cyfarfod"),
    "group.meeting.cancel.what": Word(
        "Members are told, and it leaves their calendars. The ISPs on its agenda come on the next by their score.",
        "Caiff aelodau wybod, ac mae'n gadael eu calendrau. Daw'r ISPs ar ei agenda i'r nesaf yn ôl eu sgôr.",
    ),
    "group.error.number": Word("Give a number from 1 to 50", "Rhowch rif o 1 i 50"),
    "group.error.reason": Word("Give the reason", "Rhowch y rheswm"),
    "group.reason": Word("Why", "Pam"),
    "meeting.title": Word("Meeting on {day}", "Cyfarfod ar {day}"),
    "meeting.last": Word("Last day to submit: {day}", "Diwrnod olaf i gyflwyno: {day}"),
    "meeting.capacity": Word(
        "It can take {n} ISPs", "Gall drafod {n} ISP", en_one="It can take one ISP", cy_one="Gall drafod un ISP"
    ),
    "meeting.agenda": Word("Agenda", "Agenda"),
    "meeting.agenda.count": Word(
        "{n} ISPs on the agenda", "{n} ISP ar yr agenda", en_one="One ISP on the agenda", cy_one="Un ISP ar yr agenda"
    ),
    "meeting.agenda.none": Word("Nothing is on the agenda yet.", "Nid oes dim ar yr agenda eto."),
    "meeting.over": Word(
        "That is {n} more than it can take.",
        "Mae hynny {n} yn fwy nag y gall eu trafod.",
        en_one="That is one more than it can take.",
    ),
    "meeting.how.by_score": Word("by score", "yn ôl sgôr"),
    "meeting.how.by_hand": Word("put on by hand", "rhoddwyd â llaw"),
    "meeting.how.sent": Word("in the pack", "yn y pecyn"),
    "meeting.submitted": Word("Submitted {day}", "Cyflwynwyd {day}"),
    "meeting.score": Word("score {score}", "sgôr {score}"),
    "meeting.interest": Word("Interest declared: {name}", "Datganwyd buddiant: {name}"),
    "meeting.recorded": Word("recorded {day}", "cofnodwyd {day}"),
    "meeting.gone": Word("It is no longer with the group", "Nid yw gyda'r grŵp mwyach"),
    "meeting.left": Word("Waiting for the group, not on this agenda", "Yn aros am y grŵp, heb fod ar yr agenda hon"),
    "meeting.left.late": Word(
        "submitted, or referred, after the last day", "cyflwynwyd neu gyfeiriwyd ar ôl y diwrnod olaf"
    ),
    "meeting.left.full": Word("the meeting can take no more", "ni all y cyfarfod drafod rhagor"),
    "meeting.left.taken_off": Word("taken off by hand", "tynnwyd oddi ar yr agenda â llaw"),
    "meeting.left.earlier": Word("on the agenda of an earlier meeting", "ar agenda cyfarfod cynharach"),
    "meeting.with_team": Word("Of this group, still with the team", "O'r grŵp hwn, gyda'r tîm o hyd"),
    "meeting.with_team.refer": Word("Refer to the group", "Cyfeirio at y grŵp"),
    "meeting.put_on": Word("Put on the agenda", "Rhoi ar yr agenda"),
    "meeting.take_off": Word("Take off the agenda", "Tynnu oddi ar yr agenda"),
    "meeting.people": Word("Who is there", "Pwy sydd yno"),
    "meeting.people.say": Word("Say who is there, and interests", "Dweud pwy sydd yno, a buddiannau"),
    "meeting.people.none": Word("Nobody has said anything yet.", "Nid oes neb wedi dweud dim eto."),
    "meeting.quorum": Word(
        "{n} members without an interest decide on an ISP, the chair or who stands in among them.",
        "{n} aelod heb fuddiant sy'n penderfynu ar ISP, gan gynnwys y cadeirydd neu bwy bynnag sy'n dirprwyo.",
        cy_two="Dau aelod heb fuddiant sy'n penderfynu ar ISP, gan gynnwys y cadeirydd neu bwy bynnag sy'n dirprwyo.",
    ),
    "meeting.status.present": Word("Present", "Presennol"),
    "meeting.status.apologies": Word("Apologies", "Ymddiheuriadau"),
    "meeting.status.not_said": Word("Not said", "Heb ddweud"),
    "meeting.chairs": Word("stands in for the chair", "dirprwyo dros y cadeirydd"),
    "meeting.chairs.yes": Word("Stands in for the chair", "Yn dirprwyo dros y cadeirydd"),
    "meeting.interests": Word("Interests of {name}", "Buddiannau {name}"),
    "meeting.interests.hint": Word(
        "Whoever has an interest in an ISP leaves the item.",
        "Mae pwy bynnag sydd â buddiant mewn ISP yn gadael yr eitem.",
    ),
    "meeting.interest.why": Word("Reason, where an interest is taken back", "Rheswm, os tynnir buddiant yn ôl"),
    "meeting.people.save": Word("Save", "Cadw"),
    "meeting.there": Word("Is {name} there?", "A yw {name} yno?"),
    "meeting.chairs.of": Word("The part of {name}", "Rhan {name}"),
    "meeting.decision.assure": Word("Assured", "Sicrhawyd"),
    "meeting.decision.assure_with_observations": Word("Assured with observations", "Sicrhawyd gyda sylwadau"),
    "meeting.decision.assure_once_corrected": Word(
        "Assured, the corrections are made", "Sicrhawyd, gwnaed y cywiriadau"
    ),
    "meeting.decision.return_for_amendment": Word("Returned for amendment", "Dychwelwyd i'w ddiwygio"),
    "meeting.decision.use_other_instrument": Word("Other instrument", "Offeryn arall"),
    "meeting.pack": Word("Pack", "Pecyn"),
    "meeting.pack.make": Word("Make the pack", "Gwneud y pecyn"),
    "meeting.pack.again": Word("Make a new pack", "Gwneud pecyn newydd"),
    "meeting.pack.what": Word(
        "One file with the agenda, each ISP's document, its open points and previous findings, in both languages. It "
        "is frozen: from then on the agenda is what is in it, and changes only by hand.",
        "Un ffeil gyda'r agenda, dogfen pob ISP, ei bwyntiau agored a'r canfyddiadau blaenorol, yn y ddwy iaith. Fe'i "
        "rhewir: wedyn yr agenda yw'r hyn sydd ynddi, ac â llaw yn unig y mae'n newid.",
    ),
    "meeting.pack.later": Word("The pack goes out on {day}.", "Anfonir y pecyn ar {day}."),
    "meeting.pack.empty": Word("There is nothing on the agenda yet.", "Nid oes dim ar yr agenda eto."),
    "meeting.pack.download": Word("Download pack {number}", "Lawrlwytho pecyn {number}"),
    "meeting.pack.made": Word(
        "{n} ISPs, made {when}", "{n} ISP, gwnaed {when}", en_one="One ISP, made {when}", cy_one="Un ISP, gwnaed {when}"
    ),
    "meeting.pack.hash": Word("Hash of its list of files:", "Hash ei rhestr ffeiliau:"),
    "meeting.pack.title": Word("{group}: agenda, {day}", "{group}: agenda, {day}"),
    "meeting.pack.count": Word(
        "{n} ISPs; the meeting can take {capacity}.",
        "{n} ISP; gall y cyfarfod drafod {capacity}.",
        en_one="One ISP; the meeting can take {capacity}.",
    ),
    "meeting.pack.quorum": Word(
        "Quorum: {n} members without an interest in the ISP, the chair or who stands in among them.",
        "Cworwm: {n} aelod heb fuddiant yn yr ISP, gan gynnwys y cadeirydd neu bwy bynnag sy'n dirprwyo.",
        cy_two="Cworwm: dau aelod heb fuddiant yn yr ISP, gan gynnwys y cadeirydd neu bwy bynnag sy'n dirprwyo.",
    ),
    "meeting.pack.submitted": Word("Submitted: {day}; round {round}.", "Cyflwynwyd: {day}; rownd {round}."),
    "meeting.pack.score": Word("Score: {score}.", "Sgôr: {score}."),
    "meeting.pack.by_hand": Word("Put on the agenda because: {reason}", "Ar yr agenda oherwydd: {reason}"),
    "meeting.pack.interest": Word("Interest declared by {name}.", "Datganwyd buddiant gan {name}."),
    "meeting.pack.points_of": Word("{title}: open points and findings", "{title}: pwyntiau agored a chanfyddiadau"),
    "meeting.pack.points": Word("Open points that travel with it", "Pwyntiau agored sy'n teithio gydag ef"),
    "meeting.pack.findings": Word("Findings", "Canfyddiadau"),
    "meeting.pack.round": Word("Findings of round {round}", "Canfyddiadau rownd {round}"),
    "meeting.pack.no_findings": Word("Nothing has been found so far.", "Ni chanfuwyd dim hyd yn hyn."),
    "meeting.decisions": Word("Decisions", "Penderfyniadau"),
    "meeting.decide": Word("Record the decisions", "Cofnodi'r penderfyniadau"),
    "meeting.decide.title": Word("Decisions of {day}", "Penderfyniadau {day}"),
    "meeting.decide.what": Word(
        "They are recorded with the meeting's own date, whenever you enter them. Leave what was not decided.",
        "Fe'u cofnodir gyda dyddiad y cyfarfod ei hun, pryd bynnag y'u rhoddir. Gadewch yr hyn na phenderfynwyd arno.",
    ),
    "meeting.decide.present": Word("Present: {names}.", "Yn bresennol: {names}."),
    "meeting.decide.nobody": Word(
        "Nobody is written down as present: say who was there first.",
        "Nid oes neb wedi'i gofnodi'n bresennol: dywedwch pwy oedd yno yn gyntaf.",
    ),
    "meeting.decide.none": Word("Everything on the agenda is decided.", "Penderfynwyd ar bopeth ar yr agenda."),
    "meeting.decide.which": Word("What the group decided", "Yr hyn a benderfynodd y grŵp"),
    "meeting.decide.not": Word("Not decided", "Heb benderfynu"),
    "meeting.decide.reason": Word("Reason", "Rheswm"),
    "meeting.decide.findings": Word("Findings, one a line", "Canfyddiadau, un y llinell"),
    "meeting.decide.review": Word("Next review date, if assured", "Dyddiad yr adolygiad nesaf, os sicrheir"),
    "meeting.decide.agreed": Word(
        "Who else agrees to the date, if it is more than 20 working days ago",
        "Pwy arall sy'n cytuno â'r dyddiad, os yw dros 20 diwrnod gwaith yn ôl",
    ),
    "meeting.decide.independent": Word(
        "Nobody who decided wrote or facilitated these ISPs or works for their lead or coordinating organisation, "
        "but those whose interest is declared.",
        "Ni wnaeth neb a benderfynodd ysgrifennu na hwyluso'r ISPs hyn, ac nid ydynt yn gweithio i'w sefydliad "
        "arweiniol na chydlynu, ac eithrio'r rhai y datganwyd eu buddiant.",
    ),
    "meeting.decide.independence": Word("Independence", "Annibyniaeth"),
    "meeting.decide.error.independent": Word(
        "Say that whoever decided is independent", "Dywedwch fod pwy bynnag a benderfynodd yn annibynnol"
    ),
    "meeting.decide.error.nothing": Word(
        "Choose a decision for one ISP at least", "Dewiswch benderfyniad ar gyfer o leiaf un ISP"
    ),
    "meeting.decide.refused": Word("{ref}: {reason}", "{ref}: {reason}"),
    "meeting.decide.save": Word("Record them", "Eu cofnodi"),
    "meeting.decide.undo": Word(
        "Assurance is published. Who recorded it may take it back while nobody has acted on it.",
        "Cyhoeddir sicrwydd. Caiff pwy bynnag a'i cofnododd ei gymryd yn ôl tra nad oes neb wedi gweithredu arno.",
    ),
    "between.title": Word("Decide between meetings", "Penderfynu rhwng cyfarfodydd"),
    "between.what": Word(
        "As the group's chair you may decide on what cannot wait for a meeting. The reason is recorded with it.",
        "Fel cadeirydd y grŵp cewch benderfynu ar yr hyn na all aros am gyfarfod. Cofnodir y rheswm gydag ef.",
    ),
    "between.isp": Word("Which ISP", "Pa ISP"),
    "between.none": Word("No ISP waits for the group.", "Nid oes ISP yn aros am y grŵp."),
    "between.error.choose": Word("Choose one", "Dewiswch un"),
    "makes.next": Word(
        "To be looked at by {group} on {day}, submit by {last}.",
        "Er mwyn i {group} edrych arno ar {day}, cyflwynwch erbyn {last}.",
    ),
    "makes.likely": Word(
        "If it goes to {group}, which serves the area: to be looked at on {day}, submit by {last}.",
        "Os â at {group}, sy'n gwasanaethu'r ardal: er mwyn edrych arno ar {day}, cyflwynwch erbyn {last}.",
    ),
    "bouncing.unchanged": Word(
        "Returned {n} times, and what came back last was the same as what was submitted before.",
        "Dychwelwyd {n} gwaith, ac roedd yr hyn a ddaeth yn ôl ddiwethaf yr un fath â'r hyn a gyflwynwyd o'r blaen.",
        cy_two="Dychwelwyd ddwywaith, ac roedd yr hyn a ddaeth yn ôl ddiwethaf yr un fath â'r hyn a gyflwynwyd "
        "o'r blaen.",
    ),
    "bouncing.nothing_met": Word(
        "Returned {n} times, and of the findings marked as a must none was met between the last two.",
        "Dychwelwyd {n} gwaith, ac ni fodlonwyd yr un canfyddiad hanfodol rhwng y ddau ddiwethaf.",
        cy_two="Dychwelwyd ddwywaith, ac ni fodlonwyd yr un canfyddiad hanfodol rhwng y ddau.",
    ),
    "bouncing.handover": Word(
        "Handed from {before} to {to} and back within {n} minutes, over the opening of {day}.",
        "Aeth o {before} i {to} ac yn ôl o fewn {n} munud, dros agoriad {day}.",
        en_one="Handed from {before} to {to} and back within a minute, over the opening of {day}.",
    ),
    "bouncing.title": Word("What bounces: {n}", "Yr hyn sy'n mynd yn ôl ac ymlaen: {n}"),
}
