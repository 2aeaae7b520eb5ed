"""Words of the programme view."""

from ispdesk.words.word import Word

WORDS = {
    "nav.programme": Word("Programme", "Rhaglen"),
    "programme.title": Word("The programme's view of the queue", "Golwg y rhaglen ar y ciw"),
    "programme.what": Word(
        "The last twelve months as totals: what crossed which level when, who was told, who acknowledged it and what "
        "was done. No single partner or officer is named as late.",
        "Y deuddeg mis diwethaf fel cyfansymiau: beth a groesodd ba lefel a phryd, pwy gafodd wybod, pwy a'i "
        "cydnabu a beth a wnaed. Ni enwir yr un partner na swyddog unigol yn hwyr.",
    ),
    "programme.scope": Word("Which queue", "Pa giw"),
    "programme.scope.whole": Word("The whole queue", "Y ciw cyfan"),
    "programme.count": Word("ISPs waiting at the close of {day}", "ISPau'n aros ar ddiwedd {day}"),
    "programme.unmeasured": Word("Nothing was measured in these months.", "Ni fesurwyd dim yn y misoedd hyn."),
    "programme.totals": Word("Totals of twelve months", "Cyfansymiau deuddeg mis"),
    "programme.closes": Word("Closes measured at green, amber, red", "Mesuriadau gwyrdd, oren, coch"),
    "programme.announced": Word("Levels announced", "Lefelau a gyhoeddwyd"),
    "programme.letters": Word("Notices about them", "Hysbysiadau amdanynt"),
    "programme.assured": Word("Versions assured, where the day is known", "Fersiynau a sicrhawyd, lle gwyddys y dydd"),
    "programme.helpers": Word("Trained facilitators", "Hwyluswyr hyfforddedig"),
    "programme.helpers.says": Word(
        "{trained} in all: {idle} idle, {at_work} at work or lately so, {unknown} of whom it is not known.",
        "{trained} i gyd: {idle} heb waith, {at_work} wrth eu gwaith neu newydd fod, ni wyddys am {unknown}.",
    ),
    "programme.plot": Word("ISPs waiting, day by day", "ISPau'n aros, o ddydd i ddydd"),
    "programme.plot.says": Word(
        "From {first} on the left to {last} on the right; from 0 at the foot to {top} at the top. The broken lines are "
        "the figures at which the level is amber (lower) and red (upper). The table has the same by month.",
        "O {first} ar y chwith i {last} ar y dde; o 0 ar y gwaelod i {top} ar y brig. Y llinellau toredig yw'r "
        "ffigurau lle mae'r lefel yn oren (isaf) ac yn goch (uchaf). Mae'r tabl yn dangos yr un peth fesul mis.",
    ),
    "programme.plot.none": Word("A plot needs two closes measured.", "Mae angen dau fesuriad ar gyfer plot."),
    "programme.months": Word("The queue by month", "Y ciw fesul mis"),
    "programme.month": Word("Month", "Mis"),
    "programme.month.last": Word("At its last close", "Ar ei ddiwedd"),
    "programme.month.most": Word("At most", "Ar y mwyaf"),
    "programme.month.level": Word("Worst level", "Lefel waethaf"),
    "programme.month.closes": Word("Closes measured", "Mesuriadau"),
    "programme.events": Word("What happened", "Beth a ddigwyddodd"),
    "programme.events.none": Word(
        "No level was crossed and nothing was noted.", "Ni chroeswyd lefel ac ni nodwyd dim."
    ),
    "programme.event.day": Word("Day", "Diwrnod"),
    "programme.event.what": Word("What", "Beth"),
    "programme.event.who": Word("Who", "Pwy"),
    "programme.event.level_announced": Word("Level {level} announced", "Cyhoeddwyd lefel {level}"),
    "programme.event.level_acknowledged": Word(
        "Level {level} acknowledged, until {day}", "Cydnabuwyd lefel {level}, hyd at {day}"
    ),
    "programme.event.step_noted": Word("What was done", "Beth a wnaed"),
    "programme.event.told": Word("Told:", "Cafodd wybod:"),
    "programme.event.nobody": Word("nobody could be told", "ni ellid dweud wrth neb"),
    **{
        f"programme.told.{status}": Word(en, cy)
        for status, en, cy in (
            ("sent", "letter sent", "llythyr wedi'i anfon"),
            ("queued", "letter waits", "llythyr yn aros"),
            ("sending", "letter waits", "llythyr yn aros"),
            ("held", "letter waits", "llythyr yn aros"),
            ("waiting", "in the letter of the day", "yn llythyr y dydd"),
            ("failed", "letter not delivered", "llythyr heb ei ddanfon"),
            ("uncertain", "nobody knows whether it arrived", "ni ŵyr neb a gyrhaeddodd"),
            ("superseded", "the level had gone before it left", "roedd y lefel wedi mynd cyn iddo adael"),
        )
    },
    "programme.note": Word("Note what was done", "Nodi beth a wnaed"),
    "programme.note.hint": Word(
        "What was decided or done about the queue. Name no ISP, partner or person as late.",
        "Beth a benderfynwyd neu a wnaed am y ciw. Peidiwch ag enwi ISP, partner na pherson yn hwyr.",
    ),
    "programme.note.en": Word("In English", "Yn Saesneg"),
    "programme.note.cy": Word("In Welsh", "Yn Gymraeg"),
    "programme.note.day": Word("On which day, if not today", "Ar ba ddiwrnod, os nad heddiw"),
    "programme.note.save": Word("Write it down", "Ei nodi"),
    "programme.note.need": Word(
        "Say what was done, in one language or both.", "Dywedwch beth a wnaed, mewn un iaith neu'r ddwy."
    ),
    "programme.ack": Word("Acknowledge the level", "Cydnabod y lefel"),
    "programme.ack.what": Word(
        "You say by name that the level is being dealt with. It is not announced again in this time unless it gets "
        "worse; if it stands afterwards, it is announced once more.",
        "Rydych yn dweud wrth eich enw bod y lefel yn cael sylw. Ni chaiff ei chyhoeddi eto yn yr amser hwn oni bai ei "
        "bod yn gwaethygu; os yw'n parhau wedyn, caiff ei chyhoeddi unwaith eto.",
    ),
    "programme.ack.days": Word(
        "For how many working days, {most} at most", "Am faint o ddiwrnodau gwaith, {most} ar y mwyaf"
    ),
    "programme.ack.days.wrong": Word("Give a number from 1 to {most}.", "Rhowch rif o 1 i {most}."),
    "programme.ack.reason": Word("What is being done (optional)", "Beth sy'n cael ei wneud (dewisol)"),
    "programme.ack.none": Word(
        "No level is announced: there is nothing to acknowledge.", "Ni chyhoeddwyd lefel: nid oes dim i'w gydnabod."
    ),
    "programme.ack.by": Word("Acknowledged by {name} on {when}", "Cydnabuwyd gan {name} ar {when}"),
    "programme.back": Word("Back to the programme's view", "Yn ôl i olwg y rhaglen"),
    "notice.step_noted": Word("It is written down.", "Mae wedi'i nodi."),
    "notice.level_acknowledged": Word("The level is acknowledged.", "Mae'r lefel wedi'i chydnabod."),
}
