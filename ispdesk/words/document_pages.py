"""Words of the pages on which a document is written, compared and talked about."""

from ispdesk.words.word import Word

WORDS = {
    "document.of": Word("Document of {title}", "Dogfen {title}"),
    "document.back.document": Word("Back to the document", "Yn ôl i'r ddogfen"),
    "document.back.section": Word("Back to the section", "Yn ôl i'r adran"),
    "document.edition": Word("Template", "Templed"),
    "document.progress": Word("Written", "Wedi'i ysgrifennu"),
    "document.progress.cy": Word("{written} of {of} sections in Welsh", "{written} o {of} adran yn Gymraeg"),
    "document.progress.en": Word("{written} of {of} sections in English", "{written} o {of} adran yn Saesneg"),
    "document.waiting": Word("Comments waiting", "Sylwadau'n aros"),
    "document.waiting.n": Word("{n} comments waiting", "{n} sylw yn aros", en_one="{n} comment waiting"),
    "document.waiting.none": Word("None", "Dim"),
    "document.locked": Word(
        "The text cannot be changed now: it is with quality assurance or in force. Comments can be made.",
        "Ni ellir newid y testun nawr: mae gyda sicrhau ansawdd neu mewn grym. Gellir rhoi sylwadau.",
    ),
    "document.sections": Word("Sections", "Adrannau"),
    "document.section": Word("Section", "Adran"),
    "document.welsh": Word("Welsh", "Cymraeg"),
    "document.english": Word("English", "Saesneg"),
    "document.writer": Word("Who writes it", "Pwy sy'n ei hysgrifennu"),
    "document.writer.nobody": Word("Nobody is named", "Nid oes neb wedi'i enwi"),
    "document.writer.change": Word("Change who writes it", "Newid pwy sy'n ei hysgrifennu"),
    "document.drawn": Word("Its table is drawn from the record.", "Tynnir ei thabl o'r cofnod."),
    "section_standing.empty": Word("Not begun", "Heb ei dechrau"),
    "section_standing.draft": Word("Draft", "Drafft"),
    "section_standing.ready": Word("Ready", "Yn barod"),
    "section_standing.behind": Word("Behind the other language", "Ar ôl yr iaith arall"),
    "document.optional": Word("Nothing to add", "Dim i'w ychwanegu"),
    "document.get": Word("Take the document away", "Cael y ddogfen"),
    "document.get.pdf": Word("PDF", "PDF"),
    "document.get.docx": Word("Word document", "Dogfen Word"),
    "document.get.json": Word("For machines (JSON, both languages)", "I beiriannau (JSON, y ddwy iaith)"),
    "document.get.schema": Word("the schema of that file", "sgema'r ffeil honno"),
    "document.get.summary": Word("One-page summary (PDF)", "Crynodeb un dudalen (PDF)"),
    "document.get.summary_page": Word("One-page summary as a page", "Crynodeb un dudalen fel tudalen"),
    "document.versions": Word("Compare versions", "Cymharu fersiynau"),
    "document.versions.compare": Word(
        "What changed from version {before} to version {after}", "Beth newidiodd o fersiwn {before} i fersiwn {after}"
    ),
    "section.guidance": Word("What belongs here", "Beth sy'n perthyn yma"),
    "section.text.cy": Word("Text in Welsh", "Testun yn Gymraeg"),
    "section.text.en": Word("Text in English", "Testun yn Saesneg"),
    "section.nothing": Word("Nothing is written yet.", "Nid oes dim wedi'i ysgrifennu eto."),
    "section.removed": Word("Taken out: {why}", "Tynnwyd allan: {why}"),
    "section.write.cy": Word("Write in Welsh", "Ysgrifennu yn Gymraeg"),
    "section.write.en": Word("Write in English", "Ysgrifennu yn Saesneg"),
    "section.revision": Word("Revision {number}", "Fersiwn gwaith {number}"),
    "section.by": Word("by {name}, {when}", "gan {name}, {when}"),
    "section.by.unknown": Word(
        "who wrote it when stands in the history", "mae pwy a'i hysgrifennodd a phryd yn yr hanes"
    ),
    "section.ready.cy": Word("Call the Welsh ready", "Dweud bod y Gymraeg yn barod"),
    "section.ready.en": Word("Call the English ready", "Dweud bod y Saesneg yn barod"),
    "section.unready.cy": Word("The Welsh is not ready after all", "Nid yw'r Gymraeg yn barod wedi'r cyfan"),
    "section.unready.en": Word("The English is not ready after all", "Nid yw'r Saesneg yn barod wedi'r cyfan"),
    "section.revisions": Word("Earlier revisions", "Fersiynau gwaith cynharach"),
    "section.revisions.cy": Word("Revisions in Welsh", "Fersiynau gwaith yn Gymraeg"),
    "section.revisions.en": Word("Revisions in English", "Fersiynau gwaith yn Saesneg"),
    "section.revisions.words": Word("{n} words", "{n} gair", en_one="{n} word", cy_two="{n} air"),
    "section.revisions.from": Word("From revision {before} to {after}", "O {before} i {after}"),
    "section.revisions.first": Word("The first text", "Y testun cyntaf"),
    "section.before": Word("Section before", "Adran flaenorol"),
    "section.after": Word("Section after", "Adran nesaf"),
    "section.more": Word("Other sections", "Adrannau eraill"),
    "edit.title.cy": Word("Write in Welsh: {heading}", "Ysgrifennu yn Gymraeg: {heading}"),
    "edit.title.en": Word("Write in English: {heading}", "Ysgrifennu yn Saesneg: {heading}"),
    "edit.text.cy": Word("Text in Welsh", "Testun yn Gymraeg"),
    "edit.text.en": Word("Text in English", "Testun yn Saesneg"),
    "edit.how": Word(
        "A blank line ends a paragraph. Begin a line with “- ” for a bullet, “1. ” for a numbered item, “## ” for a"
        " heading. {people}",
        "Mae llinell wag yn gorffen paragraff. Dechreuwch linell â “- ” am bwynt bwled, “1. ” am eitem wedi'i rhifo,"
        " “## ” am bennawd. {people}",
    ),
    "edit.no_people": Word(
        "No details of any real service user belong here.",
        "Nid oes manylion unrhyw ddefnyddiwr gwasanaeth go iawn yn perthyn yma.",
    ),
    "edit.save": Word("Save", "Cadw"),
    "edit.other": Word("What the other language says", "Beth mae'r iaith arall yn ei ddweud"),
    "edit.too_long": Word("At most 200,000 characters.", "200,000 o nodau ar y mwyaf."),
    "clash.title": Word("Somebody changed this section meanwhile", "Newidiodd rhywun yr adran hon yn y cyfamser"),
    "clash.what": Word(
        "Nothing is lost: {name} saved a text of their own on {when}, and yours stands in the box below. Compare them"
        " and choose.",
        "Nid oes dim ar goll: cadwodd {name} destun ar {when}, ac mae eich un chi yn y blwch isod. Cymharwch nhw a"
        " dewiswch.",
    ),
    "clash.somebody": Word("somebody", "rhywun"),
    "clash.theirs": Word("What they changed", "Beth newidion nhw"),
    "clash.mine": Word("From their text to yours", "O'u testun nhw i'ch un chi"),
    "clash.both": Word("Both changes together", "Y ddau newid gyda'i gilydd"),
    "clash.choose": Word("Which text is to stand?", "Pa destun sydd i sefyll?"),
    "clash.choose.both": Word("Both changes together, as shown", "Y ddau newid gyda'i gilydd, fel y'u dangosir"),
    "clash.choose.mine": Word("My text, as it is in the box below", "Fy nhestun i, fel y mae yn y blwch isod"),
    "clash.choose.theirs": Word("Their text; mine is not kept", "Eu testun nhw; ni chedwir fy un i"),
    "clash.choose.need": Word("Choose which text is to stand", "Dewiswch pa destun sydd i sefyll"),
    "clash.kept": Word(
        "Whatever you choose, their revision stays among the earlier revisions.",
        "Beth bynnag a ddewiswch, mae eu fersiwn nhw'n aros ymhlith y fersiynau cynharach.",
    ),
    "writer.title": Word("Who writes: {heading}", "Pwy sy'n ysgrifennu: {heading}"),
    "writer.cy": Word("Who writes it in Welsh", "Pwy sy'n ei hysgrifennu yn Gymraeg"),
    "writer.en": Word("Who writes it in English", "Pwy sy'n ei hysgrifennu yn Saesneg"),
    "writer.hint": Word(
        "A person of this ISP: its coordinator, a facilitator or a partner's contact. A partner's contact can write"
        " only what is given to them.",
        "Person o'r ISP hwn: ei gydlynydd, hwylusydd neu gyswllt partner. Dim ond yr hyn a roddir iddynt y gall"
        " cyswllt partner ei ysgrifennu.",
    ),
    "comments.title": Word("Comments", "Sylwadau"),
    "comments.none": Word("There is no comment on this section.", "Nid oes sylw ar yr adran hon."),
    "comments.open": Word("Waiting", "Yn aros"),
    "comments.resolved": Word("Resolved by {name}, {when}", "Datryswyd gan {name}, {when}"),
    "comments.number": Word("Comment {number}", "Sylw {number}"),
    "comments.on.cy": Word("on the Welsh, revision {number}", "ar y Gymraeg, fersiwn gwaith {number}"),
    "comments.on.en": Word("on the English, revision {number}", "ar y Saesneg, fersiwn gwaith {number}"),
    "comments.on.both": Word("on both languages", "ar y ddwy iaith"),
    "comments.said": Word("{name}, {when}", "{name}, {when}"),
    "comments.answer": Word("Answer", "Ateb"),
    "comments.answer.title": Word("Answer comment {number}", "Ateb sylw {number}"),
    "comments.resolve": Word("Resolve comment {number}", "Datrys sylw {number}"),
    "comments.reopen": Word("Open comment {number} again", "Ailagor sylw {number}"),
    "comments.new": Word("Comment on this section", "Rhoi sylw ar yr adran hon"),
    "comments.text": Word("Your comment", "Eich sylw"),
    "comments.text.need": Word("Write your comment", "Ysgrifennwch eich sylw"),
    "comments.text.long": Word("At most 4,000 characters", "4,000 o nodau ar y mwyaf"),
    "comments.about": Word("What is it about?", "Am beth y mae?"),
    "comments.about.both": Word("Both languages", "Y ddwy iaith"),
    "comments.send": Word("Add the comment", "Ychwanegu'r sylw"),
    "comments.answer.send": Word("Add the answer", "Ychwanegu'r ateb"),
    "changes.title": Word("What changed", "Beth newidiodd"),
    "changes.key": Word(
        "Words taken out are struck through; new words are underlined.",
        "Mae llinell drwy eiriau a dynnwyd allan; mae geiriau newydd wedi'u tanlinellu.",
    ),
    "changes.gone.begins": Word("[taken out:", "[tynnwyd allan:"),
    "changes.gone.ends": Word("end of what was taken out]", "diwedd yr hyn a dynnwyd allan]"),
    "changes.new.begins": Word("[new:", "[newydd:"),
    "changes.new.ends": Word("end of what is new]", "diwedd yr hyn sy'n newydd]"),
    "changes.left_out": Word("{n} words without a change", "{n} gair heb newid"),
    "changes.none": Word("Nothing changed.", "Ni newidiodd dim."),
    "changes.revisions": Word(
        "Revision {before} to revision {after}, {language}", "Fersiwn gwaith {before} i {after}, {language}"
    ),
    "changes.versions": Word("Version {before} to version {after}", "Fersiwn {before} i fersiwn {after}"),
    "changes.in.cy": Word("in Welsh", "yn Gymraeg"),
    "changes.in.en": Word("in English", "yn Saesneg"),
    "summary.page.what": Word(
        "One page for partners who share only now and then. It is drawn from the document and the flows.",
        "Un dudalen i bartneriaid sy'n rhannu'n achlysurol yn unig. Fe'i tynnir o'r ddogfen a'r llifoedd.",
    ),
    "doc_template.title": Word("Template of documents", "Templed dogfennau"),
    "doc_template.what": Word(
        "Word documents are made from a template. Take the one in use, change its look in Word and send it back; its"
        " fields stand in double braces and must stay.",
        "Gwneir dogfennau Word o dempled. Cymerwch yr un sydd ar waith, newidiwch ei olwg yn Word a'i anfon yn ôl; mae"
        " ei feysydd mewn cromfachau dwbl a rhaid iddynt aros.",
    ),
    "doc_template.now": Word("In use now", "Ar waith nawr"),
    "doc_template.shipped": Word("The template that comes with the product", "Y templed a ddaw gyda'r cynnyrch"),
    "doc_template.own": Word("{name}, number {number}, since {when}", "{name}, rhif {number}, ers {when}"),
    "doc_template.get": Word("Take the template in use", "Cael y templed sydd ar waith"),
    "doc_template.file": Word("A new template", "Templed newydd"),
    "doc_template.file.hint": Word(
        "A Word document (.docx) of at most 2 MB.", "Dogfen Word (.docx) o 2 MB ar y mwyaf."
    ),
    "doc_template.file.need": Word("Choose a Word document", "Dewiswch ddogfen Word"),
    "doc_template.send": Word("Use this template", "Defnyddio'r templed hwn"),
    "doc_template.drop": Word("Use the product's own template again", "Defnyddio templed y cynnyrch eto"),
    "notice.section_saved": Word("The section is saved.", "Cadwyd yr adran."),
    "notice.section_unchanged": Word(
        "Nothing was changed: the text is as it was.", "Ni newidiwyd dim: mae'r testun fel yr oedd."
    ),
    "notice.theirs_kept": Word(
        "The other text stands; yours was not kept.", "Y testun arall sy'n sefyll; ni chadwyd eich un chi."
    ),
    "notice.writer_named": Word("Who writes it is changed.", "Newidiwyd pwy sy'n ei hysgrifennu."),
    "notice.section_ready": Word("The section is called ready.", "Dywedwyd bod yr adran yn barod."),
    "notice.section_unready": Word(
        "The section is not called ready any more.", "Ni ddywedir mwyach bod yr adran yn barod."
    ),
    "notice.comment_added": Word("The comment is added.", "Ychwanegwyd y sylw."),
    "notice.comment_resolved": Word("The comment is resolved.", "Datryswyd y sylw."),
    "notice.comment_reopened": Word("The comment is open again.", "Mae'r sylw ar agor eto."),
    "notice.template_adopted": Word(
        "Documents are made from this template from now on.", "Gwneir dogfennau o'r templed hwn o hyn ymlaen."
    ),
}
