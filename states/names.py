"""What people call states, moves and parties, in both languages; the Welsh awaits a translator's review."""

from states.lifecycle import Party, State, Trigger
from states.policy import Reader
from states.words import Sentence

STATES: dict[State, Sentence] = {
    State.IDENTIFIED: Sentence("Identified", "Nodwyd"),
    State.SCOPING: Sentence("Scoping", "Cwmpasu"),
    State.WORKSHOPS: Sentence("Workshops", "Gweithdai"),
    State.DRAFT: Sentence("Draft", "Drafft"),
    State.QA_QUEUE: Sentence("Waiting for assurance", "Yn aros am sicrwydd"),
    State.QA_REVIEW: Sentence("In assurance review", "Dan adolygiad sicrwydd"),
    State.RETURNED: Sentence("Returned for amendment", "Dychwelwyd i'w ddiwygio"),
    State.ASSURED: Sentence("Assured", "Wedi'i sicrhau"),
    State.REVIEW_DUE: Sentence("Review due", "I'w adolygu"),
    State.IN_REVIEW: Sentence("In review", "Yn cael ei adolygu"),
    State.LAPSED: Sentence("Review overdue", "Adolygiad yn hwyr"),
    State.NOT_APPROPRIATE: Sentence("ISP not appropriate", "ISP ddim yn addas"),
    State.OTHER_INSTRUMENT: Sentence("Other instrument", "Offeryn arall"),
    State.WITHDRAWN: Sentence("Withdrawn", "Tynnwyd yn ôl"),
    State.MERGED: Sentence("Merged", "Cyfunwyd"),
    State.SUPERSEDED: Sentence("Superseded", "Disodlwyd"),
    State.RETIRED: Sentence("Retired", "Daeth i ben"),
}

PARTIES: dict[Party, Sentence] = {
    Party.COORDINATOR: Sentence("the coordinator", "y cydlynydd"),
    Party.PARTNERS: Sentence("the partner organisations", "y sefydliadau partner"),
    Party.TEAM: Sentence("the WASPI team", "tîm WASPI"),
    Party.GROUP: Sentence("the QA group", "y grŵp sicrhau ansawdd"),
    Party.NOBODY: Sentence("nobody", "neb"),
}

TASKS: dict[str, Sentence] = {
    "comment": Sentence("a comment", "sylw"),
    "reply": Sentence("a reply", "ateb"),
    "sign_off": Sentence("a sign-off", "llofnod"),
    "promise": Sentence("a day by which it will be done", "diwrnod erbyn pryd y caiff ei wneud"),
    "follow_up": Sentence("a follow-up action", "cam dilynol"),
    "self_return": Sentence("a self-monitoring return", "ffurflen hunanfonitro"),
    "event": Sentence("a decision on an incident or change", "penderfyniad ar ddigwyddiad neu newid"),
}
"""What somebody is asked for beside the holder."""

READERS: dict[Reader, Sentence] = {
    Reader.HOLDER: Sentence("whoever has it now", "pwy bynnag y mae gyda nhw nawr"),
    Reader.PERSON: Sentence("whoever was asked", "pwy bynnag y gofynnwyd iddynt"),
    Reader.SUBSTITUTE: Sentence("whoever stands in", "pwy bynnag sy'n dirprwyo"),
    Reader.COORDINATOR: Sentence("the coordinator", "y cydlynydd"),
    Reader.FACILITATOR: Sentence("the facilitators", "yr hwyluswyr"),
    Reader.PARTNER_CONTACT: Sentence("the partner organisation's contact", "cyswllt y sefydliad partner"),
    Reader.DESIGNATED_PERSON: Sentence("the Designated Person", "y Person Dynodedig"),
    Reader.SENIOR_SPONSOR: Sentence("the senior sponsor", "yr uwch noddwr"),
    Reader.TEAM: Sentence("the WASPI team", "tîm WASPI"),
    Reader.TEAM_LEAD: Sentence("the WASPI team's lead", "arweinydd tîm WASPI"),
    Reader.GROUP: Sentence("the QA group", "y grŵp sicrhau ansawdd"),
    Reader.BOARD_SECRETARY: Sentence("the programme board's secretary", "ysgrifennydd bwrdd y rhaglen"),
    Reader.OPERATOR: Sentence("whoever looks after this installation", "pwy bynnag sy'n gofalu am y gosodiad hwn"),
}
"""Whom a rung addresses, as a sentence names them."""

