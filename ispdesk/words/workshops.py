"""Words of the workshops' pages."""

from ispdesk.words.word import Word

WORDS = {
    "notice.workshop_planned": Word(
        "Planned; the invitations are on their way", "Cynlluniwyd; mae'r gwahoddiadau ar eu ffordd"
    ),
    "notice.workshop_changed": Word("Changed; whoever it concerns is told", "Newidiwyd; caiff pawb perthnasol wybod"),
    "notice.workshop_cancelled": Word(
        "Called off; whoever was invited is told", "Canslwyd; caiff pawb a wahoddwyd wybod"
    ),
    "notice.workshop_held": Word("The workshop is recorded", "Cofnodwyd y gweithdy"),
    "notice.language_said": Word("Saved", "Cadwyd"),
    "notice.translation_said": Word("Saved", "Cadwyd"),
    "notice.finish_expected": Word("Saved", "Cadwyd"),
    "workshops.title": Word("Workshops", "Gweithdai"),
    "workshops.back": Word("Back to the workshops", "Yn ôl i'r gweithdai"),
    "workshops.title.of": Word("Workshops: {title}", "Gweithdai: {title}"),
    "workshops.phase": Word(
        "The workshop phase has taken {n} working days so far; four to six weeks are preferred ({budget} "
        "working days).",
        "Mae cyfnod y gweithdai wedi cymryd {n} diwrnod gwaith hyd yn hyn; pedair i chwe wythnos sydd orau "
        "({budget} diwrnod gwaith).",
        en_one="The workshop phase has taken {n} working day so far; four to six weeks are preferred ({budget} "
        "working days).",
        cy_two="Mae cyfnod y gweithdai wedi cymryd {n} ddiwrnod gwaith hyd yn hyn; pedair i chwe wythnos sydd orau "
        "({budget} diwrnod gwaith).",
    ),
    "workshops.tip": Word("A tip for the fourth week", "Awgrym ar gyfer y bedwaredd wythnos"),
    "workshops.tip.what": Word(
        "Groups that finish in time leave details for later: write down each flow in its shortest form first "
        "(what, from whom, to whom, why, how), and fill in the rest between the workshops.",
        "Mae grwpiau sy'n gorffen mewn pryd yn gadael manylion tan wedyn: ysgrifennwch bob llif yn ei ffurf "
        "fyrraf yn gyntaf "
        "(beth, oddi wrth bwy, at bwy, pam, sut), a llenwch y gweddill rhwng y gweithdai.",
    ),
    "workshops.asks": Word(
        "When do you expect the workshops to end?", "Pryd rydych yn disgwyl i'r gweithdai ddod i ben?"
    ),
    "workshops.asks.what": Word(
        "Six weeks have passed. Nothing stops if they take longer, and they often do; an estimate helps the "
        "team to plan.",
        "Mae chwe wythnos wedi mynd heibio. Nid oes dim yn stopio os cymerant fwy o amser, ac felly y mae'n aml; mae "
        "amcangyfrif yn helpu'r tîm i gynllunio.",
    ),
    "workshops.asks.go": Word("Give an expected date", "Rhoi dyddiad disgwyliedig"),
    "workshops.expected": Word("Expected to end by {day}.", "Disgwylir iddynt ddod i ben erbyn {day}."),
    "workshops.expected.change": Word("Change this date", "Newid y dyddiad hwn"),
    "workshops.expected.say": Word("Say when they are expected to end", "Dweud pryd y disgwylir iddynt ddod i ben"),
    "workshops.known": Word("Do you know it?", "A ydych yn gwybod?"),
    "workshops.known.yes": Word("Yes, about", "Ydw, yn fras"),
    "workshops.known.no": Word("Not yet", "Dim eto"),
    "workshops.known.day": Word("If yes, by which day?", "Os ydych, erbyn pa ddiwrnod?"),
    "workshops.known.hint": Word("Such as 27 3 2028.", "Er enghraifft 27 3 2028."),
    "workshops.known.reason": Word("Why, if you wish to say", "Pam, os dymunwch ddweud"),
    "workshops.plan": Word("Plan a workshop", "Cynllunio gweithdy"),
    "workshops.record": Word("Record one that was held", "Cofnodi un a gynhaliwyd"),
    "workshops.ahead": Word("Planned", "Wedi'u cynllunio"),
    "workshops.ahead.none": Word("No workshop is planned.", "Nid oes gweithdy wedi'i gynllunio."),
    "workshops.held": Word("Held", "Wedi'u cynnal"),
    "workshops.held.none": Word("None has been recorded.", "Nid oes un wedi'i gofnodi."),
    "workshops.one": Word("Workshop {number}", "Gweithdy {number}"),
    "workshops.which": Word("(workshop {number})", "(gweithdy {number})"),
    "workshops.passed": Word("Its day has passed", "Aeth ei ddiwrnod heibio"),
    "workshops.online": Word("Join online", "Ymuno ar-lein"),
    "workshops.people": Word(
        "{n} people are expected.",
        "Disgwylir {n} o bobl.",
        en_one="{n} person is expected.",
        cy_one="Disgwylir {n} person.",
    ),
    "workshops.unreached": Word(
        "Tell by other means, no address works:", "Rhowch wybod mewn ffordd arall, nid oes cyfeiriad:"
    ),
    "workshops.welsh": Word(
        "{n} people wish to use Welsh",
        "Mae {n} o bobl am ddefnyddio'r Gymraeg",
        en_one="{n} person wishes to use Welsh",
        cy_one="Mae {n} person am ddefnyddio'r Gymraeg",
    ),
    "workshops.translation.todo": Word("Translation to be arranged", "Angen trefnu cyfieithu"),
    "workshops.translation.done": Word("Translation arranged", "Cyfieithu wedi'i drefnu"),
    "workshops.language": Word("Who wishes to use Welsh", "Pwy sydd am ddefnyddio'r Gymraeg"),
    "workshops.translation": Word("Translation", "Cyfieithu"),
    "workshops.change": Word("Change", "Newid"),
    "workshops.cancel": Word("Call off", "Canslo"),
    "workshops.record.one": Word("Record what came out", "Cofnodi beth ddaeth ohono"),
    "workshops.nobody_said": Word("Who came is not recorded.", "Ni chofnodwyd pwy ddaeth."),
    "workshops.cancelled": Word(
        "{n} workshops were called off.",
        "Canslwyd {n} gweithdy.",
        en_one="{n} workshop was called off.",
        cy_one="Canslwyd {n} gweithdy.",
        cy_two="Canslwyd {n} weithdy.",
    ),
    "workshop.plan.title": Word("Plan a workshop", "Cynllunio gweithdy"),
    "workshop.plan.what": Word(
        "The coordinator, the facilitators and each partner's contact are invited by mail, with an entry for their "
        "calendars. The invitation asks who wishes to use Welsh.",
        "Gwahoddir y cydlynydd, yr hwyluswyr a chyswllt pob partner drwy'r post, gyda chofnod i'w calendrau. "
        "Mae'r gwahoddiad yn gofyn pwy sydd am ddefnyddio'r Gymraeg.",
    ),
    "workshop.plan.button": Word("Plan it and send the invitations", "Ei gynllunio ac anfon y gwahoddiadau"),
    "workshop.change.title": Word("Change workshop {number}", "Newid gweithdy {number}"),
    "workshop.change.what": Word(
        "Whoever was invited is told what has changed.", "Caiff pawb a wahoddwyd wybod beth sydd wedi newid."
    ),
    "workshop.change.button": Word("Change it and tell them", "Ei newid a rhoi gwybod"),
    "workshop.day": Word("Day", "Diwrnod"),
    "workshop.begins": Word("Begins at", "Yn dechrau am"),
    "workshop.ends": Word("Ends at", "Yn gorffen am"),
    "workshop.time.hint": Word(
        "As the clock in Wales shows it, such as 10:00.", "Fel y mae'r cloc yng Nghymru, er enghraifft 10:00."
    ),
    "workshop.place": Word("Where", "Ble"),
    "workshop.place.hint": Word("A place, a link below, or both.", "Lle, dolen isod, neu'r ddau."),
    "workshop.online": Word("Link to join online", "Dolen i ymuno ar-lein"),
    "workshop.online.hint": Word("It begins with https://", "Mae'n dechrau â https://"),
    "workshop.topic": Word("About what", "Am beth"),
    "workshop.invite": Word("Others to invite", "Eraill i'w gwahodd"),
    "workshop.invite.hint": Word(
        "Their work email addresses, one on each line. They have to be known here.",
        "Eu cyfeiriadau e-bost gwaith, un ar bob llinell. Rhaid iddynt fod yn hysbys yma.",
    ),
    "workshop.error.begins": Word("Say when it begins.", "Dywedwch pryd mae'n dechrau."),
    "workshop.error.ends": Word("Say when it ends.", "Dywedwch pryd mae'n gorffen."),
    "workshop.error.where": Word("Say where it is, or give a link.", "Dywedwch ble mae, neu rhowch ddolen."),
    "workshop.error.nobody": Word(
        "Nobody with the address {who} is known here.", "Nid oes neb â'r cyfeiriad {who} yn hysbys yma."
    ),
    "workshop.error.people": Word("Give a number of people, from 0 to 999.", "Rhowch nifer o bobl, o 0 i 999."),
    "workshop.error.reason": Word("Say why it is called off.", "Dywedwch pam y caiff ei ganslo."),
    "workshop.error.choose": Word("Choose one of the answers.", "Dewiswch un o'r atebion."),
    "workshop.cancel.title": Word("Call off workshop {number}?", "Canslo gweithdy {number}?"),
    "workshop.cancel.what": Word(
        "It was planned for {day}; {n} people were expected.", "Fe'i cynlluniwyd ar gyfer {day}; disgwylid {n} o bobl."
    ),
    "workshop.cancel.undo": Word(
        "Everybody who was invited is told at once. It cannot be brought back; you can plan another.",
        "Caiff pawb a wahoddwyd wybod ar unwaith. Ni ellir ei adfer; gallwch gynllunio un arall.",
    ),
    "workshop.cancel.button": Word("Call it off", "Ei ganslo"),
    "workshop.reason": Word("Why", "Pam"),
    "workshop.reason.hint": Word("It is told to whoever was invited.", "Dywedir hyn wrth bawb a wahoddwyd."),
    "workshop.record.title": Word("Record a workshop that was held", "Cofnodi gweithdy a gynhaliwyd"),
    "workshop.record.title.one": Word("Record workshop {number}", "Cofnodi gweithdy {number}"),
    "workshop.held.day": Word("On which day was it held?", "Ar ba ddiwrnod y cynhaliwyd ef?"),
    "workshop.held.hint": Word("Today or before, such as 27 3 2026.", "Heddiw neu gynt, er enghraifft 27 3 2026."),
    "workshop.came": Word("How many came, by organisation", "Faint ddaeth, fesul sefydliad"),
    "workshop.came.hint": Word(
        "Numbers only, no names. Leave empty where nobody came.",
        "Niferoedd yn unig, dim enwau. Gadewch yn wag lle na ddaeth neb.",
    ),
    "workshop.came.none": Word("No partners are named yet.", "Nid oes partneriaid wedi'u henwi eto."),
    "workshop.outcome": Word("What came out of it", "Beth ddaeth ohono"),
    "workshop.outcome.hint": Word(
        "Decisions, and what is to be done until the next one. No details of any real service user belong here.",
        "Penderfyniadau, a beth sydd i'w wneud cyn y nesaf. Nid oes lle yma i fanylion unrhyw ddefnyddiwr "
        "gwasanaeth go iawn.",
    ),
    "workshop.record.button": Word("Record it", "Ei gofnodi"),
    "workshop.language.title": Word("Welsh at workshop {number}", "Y Gymraeg yng ngweithdy {number}"),
    "workshop.language.what": Word(
        "Write down what people told you. Who is expected can say it here too.",
        "Cofnodwch yr hyn a ddywedodd pobl wrthych. Gall pwy bynnag a ddisgwylir ei ddweud yma hefyd.",
    ),
    "workshop.language.yours": Word(
        "You are welcome to speak Welsh in any case; if you say so in time, translation is arranged.",
        "Mae croeso i chi siarad Cymraeg beth bynnag; os dywedwch mewn pryd, trefnir cyfieithu.",
    ),
    "workshop.language.ask": Word("Do you wish to use Welsh there?", "Hoffech chi ddefnyddio'r Gymraeg yno?"),
    "workshop.language.yes": Word("Wishes to use Welsh", "Am ddefnyddio'r Gymraeg"),
    "workshop.language.no": Word("Does not need Welsh", "Heb angen y Gymraeg"),
    "workshop.language.not_you": Word("You are not expected at this workshop.", "Ni ddisgwylir chi yn y gweithdy hwn."),
    "workshop.translation.title": Word("Translation at workshop {number}", "Cyfieithu yng ngweithdy {number}"),
    "workshop.translation.ask": Word(
        "Is simultaneous translation arranged?", "A yw cyfieithu ar y pryd wedi'i drefnu?"
    ),
    "workshop.translation.yes": Word("Yes, it is arranged", "Ydy, mae wedi'i drefnu"),
    "workshop.translation.no": Word("No, not yet or not any more", "Nac ydy, dim eto neu ddim mwyach"),
    "workshop.translation.note": Word("Note", "Nodyn"),
    "workshop.translation.hint": Word("For example which company.", "Er enghraifft pa gwmni."),
}
