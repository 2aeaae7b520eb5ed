"""Words of the assurance queue."""

from ispdesk.words.word import Word

WORDS = {
    "queue.title": Word("ISPs awaiting assurance", "ISPs sy'n aros am sicrwydd"),
    "queue.count": Word("ISPs await assurance", "ISP yn aros am sicrwydd"),
    "queue.count_one": Word("ISP awaits assurance", "ISP yn aros am sicrwydd"),
    "queue.empty": Word("No ISP awaits assurance.", "Nid oes ISP yn aros am sicrwydd."),
    "queue.level.red": Word("Red: act now", "Coch: gweithredwch nawr"),
    "queue.level.amber": Word("Amber: watch closely", "Oren: gwyliwch yn ofalus"),
    "queue.level.green": Word("Green: within limits", "Gwyrdd: o fewn y terfynau"),
    "queue.level.none": Word("Not measured yet", "Heb ei fesur eto"),
    "queue.measures": Word("How the queue measures", "Mesur y ciw"),
    "queue.measured": Word("Measured at the close: {when}", "Mesurwyd ar ddiwedd y diwrnod gwaith: {when}"),
    "queue.measures.caption": Word(
        "Measures; the worst gives the level", "Mesuriadau; yr un gwaethaf sy'n rhoi'r lefel"
    ),
    "queue.measure": Word("Measure", "Mesur"),
    "queue.measure.value": Word("Value", "Gwerth"),
    "queue.measure.level": Word("Level", "Lefel"),
    "queue.measure.method": Word("How it is reckoned", "Sut y'i cyfrifir"),
    "measure.count": Word("Number awaiting", "Nifer sy'n aros"),
    "measure.oldest": Word("Longest wait", "Yr arhosiad hwyaf"),
    "measure.over_budget": Word("Share over their time limit", "Cyfran sydd dros eu terfyn amser"),
    "measure.clearance": Word("Projected time to clear", "Amser rhagamcanol i glirio'r ciw"),
    "measure.count.value": Word("{value} ISPs", "{value} ISP", en_one="{value} ISP"),
    "measure.over_budget.value": Word("{value}%", "{value}%"),
    "measure.clearance.value": Word("{value} months", "{value} mis", en_one="{value} month", cy_two="{value} fis"),
    "measure.range": Word("{least} to {most}", "{least} i {most}"),
    "measure.known": Word("Known for {known} of {total}", "Yn hysbys am {known} o {total}"),
    "level.red": Word("Red", "Coch"),
    "level.amber": Word("Amber", "Oren"),
    "level.green": Word("Green", "Gwyrdd"),
    "queue.groups": Word("By regional QA group", "Yn ôl grŵp sicrhau ansawdd rhanbarthol"),
    "queue.groups.caption": Word(
        "ISPs referred to each group, at its last close", "ISPs a gyfeiriwyd at bob grŵp, ar y diwedd dydd diwethaf"
    ),
    "queue.group": Word("QA group", "Grŵp sicrhau ansawdd"),
    "queue.group.count": Word("Awaiting", "Yn aros"),
    "queue.table": Word("What each one waits for", "Beth y mae pob un yn aros amdano"),
    "queue.caption": Word("ISPs awaiting assurance, in order", "ISPs sy'n aros am sicrwydd, yn eu trefn"),
    "queue.order": Word("Order", "Trefn"),
    "queue.waits": Word("Waits for", "Yn aros am"),
    "queue.waits.team": Word("Assurance team", "Y tîm sicrwydd"),
    "queue.waits.group": Word("QA group", "Y grŵp sicrhau ansawdd"),
    "queue.waits.coordinator": Word("Coordinator", "Y cydlynydd"),
    "queue.submitted": Word("First submitted", "Cyflwynwyd gyntaf"),
    "queue.age": Word("Waiting", "Wedi aros"),
    "queue.round": Word("round {number}", "rownd {number}"),
    "queue.in_use": Word("In use while it waits", "Ar waith wrth aros"),
    "queue.later": Word(
        "{n} of these are later versions of an ISP already assured.",
        "Mae {n} o'r rhain yn fersiynau diweddarach o ISP sydd eisoes wedi'i sicrhau.",
        en_one="{n} of these is a later version of an ISP already assured.",
        cy_one="Mae {n} o'r rhain yn fersiwn diweddarach o ISP sydd eisoes wedi'i sicrhau.",
    ),
    "queue.score": Word("Score", "Sgôr"),
    "queue.listed": Word("{n} waiting", "{n} yn aros"),
    "queue.days": Word("Days used / left", "Diwrnodau a ddefnyddiwyd / ar ôl"),
    "queue.part": Word("{why}: {points}", "{why}: {points}"),
    "queue.level.line": Word(
        "{count} waiting; level {level}; {later} of them later versions.",
        "{count} yn aros; lefel {level}; {later} ohonynt yn fersiynau diweddarach.",
    ),
    "forecast.title": Word("Decisions expected by", "Disgwylir penderfyniadau erbyn"),
    "forecast.share": Word("{share} %", "{share} %"),
    "forecast.whole": Word("Fewer than so many wait by", "Llai na hyn yn aros erbyn"),
    "forecast.under": Word("Fewer than", "Llai na"),
    "forecast.sample": Word(
        "From {decisions} decisions in {days} working days on which something waited, {first} to {last}.",
        "O {decisions} penderfyniad mewn {days} diwrnod gwaith pan oedd rhywbeth yn aros, {first} i {last}.",
    ),
    "forecast.aside": Word("{n} are set aside.", "Mae {n} wedi'u rhoi o'r neilltu.", en_one="{n} is set aside."),
    "forecast.expected": Word(
        "A decision can be expected between {soon} and {likely}: it comes by {likely} in 85 cases of 100, by {late} "
        "in 95.",
        "Gellir disgwyl penderfyniad rhwng {soon} a {likely}: daw erbyn {likely} mewn 85 o achosion o bob 100, "
        "erbyn {late} mewn 95.",
    ),
    "forecast.one_day": Word(
        "A decision can be expected by {likely}: it comes by then in 85 cases of 100.",
        "Gellir disgwyl penderfyniad erbyn {likely}: daw erbyn hynny mewn 85 o achosion o bob 100.",
    ),
    "forecast.not_known": Word(
        "When a decision can be expected is not known. {why}", "Ni wyddys pryd y gellir disgwyl penderfyniad. {why}"
    ),
}
