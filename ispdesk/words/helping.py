"""Words of the pages on help from trained facilitators."""

from ispdesk.words.word import Word

WORDS = {
    "helpers.title": Word("Help from trained facilitators", "Cymorth gan hwyluswyr hyfforddedig"),
    "helpers.what": Word(
        "Trained facilitators who are idle are suggested by place, service area and last activity; a reviewer is "
        "independent of the ISP. Nobody is ranked by how well they work.",
        "Awgrymir hwyluswyr hyfforddedig sydd heb waith yn ôl lle, maes gwasanaeth a gweithgarwch diwethaf; mae "
        "adolygydd yn annibynnol ar yr ISP. Ni chaiff neb ei raddio yn ôl ansawdd ei waith.",
    ),
    "helpers.places": Word("Places", "Lleoedd"),
    "helpers.areas": Word("Service areas", "Meysydd gwasanaeth"),
    "helpers.for": Word("What help is wanted", "Pa help sydd ei angen"),
    "helpers.for.review": Word("A peer reviewer", "Adolygydd cymheiriaid"),
    "helpers.for.facilitate": Word("A facilitator", "Hwylusydd"),
    "helpers.asked": Word("Asked so far", "Gofynnwyd hyd yn hyn"),
    "helpers.asked.who": Word("Who", "Pwy"),
    "helpers.asked.what": Word("For what", "Am beth"),
    "helpers.asked.how": Word("How it stands", "Sut y saif"),
    "helpers.waiting": Word(
        "asked on {since}; an answer is hoped for by {day}",
        "gofynnwyd ar {since}; gobeithir am ateb erbyn {day}",
    ),
    "helpers.later": Word("will answer by {day}", "bydd yn ateb erbyn {day}"),
    "helpers.accepted": Word("said yes", "dywedodd ie"),
    "helpers.accepted.until": Word(
        "said yes; may read it and note findings until {day}",
        "dywedodd ie; caiff ei ddarllen a nodi canfyddiadau hyd at {day}",
    ),
    "helpers.interest": Word("Declared: {what}", "Datganwyd: {what}"),
    "helpers.end": Word("Take it back", "Ei dynnu'n ôl"),
    "helpers.end.of": Word("Take the question to {name} back", "Tynnu'r cwestiwn i {name} yn ôl"),
    "helpers.choose": Word("Who could help", "Pwy allai helpu"),
    "helpers.row": Word("{points} points: {reasons}", "{points} pwynt: {reasons}"),
    "helpers.more": Word(
        "{n} more could help; the points of the others are lower.",
        "Gallai {n} arall helpu; mae eu pwyntiau'n is.",
    ),
    "helpers.others": Word("Trained, and not suggested", "Wedi'u hyfforddi, heb eu hawgrymu"),
    "helpers.other": Word("{n}: {why}", "{n}: {why}"),
    "helpers.none": Word("Nobody can be suggested at present.", "Ni ellir awgrymu neb ar hyn o bryd."),
    "helpers.note": Word("A few words to them (optional)", "Ychydig eiriau atynt (dewisol)"),
    "helpers.ask": Word("Ask them", "Gofyn iddynt"),
    "helpers.ask.what": Word(
        "A letter leaves at once with a page on which they answer yes, no or later. A no is not shown here.",
        "Bydd llythyr yn gadael ar unwaith gyda thudalen i ateb ie, na neu'n nes ymlaen. Ni ddangosir na yma.",
    ),
    "helpers.person.need": Word("Choose whom to ask.", "Dewiswch i bwy y gofynnir."),
    "notice.help_asked": Word("They are asked.", "Gofynnwyd iddynt."),
    "notice.help_ended": Word("It is taken back.", "Mae wedi'i dynnu'n ôl."),
    "help.title": Word("Could you help?", "A allech chi helpu?"),
    "help.who": Word(
        "{who} asks whether you would help with this ISP: {work}.",
        "Mae {who} yn gofyn a fyddech yn helpu gyda'r ISP hwn: {work}.",
    ),
    "help.free": Word(
        "Saying no costs nothing and is shown to nobody else. Hours can be noted on the ISP, so that they count.",
        "Nid yw dweud na yn costio dim ac ni chaiff ei ddangos i neb arall. Gellir nodi'r oriau a dreuliwch ar yr ISP, "
        "fel eu bod yn cyfrif.",
    ),
    "help.by": Word("An answer is hoped for by {day}.", "Gobeithir am ateb erbyn {day}."),
    "help.later.is": Word("You said that you would answer by {day}.", "Dywedasoch y byddech yn ateb erbyn {day}."),
    "help.answer": Word("Your answer", "Eich ateb"),
    "help.answer.yes": Word("Yes, I will help", "Ie, gwnaf helpu"),
    "help.answer.no": Word("No, not this time", "Na, nid y tro hwn"),
    "help.answer.later": Word("I will answer later", "Atebaf yn nes ymlaen"),
    "help.answer.need": Word("Choose yes, no or later.", "Dewiswch ie, na neu'n nes ymlaen."),
    "help.later": Word("If later, by which day", "Os yn nes ymlaen, erbyn pa ddiwrnod"),
    "help.independent": Word("If yes", "Os ie"),
    "help.independent.yes": Word(
        "I neither wrote nor facilitated it, and do not work for its lead or coordinating organisation",
        "Ni wnes ei ysgrifennu na'i hwyluso, ac nid wyf yn gweithio i'w sefydliad arweiniol na chydlynu",
    ),
    "help.independent.need": Word(
        "Say that you are independent of it, or answer no.",
        "Dywedwch eich bod yn annibynnol arno, neu atebwch na.",
    ),
    "help.interest": Word(
        "Anything to declare, such as working for another partner (optional)",
        "Unrhyw beth i'w ddatgan, megis gweithio i bartner arall (dewisol)",
    ),
    "help.send": Word("Send the answer", "Anfon yr ateb"),
    "help.over.accepted": Word("You said yes.", "Dywedasoch ie."),
    "help.over.declined": Word("You said no. Nothing else is asked of you.", "Dywedasoch na. Ni ofynnir dim arall."),
    "help.over.withdrawn": Word("It is not asked any more.", "Ni ofynnir hyn mwyach."),
    "help.over.ended": Word("Your part has ended. Thank you.", "Mae eich rhan wedi dod i ben. Diolch."),
    "help.isp": Word("Open the ISP", "Agor yr ISP"),
    "notice.help_yes": Word(
        "Thank you: you can read the ISP from now on.",
        "Diolch: gallwch ddarllen yr ISP o hyn ymlaen.",
    ),
    "notice.help_no": Word("Thank you for answering.", "Diolch am ateb."),
    "notice.help_later": Word("Thank you: you will answer later.", "Diolch: byddwch yn ateb yn nes ymlaen."),
    "peer.title": Word("Peer review", "Adolygiad cymheiriaid"),
    "peer.what": Word(
        "Read the document and the flows, and note what you find. The assurance team decides; your findings go to it.",
        "Darllenwch y ddogfen a'r llifoedd, a nodwch yr hyn a welwch. Y tîm sicrwydd sy'n penderfynu; mae eich "
        "canfyddiadau'n mynd ato.",
    ),
    "peer.closed": Word(
        "No round is open: nothing can be found at present.",
        "Nid oes rownd ar agor: ni ellir nodi dim ar hyn o bryd.",
    ),
    "peer.findings": Word("Findings of this round", "Canfyddiadau'r rownd hon"),
    "peer.number": Word("Number", "Rhif"),
    "peer.severity": Word("How much it matters", "Faint o bwys sydd arno"),
    "peer.severity.must": Word("Must be met", "Rhaid ei fodloni"),
    "peer.severity.should": Word("Should be met", "Dylid ei fodloni"),
    "peer.severity.observation": Word("An observation", "Sylw"),
    "peer.severity.need": Word("Choose how much it matters.", "Dewiswch faint o bwys sydd arno."),
    "peer.about": Word("Which section or flow (optional)", "Pa adran neu lif (dewisol)"),
    "peer.text": Word("What you find", "Yr hyn a welwch"),
    "peer.text.need": Word("Say what you find.", "Dywedwch beth a welwch."),
    "peer.add": Word("Add the finding", "Ychwanegu'r canfyddiad"),
    "notice.finding_added": Word("The finding is added.", "Mae'r canfyddiad wedi'i ychwanegu."),
}
