"""Words of returns and of questions to the team."""

from ispdesk.words.word import Word

WORDS = {
    "notice.finding_answered": Word("Your answer is saved", "Cadwyd eich ateb"),
    "notice.question_asked": Word(
        "The team has your question; the answer comes by mail", "Mae'ch cwestiwn gan y tîm; daw'r ateb drwy'r post"
    ),
    "notice.question_answered": Word("Answered; it is on its way by mail", "Atebwyd; mae ar ei ffordd drwy'r post"),
    "return.title": Word("Findings to answer", "Canfyddiadau i'w hateb"),
    "return.title.of": Word("Findings to answer: {title}", "Canfyddiadau i'w hateb: {title}"),
    "return.what": Word(
        "Mend what each finding points at, and answer or contest it. When each has an answer, submit again.",
        "Cywirwch yr hyn y mae pob canfyddiad yn pwyntio ato, ac atebwch neu heriwch ef. Pan fydd ateb i bob un, "
        "ailgyflwynwch.",
    ),
    "return.not_returned": Word(
        "It is not with the coordinator now; this is what was found and answered.",
        "Nid yw gyda'r cydlynydd nawr; dyma a ganfuwyd ac a atebwyd.",
    ),
    "return.none": Word("Nothing has been found.", "Ni chanfuwyd dim."),
    "return.counts": Word(
        "{all} findings: {answered} answered, {contested} contested, {left} to answer.",
        "{all} canfyddiad: {answered} wedi'u hateb, {contested} wedi'u herio, {left} i'w hateb.",
    ),
    "return.round": Word("Round {round}", "Rownd {round}"),
    "return.part.whole": Word("The ISP as a whole", "Yr ISP yn ei gyfanrwydd"),
    "return.part.partners": Word("Partners", "Partneriaid"),
    "return.part.section": Word("Section: {heading}", "Adran: {heading}"),
    "return.part.flows": Word("The flows", "Y llifoedd"),
    "return.part.flow": Word("Flow {number}", "Llif {number}"),
    "return.mend": Word("Go to where it is mended", "Mynd i'r man lle y'i cywirir"),
    "return.answer": Word("Answer finding {number}", "Ateb canfyddiad {number}"),
    "return.answer.change": Word("Change the answer to finding {number}", "Newid yr ateb i ganfyddiad {number}"),
    "return.answer.answered": Word("Answered", "Atebwyd"),
    "return.answer.contested": Word("Contested", "Heriwyd"),
    "return.answer.none": Word("Not answered", "Heb ei ateb"),
    "return.met": Word("Met", "Bodlonwyd"),
    "return.not_met": Word("Not met yet", "Heb ei fodloni eto"),
    "return.severity.must": Word("Must", "Hanfodol"),
    "return.severity.should": Word("Should", "Dylid"),
    "return.severity.observation": Word("Observation", "Sylw"),
    "return.resubmit": Word("Submit again", "Ailgyflwyno"),
    "return.form.legend": Word("What do you say to it?", "Beth yw eich ateb?"),
    "return.form.answered": Word("It is mended, or answered below", "Fe'i cywirwyd, neu fe'i hatebir isod"),
    "return.form.contested": Word("We do not agree, for the reason below", "Nid ydym yn cytuno, am y rheswm isod"),
    "return.form.text": Word("What was done, or why not", "Yr hyn a wnaed, neu pam na wnaed"),
    "return.form.save": Word("Save the answer", "Cadw'r ateb"),
    "return.error.choose": Word("Say whether you answer or contest it", "Dywedwch a ydych yn ateb neu'n herio"),
    "return.error.text": Word(
        "Say in a few words what was done, or why not", "Dywedwch yn fyr beth a wnaed, neu pam na wnaed"
    ),
    "return.link": Word("See the findings and answer them", "Gweld y canfyddiadau a'u hateb"),
    "ask.title": Word("Ask the WASPI team", "Gofyn i dîm WASPI"),
    "ask.title.of": Word("Ask the WASPI team: {title}", "Gofyn i dîm WASPI: {title}"),
    "ask.what": Word(
        "The team sees your question with this ISP beside it. The answer comes by mail, in your language, and stands "
        "here for everybody who has a part in the ISP.",
        "Mae'r tîm yn gweld eich cwestiwn gyda'r ISP hwn wrth ei ochr. Daw'r ateb drwy'r post, yn eich iaith, ac mae "
        "yma i bawb sydd â rhan yn yr ISP.",
    ),
    "ask.text": Word("Your question", "Eich cwestiwn"),
    "ask.text.hint": Word(
        "Do not give details of any real service user.",
        "Peidiwch â rhoi manylion unrhyw ddefnyddiwr gwasanaeth go iawn.",
    ),
    "ask.send": Word("Ask", "Gofyn"),
    "ask.error": Word("Write your question", "Ysgrifennwch eich cwestiwn"),
    "ask.long": Word("Use at most 4,000 characters", "Defnyddiwch 4,000 nod ar y mwyaf"),
    "ask.before": Word("Asked about this ISP", "Gofynnwyd am yr ISP hwn"),
    "ask.before.none": Word("Nothing has been asked yet.", "Ni ofynnwyd dim eto."),
    "ask.by": Word("Asked by {name}, {when}", "Gofynnwyd gan {name}, {when}"),
    "ask.answered_by": Word("Answered by {name}, {when}", "Atebwyd gan {name}, {when}"),
    "ask.waits": Word("Waits for the team", "Yn aros am y tîm"),
    "ask.removed": Word("The words have been removed.", "Mae'r geiriau wedi'u tynnu."),
    "questions.title": Word("Questions to the team", "Cwestiynau i'r tîm"),
    "questions.show.open": Word("Open ({n})", "Agored ({n})"),
    "questions.show.answered": Word("Answered ({n})", "Atebwyd ({n})"),
    "questions.which": Word("Which questions", "Pa gwestiynau"),
    "questions.none": Word("There are none.", "Nid oes rhai."),
    "questions.answer": Word("Answer", "Ateb"),
    "questions.answer.of": Word("Answer question {number} about {ref}", "Ateb cwestiwn {number} am {ref}"),
    "questions.answer.text": Word("The team's answer", "Ateb y tîm"),
    "questions.answer.hint": Word(
        "It goes to whoever asked, by mail. Do not give details of any real service user.",
        "Aiff at bwy bynnag a ofynnodd, drwy'r post. Peidiwch â rhoi manylion unrhyw ddefnyddiwr gwasanaeth.",
    ),
    "questions.answer.send": Word("Send the answer", "Anfon yr ateb"),
    "questions.error.text": Word("Write the answer", "Ysgrifennwch yr ateb"),
    "ispnav.ask": Word("Ask the team", "Gofyn i'r tîm"),
    "nav.groups": Word("QA groups", "Grwpiau SA"),
    "nav.questions": Word("Questions", "Cwestiynau"),
}
