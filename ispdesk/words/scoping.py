"""Words of the pages that lead to a new ISP."""

from ispdesk.words.word import Word

WORDS = {
    "form.no_people": Word(
        "No details of any real service user belong here.",
        "Nid oes lle yma i fanylion unrhyw ddefnyddiwr gwasanaeth go iawn.",
    ),
    "desk.save": Word("Save", "Cadw"),
    "notice.isp_begun": Word("The ISP has been begun", "Mae'r ISP wedi'i ddechrau"),
    "notice.isp_recorded": Word("The decision has been recorded", "Mae'r penderfyniad wedi'i gofnodi"),
    "notice.scoping_dropped": Word("Your answers were thrown away", "Taflwyd eich atebion"),
    "new.link": Word("Begin a new ISP", "Dechrau ISP newydd"),
    "new.waiting": Word("begun and not finished:", "wedi'u dechrau a heb eu gorffen:"),
    "new.title": Word("A new ISP", "ISP newydd"),
    "new.what": Word(
        "A few questions show whether an Information Sharing Protocol (ISP) is what you need, or something shorter.",
        "Mae ychydig o gwestiynau'n dangos ai Protocol Rhannu Gwybodaeth (ISP) sydd ei angen arnoch, neu "
        "rywbeth byrrach.",
    ),
    "new.what.first": Word(
        "First you see whether there is one already, or one from elsewhere to begin from.",
        "Yn gyntaf cewch weld a oes un yn barod, neu un o rywle arall i ddechrau ohono.",
    ),
    "new.what.then": Word(
        "Then come questions about the information and who shares it.",
        "Yna daw cwestiynau am yr wybodaeth a phwy sy'n ei rhannu.",
    ),
    "new.what.end": Word(
        "At the end you see what is needed and why; nothing is made before you say so.",
        "Ar y diwedd cewch weld beth sydd ei angen a pham; ni wneir dim cyn i chi ddweud.",
    ),
    "new.stop": Word(
        "It takes about ten minutes. You can stop at any time: your answers are kept for you.",
        "Mae'n cymryd tua deng munud. Gallwch stopio unrhyw bryd: cedwir eich atebion i chi.",
    ),
    "new.start": Word("Start now", "Dechrau nawr"),
    "new.begun": Word("What you have begun", "Yr hyn yr ydych wedi'i ddechrau"),
    "new.begun.caption": Word("Answers that wait for you", "Atebion sy'n aros amdanoch"),
    "new.col.title": Word("Title", "Teitl"),
    "new.col.answered": Word("Answered", "Wedi'u hateb"),
    "new.col.changed": Word("Last changed", "Newidiwyd ddiwethaf"),
    "new.col.do": Word("Or", "Neu"),
    "new.untitled": Word("Not named yet ({number})", "Heb ei enwi eto ({number})"),
    "new.answered": Word("{n} of {of}", "{n} o {of}"),
    "new.place": Word("Question {n} of {of}", "Cwestiwn {n} o {of}"),
    "new.continue": Word("Continue", "Parhau"),
    "new.see": Word("See all answers so far", "Gweld pob ateb hyd yn hyn"),
    "new.drop": Word("Throw away", "Taflu"),
    "new.drop.which": Word("(number {number})", "(rhif {number})"),
    "new.drop.all": Word("Throw these answers away", "Taflu'r atebion hyn"),
    "new.drop.title": Word("Throw these answers away?", "Taflu'r atebion hyn?"),
    "new.drop.what": Word(
        "Nobody but you has seen them, and they cannot be brought back.",
        "Nid oes neb ond chi wedi'u gweld, ac ni ellir eu hadfer.",
    ),
    "new.similar.none": Word("The register has nothing like it", "Nid oes dim tebyg yn y gofrestr"),
    "new.similar.none.what": Word(
        "No ISP for this service in this area was found, none with such a title, and none that was assured for the "
        "same service elsewhere.",
        "Ni chafwyd hyd i ISP ar gyfer y gwasanaeth hwn yn yr ardal hon, nac un â theitl o'r fath, nac un a "
        "sicrhawyd ar "
        "gyfer yr un gwasanaeth yn rhywle arall.",
    ),
    "new.similar.duplicates": Word("It may be one of these", "Gall fod yn un o'r rhain"),
    "new.similar.duplicates.what": Word(
        "They are for the same service in the same area, or bear nearly the same title.",
        "Maent ar gyfer yr un gwasanaeth yn yr un ardal, neu â theitl tebyg iawn.",
    ),
    "new.similar.exemplars": Word("You could begin from one of these", "Gallech ddechrau o un o'r rhain"),
    "new.similar.exemplars.what": Word(
        "They were assured for the same service elsewhere. Their steps, flows and text are copied, their "
        "partners are not.",
        "Fe'u sicrhawyd ar gyfer yr un gwasanaeth yn rhywle arall. Copïir eu camau, eu llifoedd a'u testun, "
        "nid eu partneriaid.",
    ),
    "new.similar.duplicates.caption": Word("ISPs like yours", "ISPs tebyg i'ch un chi"),
    "new.similar.exemplars.caption": Word("Assured elsewhere", "Wedi'u sicrhau yn rhywle arall"),
    "new.similar.col.lead": Word("Lead organisation", "Sefydliad arweiniol"),
    "new.similar.col.places": Word("Area", "Ardal"),
    "new.similar.col.state": Word("Stands", "Lle mae"),
    "new.similar.choose.none": Word("None of them: begin a new one", "Dim un ohonynt: dechrau un newydd"),
    "new.similar.choose.from": Word("Begin from “{title}” ({ref})", "Dechrau o “{title}” ({ref})"),
    "new.similar.choose.from.hint": Word(
        "The new ISP says where it came from.", "Bydd yr ISP newydd yn dweud o ble y daeth."
    ),
    "new.similar.choose.same": Word("It is the same as “{title}” ({ref})", "Yr un peth yw â “{title}” ({ref})"),
    "new.similar.choose.same.hint": Word(
        "Nothing new is begun; you see whom to ask to take part.",
        "Ni ddechreuir dim newydd; cewch weld i bwy i ofyn am gymryd rhan.",
    ),
    "new.check.title": Word("Check your answers", "Gwirio eich atebion"),
    "new.check.so_far": Word("Your answers so far", "Eich atebion hyd yn hyn"),
    "new.check.same": Word("There is one already", "Mae un yn barod"),
    "new.check.same.what": Word(
        "You said that it is the same as one in the register. Ask its coordinator to let your organisation take part. "
        "If you are not sure, change your answer and go on.",
        "Dywedasoch mai'r un peth yw ag un yn y gofrestr. Gofynnwch i'w gydlynydd adael i'ch sefydliad gymryd rhan. "
        "Os nad ydych yn siŵr, newidiwch eich ateb ac ewch ymlaen.",
    ),
    "new.check.same.open": Word("Open {ref}", "Agor {ref}"),
    "new.check.outcome": Word("What you need: {instrument}", "Yr hyn sydd ei angen: {instrument}"),
    "new.check.source": Word("Source: {source}", "Ffynhonnell: {source}"),
    "new.check.unsure": Word("You were not sure", "Nid oeddech yn siŵr"),
    "new.check.unsure.what": Word(
        "You can go on all the same. Ask the assurance team about these early: the answers decide what is needed.",
        "Gallwch fynd ymlaen beth bynnag. Gofynnwch i'r tîm sicrhau am y rhain yn gynnar: yr atebion sy'n penderfynu.",
    ),
    "new.check.answers": Word("Your answers", "Eich atebion"),
    "new.check.open": Word("Not answered yet", "Heb ei ateb eto"),
    "new.check.change": Word("Change", "Newid"),
    "new.check.answer": Word("Answer", "Ateb"),
    "new.check.go_on": Word("Go on", "Mynd ymlaen"),
    "new.check.then": Word("What happens next", "Beth sy'n digwydd nesaf"),
    "new.check.then.isp": Word(
        "The ISP gets the reference {ref} and stands in the register. Your answers are its first evidence. "
        "Its coordinator adds partners and plans the workshops.",
        "Bydd yr ISP yn cael y cyfeirnod {ref} ac yn sefyll yn y gofrestr. Eich atebion yw ei dystiolaeth gyntaf. "
        "Bydd ei gydlynydd yn ychwanegu partneriaid ac yn cynllunio'r gweithdai.",
    ),
    "new.check.then.other": Word(
        "The decision is recorded under the reference {ref} with your reason, so that nobody asks again. "
        "It can be reopened.",
        "Cofnodir y penderfyniad o dan y cyfeirnod {ref} gyda'ch rheswm, fel na fydd neb yn gofyn eto. "
        "Gellir ei ailagor.",
    ),
    "new.check.exemplar": Word(
        "It begins with the steps, flows and text of {ref}. Senders and recipients are left empty.",
        "Mae'n dechrau gyda chamau, llifoedd a thestun {ref}. Gadewir anfonwyr a derbynwyr yn wag.",
    ),
    "new.check.undo": Word(
        "Once it is made it cannot be deleted, only withdrawn with a reason. The answers cannot be changed any more.",
        "Unwaith y caiff ei wneud ni ellir ei ddileu, dim ond ei dynnu'n ôl gyda rheswm. Ni ellir newid yr "
        "atebion mwyach.",
    ),
    "new.check.make": Word("Begin the ISP", "Dechrau'r ISP"),
    "new.check.record": Word("Record this decision", "Cofnodi'r penderfyniad hwn"),
}
