"""What each message of the product is for, as lists and choices name it."""

from ispdesk.words.word import Word

WORDS = {
    "message.address_code": Word("a code that confirms an address", "cod sy'n cadarnhau cyfeiriad"),
    "message.alert": Word(
        "something in this installation needs attention", "mae angen sylw ar rywbeth yn y gosodiad hwn"
    ),
    "message.backlog_level": Word(
        "the backlog of quality assurance has reached a level", "mae'r ôl-groniad sicrhau ansawdd wedi cyrraedd lefel"
    ),
    "message.clock_due": Word("something has fallen due", "mae dyddiad cau wedi cyrraedd"),
    "message.clock_overdue": Word("something is overdue", "mae rhywbeth yn hwyr"),
    "message.clock_reminder": Word("something falls due soon", "mae dyddiad cau'n agosáu"),
    "message.contact_asked": Word("who answers for an organisation?", "pwy sy'n ateb dros sefydliad?"),
    "message.coordinator_unreachable": Word("mail to a coordinator comes back", "mae post at gydlynydd yn dod yn ôl"),
    "message.digest": Word("the letter of the day", "llythyr y dydd"),
    "message.draft_waiting": Word(
        "a drafted escalation waits for a decision", "mae uwchgyfeiriad drafft yn aros am benderfyniad"
    ),
    "message.due_day_moved": Word("a due date has moved", "mae dyddiad cau wedi newid"),
    "message.event_recorded": Word(
        "an incident or change calls for a review", "mae digwyddiad neu newid yn galw am adolygiad"
    ),
    "message.accord_unsigned": Word(
        "a partner organisation has not signed the Accord", "nid yw sefydliad partner wedi llofnodi'r Cytundeb"
    ),
    "message.accord_action_due": Word(
        "something is still open after signing the Accord", "mae rhywbeth heb ei wneud ar ôl llofnodi'r Cytundeb"
    ),
    "message.facilitator_idle": Word(
        "a trained facilitator is without an assignment", "mae hwylusydd hyfforddedig heb waith hwyluso"
    ),
    "message.handover_answered": Word(
        "somebody answered whether they would coordinate an ISP", "atebodd rhywun a fyddai'n cydlynu ISP"
    ),
    "message.help_asked": Word("could you help with an ISP?", "a allech chi helpu gydag ISP?"),
    "message.isp_assigned": Word("an ISP for you to review", "ISP i chi ei adolygu"),
    "message.handover_offered": Word("would you coordinate an ISP?", "a wnewch chi gydlynu ISP?"),
    "message.hold_ended": Word("a hold has ended", "mae saib wedi dod i ben"),
    "message.invitation": Word(
        "an invitation to a workshop or meeting, or a review date",
        "gwahoddiad i weithdy neu gyfarfod, neu ddyddiad adolygu",
    ),
    "message.invitation_cancelled": Word(
        "a workshop, meeting or review date is cancelled", "mae gweithdy, cyfarfod neu ddyddiad adolygu wedi'i ganslo"
    ),
    "message.invitation_changed": Word(
        "a workshop, meeting or review date has changed", "mae gweithdy, cyfarfod neu ddyddiad adolygu wedi newid"
    ),
    "message.lapse_proposed": Word("it is proposed that an ISP lapses", "cynigir bod ISP yn darfod"),
    "message.minor_change": Word("a small change since an organisation signed", "mân newid ers i sefydliad lofnodi"),
    "message.move_made": Word("an ISP has moved on, or back", "mae ISP wedi symud ymlaen, neu yn ôl"),
    "message.objection": Word(
        "a partner organisation objects to a small change", "mae sefydliad partner yn gwrthwynebu mân newid"
    ),
    "message.partner_answered": Word("a partner organisation has answered", "mae sefydliad partner wedi ateb"),
    "message.question_answered": Word("the team answered your question", "atebodd y tîm eich cwestiwn"),
    "message.question_asked": Word("somebody asked the team something", "gofynnodd rhywun rywbeth i'r tîm"),
    "message.review_ended": Word("how a review of an ISP ended", "sut y daeth adolygiad o ISP i ben"),
    "message.review_moved": Word("a review date was moved", "symudwyd dyddiad adolygu"),
    "message.review_notice": Word("a review date draws near", "mae dyddiad adolygu'n agosáu"),
    "message.rung_amendment_due": Word("amendments have fallen due", "mae'n bryd cyflwyno diwygiadau"),
    "message.rung_amendment_reminder": Word("amendments fall due soon", "mae dyddiad cau diwygiadau'n agosáu"),
    "message.rung_qa_due": Word(
        "a quality assurance decision has fallen due", "mae'n bryd gwneud penderfyniad sicrhau ansawdd"
    ),
    "message.rung_qa_escalation": Word(
        "a quality assurance decision is overdue", "mae penderfyniad sicrhau ansawdd yn hwyr"
    ),
    "message.rung_qa_reminder": Word(
        "a quality assurance decision falls due soon", "mae dyddiad cau penderfyniad sicrhau ansawdd yn agosáu"
    ),
    "message.rung_workshop_expected_date": Word(
        "when are the workshops expected to end?", "pryd y disgwylir i'r gweithdai ddod i ben?"
    ),
    "message.rung_workshop_tip": Word("a tip for the workshops", "gair o gymorth ar gyfer y gweithdai"),
    "message.section_given": Word("a section was given to somebody to write", "rhoddwyd adran i rywun ei hysgrifennu"),
    "message.sign_in": Word("a code to sign in", "cod i fewngofnodi"),
    "message.task_asked": Word("something is asked of you", "gofynnir am rywbeth gennych"),
    "message.telephone_list": Word("somebody is best rung", "rhywun y mae'n well eu ffonio"),
    "message.welsh_wished": Word(
        "somebody wishes to use Welsh at a workshop", "mae rhywun am ddefnyddio'r Gymraeg mewn gweithdy"
    ),
}
