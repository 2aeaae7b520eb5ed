"""Words of the board's pack and its page."""

from ispdesk.words.word import Word

WORDS = {
    "board.quarter": Word("{first} to {last} {year}", "{first} i {last} {year}"),
    "board.title": Word("Board pack, {quarter}", "Pecyn y bwrdd, {quarter}"),
    "board.as_at": Word("as at {day}", "ar {day}"),
    "board.line": Word(
        "{house}. Figures as at {day}, as we know it now; made on {made}.",
        "{house}. Ffigurau ar {day}, fel y gwyddom yn awr; gwnaed ar {made}.",
    ),
    "board.not_over": Word(
        "The quarter is not over: these figures will change.", "Nid yw'r chwarter ar ben: bydd y ffigurau hyn yn newid."
    ),
    "board.part.cannot": Word("What these figures cannot show", "Beth na all y ffigurau hyn ei ddangos"),
    "board.cannot.lawful": Word(
        "Whether sharing is lawful. An assurance does not show it; each organisation remains responsible for its own.",
        "A yw rhannu'n gyfreithlon. Nid yw sicrwydd yn dangos hynny; mae pob sefydliad yn dal yn gyfrifol am ei eiddo "
        "ei "
        "hun.",
    ),
    "board.cannot.delivered": Word(
        "Whether sharing is done as an ISP describes it.", "A yw'r rhannu'n digwydd fel y disgrifia'r ISP."
    ),
    "board.cannot.outcomes": Word(
        "What became better for people who use services: nothing about any of them is kept here.",
        "Beth a wellodd i bobl sy'n defnyddio gwasanaethau: ni chedwir dim yma am yr un ohonynt.",
    ),
    "board.cannot.outside": Word("How much sharing goes on without an ISP.", "Faint o rannu sy'n digwydd heb ISP."),
    "board.cannot.late": Word(
        "How any one partner or officer does: the figures are totals, and nobody is named as late.",
        "Sut hwyl a gaiff unrhyw bartner neu swyddog unigol: cyfansymiau yw'r ffigurau, ac ni enwir neb yn hwyr.",
    ),
    "board.part.summary": Word("Summary", "Crynodeb"),
    "board.part.decisions": Word("Decisions asked of the board", "Penderfyniadau a geisir gan y bwrdd"),
    "board.part.outputs": Word("Outputs", "Allbynnau"),
    "board.part.targets": Word("Targets", "Targedau"),
    "board.part.funnel": Word("From an idea to an assured ISP", "O syniad i ISP wedi'i sicrhau"),
    "board.part.backlog": Word("The assurance queue", "Y ciw sicrhau ansawdd"),
    "board.part.time": Word("Time", "Amser"),
    "board.part.coverage": Word("Coverage", "Cwmpas yr ISPau"),
    "board.part.reviews": Word("Reviews ahead", "Adolygiadau i ddod"),
    "board.part.forecast": Word("Forecast", "Rhagolwg"),
    "board.part.quality": Word("Notes on the quality of the data", "Nodiadau ar ansawdd y data"),
    "board.part.since": Word("What changed since the last pack", "Beth a newidiodd ers y pecyn diwethaf"),
    "board.nothing_written": Word("No summary has been written.", "Nid ysgrifennwyd crynodeb."),
    "board.no_decision": Word("No decision is asked.", "Ni cheisir penderfyniad."),
    "board.table_4_1": Word("Quantitative outputs", "Allbynnau meintiol"),
    "board.table_4_2": Word(
        "Trained facilitators by organisation type, {day}", "Hwyluswyr hyfforddedig yn ôl math o sefydliad, {day}"
    ),
    "board.col.output": Word("Output", "Allbwn"),
    "board.col.progress": Word("Progress at this stage", "Cynnydd hyd yma"),
    "board.col.type": Word("Organisation type", "Math o sefydliad"),
    "board.col.number": Word("Number", "Nifer"),
    "board.col.proportion": Word("Proportion", "Cyfran"),
    "board.col.stage": Word("Stage", "Cam"),
    "board.col.crossing": Word("Level reached", "Lefel a gyrhaeddwyd"),
    "board.col.done": Word("What was done", "Beth a wnaed"),
    "board.col.time": Word("Working days from submission", "Diwrnodau gwaith o gyflwyno"),
    "board.col.known": Word("Decisions", "Penderfyniadau"),
    "board.col.middle": Word("Median", "Canolrif"),
    "board.col.p80": Word("80 % within", "80 % o fewn"),
    "board.col.p95": Word("95 % within", "95 % o fewn"),
    "board.col.unknown": Word("Days not known", "Dyddiau ddim yn hysbys"),
    "board.col.month": Word("Month", "Mis"),
    "board.col.reviews": Word("Review dates", "Dyddiadau adolygu"),
    "board.col.figure": Word("Figure", "Ffigur"),
    "board.col.stated": Word("The last pack said", "Dywedodd y pecyn diwethaf"),
    "board.col.known_now": Word("The same day, as we know it now", "Yr un diwrnod, fel y gwyddom yn awr"),
    "board.col.now": Word("This pack", "Y pecyn hwn"),
    "board.output.signatories": Word("Organisations signed up to the Accord", "Sefydliadau a lofnododd y Cytundeb"),
    "board.output.trained": Word("Trained ISP facilitators", "Hwyluswyr ISP hyfforddedig"),
    "board.output.assured": Word("Assured ISPs", "ISPau wedi'u sicrhau"),
    "board.output.hub": Word("Members of the Knowledge Hub", "Aelodau'r Hyb Gwybodaeth"),
    "board.output.identified": Word("ISPs ever made known", "ISPau y rhoddwyd gwybod amdanynt erioed"),
    "board.output.developing": Word("In development", "Yn cael eu datblygu"),
    "board.output.awaiting": Word("Awaiting assurance", "Yn aros am sicrwydd"),
    "board.not_kept": Word("Not known: nothing here counts it", "Ddim yn hysbys: nid oes dim yma'n ei gyfrif"),
    "board.type.fire": Word("Fire service", "Gwasanaeth tân"),
    "board.type.health": Word("Health", "Iechyd"),
    "board.type.local_authority": Word("Local Authority", "Awdurdod Lleol"),
    "board.type.other": Word("Other", "Arall"),
    "board.type.police": Word("Police", "Heddlu"),
    "board.type.voluntary": Word("Voluntary/Community", "Gwirfoddol/Cymunedol"),
    "board.total": Word("Total", "Cyfanswm"),
    "board.funnel": Word("Where ISPs are", "Ble mae'r ISPau"),
    "board.conversion": Word(
        "Assured, out of those ever made known",
        "Wedi'u sicrhau, o'r rhai y gwyddys amdanynt erioed",
    ),
    "board.unmeasured": Word("The queue was not measured in this quarter.", "Ni fesurwyd y ciw yn y chwarter hwn."),
    "board.last": Word(
        "{n} ISPs waited at the close of {day}; level: {level}.",
        "Roedd {n} ISP yn aros ar ddiwedd {day}; lefel: {level}.",
        en_one="{n} ISP waited at the close of {day}; level: {level}.",
    ),
    "board.crossings": Word(
        "Levels reached, and what was done about each", "Lefelau a gyrhaeddwyd, a beth a wnaed am bob un"
    ),
    "board.no_crossing": Word("No level was announced in this quarter.", "Ni chyhoeddwyd lefel yn y chwarter hwn."),
    "board.crossed": Word("{level}, {day}", "{level}, {day}"),
    "board.nothing_done": Word("Nothing is noted.", "Ni nodwyd dim."),
    "board.acknowledged": Word(
        "{day}: acknowledged ({role}) until {until}", "{day}: cydnabuwyd ({role}) hyd at {until}"
    ),
    "board.step": Word("{day}: {words}", "{day}: {words}"),
    "board.told": Word(
        "{n} notices about the queue's level were written in the quarter.",
        "Ysgrifennwyd {n} hysbysiad am lefel y ciw yn y chwarter.",
        en_one="{n} notice about the queue's level was written in the quarter.",
    ),
    "board.times": Word("How long decisions of the quarter took", "Faint o amser a gymerodd penderfyniadau'r chwarter"),
    "board.time.decision": Word("To the first decision", "I'r penderfyniad cyntaf"),
    "board.gap": Word(
        "A gap says that no ISP that is assured and in force serves the area there; it does not say that sharing is "
        "wanted there.",
        "Mae bwlch yn dweud nad oes ISP wedi'i sicrhau ac mewn grym yn gwasanaethu'r maes yno; nid yw'n dweud bod "
        "angen "
        "rhannu yno.",
    ),
    "board.reviews": Word(
        "Review dates of what is in force, on {day}",
        "Dyddiadau adolygu'r hyn sydd mewn grym, ar {day}",
    ),
    "board.review.passed": Word("Passed", "Wedi mynd heibio"),
    "board.review.later": Word("Later", "Yn ddiweddarach"),
    "board.review.unknown": Word("Not known", "Ddim yn hysbys"),
    "board.forecast": Word(
        "By when fewer wait, reckoned on {day}",
        "Erbyn pryd y bydd llai'n aros, cyfrifwyd ar {day}",
    ),
    "board.no_forecast": Word("No forecast can be made.", "Ni ellir gwneud rhagolwg."),
    "board.quality.bounded": Word(
        "The source only bounds these figures: {names}.",
        "Dim ond ffiniau i'r ffigurau hyn a rydd y ffynhonnell: {names}.",
    ),
    "board.quality.sector": Word(
        "Assured ISPs whose lead organisation's sector is not known: {number}.",
        "ISPau wedi'u sicrhau nad yw sector eu sefydliad arweiniol yn hysbys: {number}.",
    ),
    "board.quality.place": Word(
        "Assured ISPs whose place is not known: {number}.", "ISPau wedi'u sicrhau nad yw eu lle'n hysbys: {number}."
    ),
    "board.quality.reviews": Word(
        "{n} ISPs in force have no review date.",
        "Nid oes dyddiad adolygu gan {n} ISP sydd mewn grym.",
        en_one="{n} ISP in force has no review date.",
        cy_one="Nid oes dyddiad adolygu gan {n} ISP sydd mewn grym.",
    ),
    "board.quality.now": Word(
        "Reviews ahead, the forecast and active facilitators are as the record stood when the pack was made; service "
        "areas "
        "and places as they are known now.",
        "Mae'r adolygiadau i ddod, y rhagolwg a'r hwyluswyr gweithredol fel yr oedd y cofnod pan wnaed y pecyn; mae'r "
        "meysydd gwasanaeth a'r lleoedd fel y gwyddys yn awr.",
    ),
    "board.first": Word("This is the first pack that was kept.", "Dyma'r pecyn cyntaf a gadwyd."),
    "board.since": Word(
        "The last pack was {quarter}, number {number}, with figures as at {day}. A figure that it would state "
        "otherwise "
        "today is marked as restated.",
        "Y pecyn diwethaf oedd {quarter}, rhif {number}, â ffigurau ar {day}. Nodir ffigur y byddai'n ei ddatgan yn "
        "wahanol heddiw fel un a ailddatganwyd.",
    ),
    "board.changes": Word("Figures then and now", "Ffigurau bryd hynny ac yn awr"),
    "board.restated": Word("{number} (restated)", "{number} (ailddatganwyd)"),
    "board.none_restated": Word("No figure is restated.", "Nid ailddatganwyd unrhyw ffigur."),
    "board.figure.trained": Word("Trained facilitators: {kind}", "Hwyluswyr hyfforddedig: {kind}"),
    "board.figure.at_most": Word("{name}, at most", "{name}, ar y mwyaf"),
    "board.page.what": Word(
        "The pack of a quarter as PDF and DOCX, in Welsh and in English. What is made is kept with its figures, so "
        "that "
        "the next pack can say what changed.",
        "Pecyn chwarter fel PDF a DOCX, yn Gymraeg ac yn Saesneg. Cedwir yr hyn a wneir gyda'i ffigurau, fel y gall y "
        "pecyn nesaf ddweud beth a newidiodd.",
    ),
    "board.page.quarters": Word("Quarters", "Chwarteri"),
    "board.page.write": Word("What is written by hand for {quarter}", "Yr hyn a ysgrifennir â llaw ar gyfer {quarter}"),
    "board.page.hint": Word(
        "Each line is a paragraph; a line that begins with a hyphen is a point of a list. Name no partner or officer "
        "as "
        "late.",
        "Mae pob llinell yn baragraff; mae llinell sy'n dechrau â chysylltnod yn bwynt mewn rhestr. Peidiwch ag enwi "
        "partner na swyddog yn hwyr.",
    ),
    "board.write.summary.en": Word("Summary, in English", "Crynodeb, yn Saesneg"),
    "board.write.summary.cy": Word("Summary, in Welsh", "Crynodeb, yn Gymraeg"),
    "board.write.decisions.en": Word("Decisions asked, in English", "Penderfyniadau a geisir, yn Saesneg"),
    "board.write.decisions.cy": Word("Decisions asked, in Welsh", "Penderfyniadau a geisir, yn Gymraeg"),
    "board.write.notes.en": Word("Notes on the data, in English", "Nodiadau ar y data, yn Saesneg"),
    "board.write.notes.cy": Word("Notes on the data, in Welsh", "Nodiadau ar y data, yn Gymraeg"),
    "board.write.save": Word("Save what is written", "Cadw'r hyn a ysgrifennwyd"),
    "board.write.nothing": Word("Nothing was changed.", "Ni newidiwyd dim."),
    "board.make": Word("Make the pack", "Gwneud y pecyn"),
    "board.make.what": Word(
        "Save what is written first. Making it takes some seconds.",
        "Cadwch yr hyn a ysgrifennwyd yn gyntaf. Mae ei wneud yn cymryd rhai eiliadau.",
    ),
    "board.packs": Word("Packs that were made", "Pecynnau a wnaed"),
    "board.packs.none": Word("None was made for this quarter.", "Ni wnaed un ar gyfer y chwarter hwn."),
    "board.pack.number": Word("Number", "Rhif"),
    "board.pack.made": Word("Made", "Gwnaed"),
    "board.pack.files": Word("Files", "Ffeiliau"),
    "board.history": Word("Earlier versions of what is written", "Fersiynau cynharach o'r hyn a ysgrifennwyd"),
    "board.history.version": Word("{part}, version {number}, {when}", "{part}, fersiwn {number}, {when}"),
    "board.step.lives": Word("Reading the history of every ISP", "Darllen hanes pob ISP"),
    "board.step.targets": Word("Targets", "Targedau"),
    "board.step.queue": Word("The queue and reviews", "Y ciw a'r adolygiadau"),
    "board.step.coverage": Word("Coverage", "Cwmpas yr ISPau"),
    "board.step.forecast": Word("Forecast", "Rhagolwg"),
    "board.step.since": Word("Changes since the last pack", "Newidiadau ers y pecyn diwethaf"),
    "board.step.paper_cy": Word("Papers in Welsh", "Papurau yn Gymraeg"),
    "board.step.paper_en": Word("Papers in English", "Papurau yn Saesneg"),
    "notice.board_text_written": Word("It is saved.", "Mae wedi'i gadw."),
    "notice.board_pack_made": Word("The pack is made and kept.", "Mae'r pecyn wedi'i wneud a'i gadw."),
}
