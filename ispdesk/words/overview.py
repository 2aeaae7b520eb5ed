"""Words of the first page of one ISP, and of making a move."""

from ispdesk.words.word import Word

WORDS = {
    "overview.stages": Word("The stages", "Y camau"),
    "overview.step.scoping": Word("Scoping", "Cwmpasu"),
    "overview.step.partners": Word("Partners", "Partneriaid"),
    "overview.step.workshops": Word("Workshops", "Gweithdai"),
    "overview.step.flows": Word("Data flows", "Llifoedd data"),
    "overview.step.document": Word("The document", "Y ddogfen"),
    "overview.step.sign-off": Word("Consultation and sign-off", "Ymgynghori a llofnodi"),
    "overview.step.submit": Word("Submission", "Cyflwyno"),
    "overview.step.qa": Word("Quality assurance", "Sicrhau ansawdd"),
    "overview.step.force": Word("In force", "Mewn grym"),
    "overview.status.done": Word("Done", "Wedi'i wneud"),
    "overview.status.now": Word("At hand", "Ar waith"),
    "overview.status.later": Word("Later", "Yn nes ymlaen"),
    "overview.status.empty": Word("Nothing is recorded", "Nid oes dim wedi'i gofnodi"),
    "overview.count.partners": Word("{n} partners", "{n} partner", en_one="{n} partner", cy_two="{n} bartner"),
    "overview.count.flows": Word("{n} data flows", "{n} llif data", en_one="{n} data flow", cy_two="{n} lif data"),
    "overview.count.sign-off": Word(
        "{n} have signed this text", "Mae {n} wedi llofnodi'r testun hwn", en_one="{n} has signed this text"
    ),
    "overview.turn": Word("Whose turn it is", "Tro pwy yw hi"),
    "overview.waited": Word("With them for", "Gyda nhw ers"),
    "overview.hold": Word("On hold until {day}", "Wedi'i ohirio tan {day}"),
    "overview.version": Word("Version {number}", "Fersiwn {number}"),
    "overview.also_in_force": Word(
        "Version {number} is in force meanwhile", "Mae fersiwn {number} mewn grym yn y cyfamser"
    ),
    "overview.next": Word("What you can do next", "Yr hyn y gallwch ei wneud nesaf"),
    "overview.next.none": Word(
        "There is no move for you to make from here.", "Nid oes cam i chi ei gymryd o'r fan hon."
    ),
    "overview.next.others": Word("Others can: {what}.", "Gall eraill: {what}."),
    "overview.missing": Word("Before “{move}”, this is still missing", "Cyn “{move}”, mae hyn yn dal ar goll"),
    "overview.deadlines": Word("Dates", "Dyddiadau"),
    "overview.deadlines.caption": Word("Clocks that run, the next first", "Clociau sy'n rhedeg, y nesaf yn gyntaf"),
    "overview.clock": Word("For what", "Ar gyfer beth"),
    "overview.more": Word("More about it", "Rhagor amdano"),
    "overview.record.of": Word("Record of {title}", "Cofnod {title}"),
    "overview.record": Word("Everything that is recorded of it", "Popeth sydd wedi'i gofnodi amdano"),
    "overview.describe": Word("Title, purpose, area", "Teitl, diben, ardal"),
    "overview.people": Word("People", "Pobl"),
    "overview.hours": Word("Hours spent", "Oriau a dreuliwyd"),
    "overview.outside": Word("You have no part in this ISP", "Nid oes gennych ran yn yr ISP hwn"),
    "overview.outside.what": Word(
        "So you see what a register shows of it. If you should have a part, ask its coordinator.",
        "Felly fe welwch yr hyn y mae cofrestr yn ei ddangos. Os dylech fod â rhan, gofynnwch i'w gydlynydd.",
    ),
    "ispnav.label": Word("Pages of this ISP", "Tudalennau'r ISP hwn"),
    "ispnav.overview": Word("Overview", "Trosolwg"),
    "ispnav.partners": Word("Partners", "Partneriaid"),
    "ispnav.workshops": Word("Workshops", "Gweithdai"),
    "ispnav.flows": Word("Data flows", "Llifoedd data"),
    "ispnav.document": Word("Document", "Dogfen"),
    "ispnav.sign-off": Word("Sign-off", "Llofnodi"),
    "ispnav.submit": Word("Submission", "Cyflwyno"),
    "ispnav.history": Word("History", "Hanes"),
    "form.save": Word("Save", "Cadw"),
    "notice.held": Word("It is on hold from the next opening.", "Mae wedi'i ohirio o'r agoriad nesaf."),
    "notice.resumed": Word("It goes on from the next opening.", "Mae'n mynd ymlaen o'r agoriad nesaf."),
    "notice.described": Word("The description is changed.", "Mae'r disgrifiad wedi'i newid."),
    "notice.nothing_changed": Word("Nothing was different, so nothing changed.", "Nid oedd dim yn wahanol."),
    "notice.hours": Word("The hours are noted.", "Mae'r oriau wedi'u nodi."),
    "hold.title": Word("Put it on hold", "Ei ohirio"),
    "hold.what": Word(
        "No clock counts while it is on hold, and nobody is reminded. It goes on by itself on the day you name.",
        "Nid oes cloc yn cyfrif tra bo wedi'i ohirio, ac ni chaiff neb ei atgoffa. Mae'n ailddechrau ei hun ar y "
        "diwrnod a enwch.",
    ),
    "hold.until": Word("Until which day?", "Tan ba ddiwrnod?"),
    "hold.until.hint": Word(
        "Every hold has an end. You can end it earlier.", "Mae diwedd i bob gohiriad. Gallwch ddod ag ef i ben yn gynt."
    ),
    "hold.resume": Word("Go on with it", "Mynd ymlaen ag ef"),
    "hold.resume.what": Word(
        "Its clocks count again from the next opening.", "Bydd ei glociau'n cyfrif eto o'r agoriad nesaf."
    ),
    "back.move": Word("Take the last move back", "Cymryd y cam diwethaf yn ôl"),
    "back.move.what": Word(
        "You made it, and nobody has acted on it. Both the move and its taking back stay in the history; letters that "
        "have left are corrected.",
        "Chi a'i cymerodd, ac nid oes neb wedi gweithredu arno. Mae'r cam a'i gymryd yn ôl yn aros yn yr hanes; "
        "cywirir llythyrau sydd wedi gadael.",
    ),
    "describe.title.needed": Word("Give a title in at least one language", "Rhowch deitl mewn o leiaf un iaith"),
    "describe.purpose.hint": Word(
        "What the sharing is for, in a sentence or two. No details of any real person who uses services.",
        "Beth yw diben y rhannu, mewn brawddeg neu ddwy. Dim manylion am neb go iawn sy'n defnyddio gwasanaethau.",
    ),
    "describe.instrument": Word("Instrument", "Offeryn"),
    "describe.lead.none": Word("Not named yet", "Heb ei enwi eto"),
    "describe.lead.hint": Word("One of the partner organisations", "Un o'r sefydliadau partner"),
    "describe.submits": Word("When the last partner has signed", "Pan fydd y partner olaf wedi llofnodi"),
    "describe.submits.yes": Word("submit it without another step", "ei gyflwyno heb gam arall"),
    "describe.submits.hint": Word(
        "Otherwise you submit it yourself when you are ready.", "Fel arall chi sy'n ei gyflwyno pan fyddwch yn barod."
    ),
    "instrument.isp": Word("Information Sharing Protocol (ISP)", "Protocol Rhannu Gwybodaeth (ISP)"),
    "instrument.dda": Word("Data Disclosure Agreement (DDA)", "Cytundeb Datgelu Data (DDA)"),
    "instrument.jca": Word("Joint Controller Agreement (JCA)", "Cytundeb Cyd-reolwyr (JCA)"),
    "instrument.other": Word("Another instrument", "Offeryn arall"),
    "hours.why": Word(
        "Only if you wish: nobody is asked for it and no clock looks at it. It helps the next ISP to be planned.",
        "Dim ond os dymunwch: ni ofynnir i neb amdano ac nid oes cloc yn edrych arno. Mae'n helpu i gynllunio'r ISP "
        "nesaf.",
    ),
    "hours.hours": Word("Hours", "Oriau"),
    "hours.hint": Word("For example 1.5", "Er enghraifft 1.5"),
    "hours.note": Word("On what (if you wish)", "Ar beth (os dymunwch)"),
    "hours.save": Word("Note the hours", "Nodi'r oriau"),
    "hours.needed": Word("Type the hours", "Teipiwch yr oriau"),
    "hours.wrong": Word(
        "Type hours as a number, such as 1.5, up to {most}", "Teipiwch oriau fel rhif, megis 1.5, hyd at {most}"
    ),
    "hours.total": Word("{hours} hours noted in all", "{hours} awr wedi'u nodi i gyd"),
    "hours.day": Word("Day", "Diwrnod"),
    "hours.who": Word("Who", "Pwy"),
    "hours.none": Word("No hours are noted.", "Nid oes oriau wedi'u nodi."),
    "move.page": Word("{move}: {title}", "{move}: {title}"),
    "move.from": Word("From", "O"),
    "move.to": Word("To", "I"),
    "move.opens": Word("Opens a next version in", "Yn agor fersiwn nesaf yn"),
    "move.holder": Word("Then it is with", "Yna bydd gyda"),
    "move.reason": Word("Reason", "Rheswm"),
    "move.reason.optional": Word("Reason (if there is one)", "Rheswm (os oes un)"),
    "move.reason.hint": Word(
        "The partners and the team can read it. No details of any real person who uses services.",
        "Gall y partneriaid a'r tîm ei ddarllen. Dim manylion am neb go iawn sy'n defnyddio gwasanaethau.",
    ),
    "move.reason.needed": Word("Give the reason", "Rhowch y rheswm"),
    "move.ends": Word(
        "This ends the ISP's development. It can be reopened later, with a reason.",
        "Mae hyn yn dod â datblygiad yr ISP i ben. Gellir ei ailagor wedyn, gyda rheswm.",
    ),
    "move.back": Word(
        "You can take this back while nobody has acted on it.",
        "Gallwch gymryd hyn yn ôl cyhyd ag nad oes neb wedi gweithredu arno.",
    ),
    "notice.moved": Word("The move is made.", "Mae'r cam wedi'i gymryd."),
    "notice.taken_back": Word("It is taken back.", "Mae wedi'i gymryd yn ôl."),
}