T = Trigger
TRIGGERS: dict[Trigger, Sentence] = {
    T.TAKE_UP: Sentence("Take up", "Dechrau arni"),
    T.START_WORKSHOPS: Sentence("Start the workshops", "Dechrau'r gweithdai"),
    T.BACK_TO_SCOPING: Sentence("Go back to scoping", "Mynd yn ôl i gwmpasu"),
    T.CONFIRM_FLOWS: Sentence("Confirm the flows", "Cadarnhau'r llifoedd"),
    T.REOPEN_WORKSHOPS: Sentence("Reopen the workshops", "Ailagor y gweithdai"),
    T.SUBMIT: Sentence("Submit for quality assurance", "Cyflwyno i sicrhau ansawdd"),
    T.CLAIM: Sentence("Claim for review", "Hawlio i'w adolygu"),
    T.UNCLAIM: Sentence("Put back in the queue", "Rhoi yn ôl yn y ciw"),
    T.REFER_TO_GROUP: Sentence("Refer to the QA group", "Cyfeirio at y grŵp sicrhau ansawdd"),
    T.TAKE_FROM_GROUP: Sentence("Take back from the QA group", "Cymryd yn ôl oddi wrth y grŵp"),
    T.ASSURE: Sentence("Assure", "Sicrhau"),
    T.ASSURE_WITH_OBSERVATIONS: Sentence("Assure with observations", "Sicrhau gyda sylwadau"),
    T.ASSURE_ONCE_CORRECTED: Sentence("Assure once corrected", "Sicrhau wedi cywiro"),
    T.RETURN_FOR_AMENDMENT: Sentence("Return for amendment", "Dychwelyd i'w ddiwygio"),
    T.RESUBMIT: Sentence("Submit again", "Ailgyflwyno"),
    T.REWORK_FLOWS: Sentence("Rework the flows", "Ailweithio'r llifoedd"),
    T.REWORK_TEXT: Sentence("Rework the text", "Ailweithio'r testun"),
    T.GIVE_REVIEW_NOTICE: Sentence("Give notice of review", "Rhoi rhybudd o adolygiad"),
    T.BEGIN_REVIEW: Sentence("Begin the review", "Dechrau'r adolygiad"),
    T.CONFIRM_UNCHANGED: Sentence("Confirm unchanged", "Cadarnhau heb newid"),
    T.ACCEPT_MINOR_UPDATE: Sentence("Accept a minor update", "Derbyn mân ddiweddariad"),
    T.REVISE_TEXT: Sentence("Begin a new version: text", "Dechrau fersiwn newydd: testun"),
    T.REVISE_FLOWS: Sentence("Begin a new version: flows", "Dechrau fersiwn newydd: llifoedd"),
    T.EXTEND: Sentence("Extend to more areas or partners", "Ymestyn i ragor o ardaloedd neu bartneriaid"),
    T.LAPSE: Sentence("Let it lapse", "Gadael iddo ddarfod"),
    T.FIND_NOT_APPROPRIATE: Sentence("Find an ISP not appropriate", "Barnu nad yw ISP yn briodol"),
    T.USE_OTHER_INSTRUMENT: Sentence("Use another instrument", "Defnyddio offeryn arall"),
    T.WITHDRAW: Sentence("Withdraw", "Tynnu'n ôl"),
    T.MERGE: Sentence("Merge into another", "Cyfuno ag un arall"),
    T.SUPERSEDE: Sentence("Supersede", "Disodli"),
    T.RETIRE: Sentence("Retire", "Dod i ben"),
    T.REOPEN: Sentence("Reopen", "Ailagor"),
}

NEWS: dict[Trigger, Sentence] = {
    T.SUBMIT: Sentence("submitted for quality assurance", "wedi'i gyflwyno i sicrhau ansawdd"),
    T.RESUBMIT: Sentence("submitted again", "wedi'i ailgyflwyno"),
    T.RETURN_FOR_AMENDMENT: Sentence("returned for amendment", "wedi'i ddychwelyd i'w ddiwygio"),
    T.ASSURE: Sentence("assured", "wedi'i sicrhau"),
    T.ASSURE_WITH_OBSERVATIONS: Sentence("assured with observations", "wedi'i sicrhau gyda sylwadau"),
    T.ASSURE_ONCE_CORRECTED: Sentence("assured, its corrections made", "wedi'i sicrhau, a'r cywiriadau wedi'u gwneud"),
    T.WITHDRAW: Sentence("withdrawn", "wedi'i dynnu'n ôl"),
    T.GIVE_REVIEW_NOTICE: Sentence("due for review", "i'w adolygu"),
    T.LAPSE: Sentence("review overdue", "adolygiad yn hwyr"),
}
"""How a move is told as news; the moves in it are those that somebody gets a mail about."""
