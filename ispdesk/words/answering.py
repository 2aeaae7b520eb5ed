"""Words of the pages behind a partner's link."""

from ispdesk.words.word import Word

WORDS = {
    "answer.page": Word("Your answer: {title}", "Eich ateb: {title}"),
    "answer.error.title": Word("There is a problem", "Mae problem"),
    "answer.error.prefix": Word("Error:", "Gwall:"),
    "answer.lead": Word("Lead organisation: {name}", "Sefydliad arweiniol: {name}"),
    "answer.isp": Word("Information Sharing Protocol (ISP) {ref}", "Protocol Rhannu Gwybodaeth (ISP) {ref}"),
    "answer.what": Word("Asked of you", "Gofynnir i chi am"),
    "answer.what.from": Word("{what}, from {partner}", "{what}, gan {partner}"),
    "answer.by": Word("By", "Erbyn"),
    "answer.by.close": Word("{day}, 5pm", "{day}, 5pm"),
    "answer.by.none": Word("No day is set", "Nid oes diwrnod wedi'i bennu"),
    "answer.by.promised": Word("You promised this day", "Chi a addawodd y diwrnod hwn"),
    "answer.who": Word("Who asks", "Pwy sy'n gofyn"),
    "answer.telephone": Word("Telephone {number}", "Ffôn {number}"),
    "answer.telephone.unknown": Word("telephone not known", "nid yw'r rhif ffôn yn hysbys"),
    "answer.sends": Word("You send", "Rydych yn anfon"),
    "answer.receives": Word("You receive", "Rydych yn derbyn"),
    "answer.flow.to": Word("{what}, to {whom}", "{what}, at {whom}"),
    "answer.flow.from": Word("{what}, from {whom}", "{what}, gan {whom}"),
    "answer.flow.nothing": Word("Nothing", "Dim byd"),
    "answer.flow.more": Word("{n} more", "{n} arall"),
    "answer.flows": Word("What you send and receive", "Beth rydych yn ei anfon a'i dderbyn"),
    "answer.flows.none": Word(
        "No flows of information are written yet", "Nid oes llif gwybodaeth wedi'i ysgrifennu eto"
    ),
    "answer.flows.not_yours": Word(
        "You are asked by name and not for one partner", "Gofynnir i chi wrth eich enw ac nid dros un partner"
    ),
    "answer.legend": Word("What do you answer?", "Beth yw eich ateb?"),
    "answer.signature": Word("None of these answers is a signature.", "Nid yw'r un o'r atebion hyn yn llofnod."),
    "answer.yours": Word(
        "This link is for {name} alone. It opens until {day}.",
        "I {name} yn unig y mae'r ddolen hon. Mae'n agor tan {day}.",
    ),
    "answer.promise": Word("We will answer by a certain day", "Byddwn yn ateb erbyn diwrnod penodol"),
    "answer.promise.none": Word(
        "You have promised a day twice. If it takes longer, ask to be rung.",
        "Rydych wedi addo diwrnod ddwywaith. Os yw'n cymryd rhagor o amser, gofynnwch am alwad ffôn.",
    ),
    "answer.promise.by": Word("By which day?", "Erbyn pa ddiwrnod?"),
    "answer.promise.hint": Word(
        "At the latest {day}. You can promise a day twice.",
        "Erbyn {day} fan bellaf. Gallwch addo diwrnod ddwywaith.",
    ),
    "answer.promise.hint.last": Word(
        "At the latest {day}. You can promise a day once more.",
        "Erbyn {day} fan bellaf. Gallwch addo diwrnod unwaith eto.",
    ),
    "answer.answered": Word("We have already answered", "Rydym wedi ateb eisoes"),
    "answer.answered.when": Word("When?", "Pryd?"),
    "answer.answered.whom": Word("Whom did you answer?", "Wrth bwy yr ateboch chi?"),
    "answer.elsewhere": Word("Someone else decides this here", "Rhywun arall sy'n penderfynu hyn yma"),
    "answer.elsewhere.role": Word("Their role", "Eu rôl"),
    "answer.elsewhere.role.hint": Word("For example: practice partner", "Er enghraifft: partner yn y practis"),
    "answer.elsewhere.address": Word("Their work email address (optional)", "Eu cyfeiriad e-bost gwaith (dewisol)"),
    "answer.elsewhere.hint": Word(
        "Nothing is sent there before the coordinator has confirmed it.",
        "Ni anfonir dim yno cyn i'r cydlynydd ei gadarnhau.",
    ),
    "answer.no_part": Word("We do not wish to take part", "Nid ydym am gymryd rhan"),
    "answer.no_part.reason": Word("Why? (optional)", "Pam? (dewisol)"),
    "answer.ring": Word("Please ring me", "Ffoniwch fi"),
    "answer.ring.telephone": Word("Your telephone number", "Eich rhif ffôn"),
    "answer.ring.telephone.other": Word(
        "Another telephone number than the one we know (optional)",
        "Rhif ffôn gwahanol i'r un sy'n hysbys i ni (dewisol)",
    ),
    "answer.send": Word("Send this answer", "Anfon yr ateb hwn"),
    "answer.day": Word("Day", "Diwrnod"),
    "answer.month": Word("Month", "Mis"),
    "answer.year": Word("Year", "Blwyddyn"),
    "answer.day.hint": Word("For example, {day} {month} {year}", "Er enghraifft, {day} {month} {year}"),
    "answer.error.choose": Word("Choose what you answer", "Dewiswch eich ateb"),
    "answer.error.stale": Word("Look at your answer and send it again", "Edrychwch ar eich ateb a'i anfon eto"),
    "answer.error.long": Word("Use at most {most} characters", "Defnyddiwch {most} nod ar y mwyaf"),
    "answer.error.day": Word(
        "Give a day, a month and a year, such as 27 3 2026", "Rhowch ddiwrnod, mis a blwyddyn, megis 27 3 2026"
    ),
    "answer.error.no_day": Word("There is no such day", "Nid oes diwrnod o'r fath"),
    "answer.error.past": Word("The day must be today or later", "Rhaid i'r diwrnod fod heddiw neu'n hwyrach"),
    "answer.error.far": Word("The day must be {day} or earlier", "Rhaid i'r diwrnod fod {day} neu'n gynharach"),
    "answer.error.future": Word("The day must be today or earlier", "Rhaid i'r diwrnod fod heddiw neu'n gynharach"),
    "answer.error.long_ago": Word("The day must be {day} or later", "Rhaid i'r diwrnod fod {day} neu'n hwyrach"),
    "answer.error.often": Word(
        "You have promised a day twice: choose another answer, or ask to be rung",
        "Rydych wedi addo diwrnod ddwywaith: dewiswch ateb arall, neu gofynnwch am alwad ffôn",
    ),
    "answer.error.whom": Word("Say whom you answered", "Dywedwch wrth bwy yr ateboch chi"),
    "answer.error.role": Word("Say which role decides this", "Dywedwch pa rôl sy'n penderfynu hyn"),
    "answer.error.address": Word(
        "Give an email address like name@example.org, or none", "Rhowch gyfeiriad e-bost fel enw@example.org, neu ddim"
    ),
    "answer.error.telephone": Word(
        "Give a telephone number in figures, such as 029 2018 0123",
        "Rhowch rif ffôn mewn ffigurau, megis 029 2018 0123",
    ),
    "answer.error.telephone.needed": Word(
        "Give the telephone number on which you would like to be rung",
        "Rhowch y rhif ffôn yr hoffech gael galwad arno",
    ),
    "answer.before": Word("What you have answered so far", "Beth rydych wedi'i ateb hyd yn hyn"),
    "answer.given.promise": Word("we will answer by {day}", "byddwn yn ateb erbyn {day}"),
    "answer.given.answered": Word("we answered on {day}: {words}", "atebasom ar {day}: {words}"),
    "answer.given.elsewhere": Word("someone else decides: {words}", "rhywun arall sy'n penderfynu: {words}"),
    "answer.given.no_part": Word("we do not wish to take part", "nid ydym am gymryd rhan"),
    "answer.given.ring": Word("please ring me", "ffoniwch fi"),
    "answer.decision.kept": Word(
        "The coordinator did not pass it on: please answer here, or ring.",
        "Ni throsglwyddodd y cydlynydd hyn: atebwch yma, neu ffoniwch.",
    ),
    "answer.recorded": Word("Your answer is recorded", "Mae eich ateb wedi'i gofnodi"),
    "answer.recorded.signature": Word("It is not a signature.", "Nid llofnod mohono."),
    "answer.recorded.next": Word("What happens next", "Beth sy'n digwydd nesaf"),
    "answer.recorded.promise": Word(
        "You have said that you will answer by {day}.", "Rydych wedi dweud y byddwch yn ateb erbyn {day}."
    ),
    "answer.recorded.answered": Word(
        "You have said that you answered on {day}: {words}.", "Rydych wedi dweud i chi ateb ar {day}: {words}."
    ),
    "answer.recorded.elsewhere": Word(
        "You have said that someone else decides this: {words}.",
        "Rydych wedi dweud mai rhywun arall sy'n penderfynu hyn: {words}.",
    ),
    "answer.recorded.no_part": Word(
        "You have said that you do not wish to take part.", "Rydych wedi dweud nad ydych am gymryd rhan."
    ),
    "answer.recorded.ring": Word("You have asked to be rung.", "Rydych wedi gofyn am alwad ffôn."),
    "answer.recorded.ring.number": Word(
        "You have asked to be rung on {words}.", "Rydych wedi gofyn am alwad ffôn ar {words}."
    ),
    "answer.next.promise": Word(
        "You will hear no more about it until shortly before that day. The coordinator has been told.",
        "Ni chlywch ragor amdano tan ychydig cyn y diwrnod hwnnw. Rhoddwyd gwybod i'r cydlynydd.",
    ),
    "answer.next.answered": Word(
        "The coordinator looks whether your answer has come and confirms it. Until then we do not remind you.",
        "Bydd y cydlynydd yn edrych a yw eich ateb wedi cyrraedd ac yn ei gadarnhau. "
        "Tan hynny ni fyddwn yn eich atgoffa.",
    ),
    "answer.next.elsewhere": Word(
        "The coordinator confirms it first; then we write to whoever decides. Until then we do not remind you.",
        "Bydd y cydlynydd yn ei gadarnhau yn gyntaf; yna byddwn yn ysgrifennu at bwy bynnag sy'n penderfynu. "
        "Tan hynny ni fyddwn yn eich atgoffa.",
    ),
    "answer.next.no_part": Word(
        "The coordinator has been told and will be in touch. Your organisation stays listed until they have decided.",
        "Rhoddwyd gwybod i'r cydlynydd, a bydd yn cysylltu. "
        "Bydd eich sefydliad yn aros ar y rhestr nes iddynt benderfynu.",
    ),
    "answer.next.ring": Word(
        "You are on the coordinator's telephone list. Until they have rung we do not remind you.",
        "Rydych ar restr ffonio'r cydlynydd. Hyd nes iddynt ffonio ni fyddwn yn eich atgoffa.",
    ),
    "answer.again": Word(
        "You may close this page. If something changes, open the link again until {day}.",
        "Gallwch gau'r dudalen hon. Os bydd rhywbeth yn newid, agorwch y ddolen eto hyd {day}.",
    ),
    "answer.again.link": Word("Change or add to your answer", "Newid eich ateb neu ychwanegu ato"),
    "answer.unreadable.title": Word("What was sent cannot be read", "Ni ellir darllen yr hyn a anfonwyd"),
    "answer.unreadable.text": Word("Nothing was recorded.", "Ni chofnodwyd dim."),
    "answer.open_again": Word(
        "To answer, open the link in your mail again.", "I ateb, agorwch y ddolen yn eich neges eto."
    ),
    "answer.unknown.title": Word("This link does not open anything", "Nid yw'r ddolen hon yn agor dim"),
    "answer.unknown.text": Word(
        "Perhaps a part of it is missing: open it from the mail itself, or copy the whole of it.",
        "Efallai bod rhan ohoni ar goll: agorwch hi o'r neges ei hun, neu gopïwch y cyfan.",
    ),
    "answer.withdrawn.title": Word("This link has been withdrawn", "Mae'r ddolen hon wedi'i thynnu'n ôl"),
    "answer.withdrawn.text": Word("Nothing can be answered by it any more.", "Ni ellir ateb dim drwyddi mwyach."),
    "answer.passed_on.title": Word("Somebody else is asked now", "Gofynnir i rywun arall nawr"),
    "answer.passed_on.text": Word(
        "Thank you for saying who decides this. Nothing more is asked of you.",
        "Diolch am ddweud pwy sy'n penderfynu hyn. Ni ofynnir dim pellach i chi.",
    ),
    "answer.closed.title": Word("Nothing is asked any more", "Ni ofynnir dim mwyach"),
    "answer.closed.text": Word(
        "What you were asked for has been answered, or is not needed any more. You need do nothing.",
        "Mae'r hyn a ofynnwyd i chi wedi'i ateb, neu nid oes ei angen mwyach. Nid oes angen i chi wneud dim.",
    ),
    "answer.expired.title": Word("This link has expired", "Mae'r ddolen hon wedi dod i ben"),
    "answer.expired.text": Word(
        "It opened until {day}. Nothing was lost.", "Roedd yn agor tan {day}. Ni chollwyd dim."
    ),
    "answer.instead": Word("What you can do", "Beth gallwch ei wneud"),
    "answer.instead.ring": Word("Ring the coordinator:", "Ffoniwch y cydlynydd:"),
    "answer.instead.named": Word(
        "Ring the coordinator: the mail says who that is, under “Who asks”.",
        "Ffoniwch y cydlynydd: mae'r neges yn dweud pwy yw hynny, o dan “Pwy sy'n gofyn”.",
    ),
    "answer.instead.team": Word("Or ask the team:", "Neu gofynnwch i'r tîm:"),
}
