"""Words of receipts: how a clock came to its day, in sentences that can be checked with a calendar."""

from ispdesk.words.word import Word

WORDS = {
    "receipt.title": Word("How this was reckoned: {timer}", "Sut y cyfrifwyd hyn: {timer}"),
    "receipt.one": Word("{timer}, version {version}", "{timer}, fersiwn {version}"),
    "receipt.about": Word("{timer}, version {version}: {about}", "{timer}, fersiwn {version}: {about}"),
    "receipt.task": Word("{what}, asked of {whom} (task {number})", "{what}, gofynnwyd i {whom} (tasg {number})"),
    "receipt.back": Word("Back to {title}", "Yn ôl i {title}"),
    "receipt.status.running": Word("Running", "Yn rhedeg"),
    "receipt.status.overdue": Word("Overdue", "Yn hwyr"),
    "receipt.status.paused": Word("Paused", "Wedi'i oedi"),
    "receipt.status.stopped": Word("Stopped", "Wedi stopio"),
    "receipt.not_counted": Word("Not counted", "Heb eu cyfrif"),
    "receipt.nothing_skipped": Word(
        "Nothing: every day from the start on was counted.", "Dim: cyfrifwyd pob diwrnod o'r dechrau ymlaen."
    ),
    "receipt.days": Word("Days counted, one by one", "Y diwrnodau a gyfrifwyd, fesul un"),
    "receipt.days.none": Word("No day has been counted yet.", "Ni chyfrifwyd yr un diwrnod eto."),
    "receipt.day.number": Word("Number", "Rhif"),
    "receipt.day": Word("Day", "Diwrnod"),
    "receipt.day.whose": Word("Whose it was at the opening (09:00)", "Gan bwy yr oedd wrth agor (09:00)"),
    "receipt.day.ahead": Word("to come", "i ddod"),
    "receipt.rungs": Word("Reminders and escalations", "Nodiadau atgoffa ac uwchgyfeirio"),
    "receipt.rung": Word("What", "Beth"),
    "receipt.rung.where": Word("Counted from the due day", "Wedi'i gyfrif o'r diwrnod dyledus"),
    "receipt.rung.when": Word("Its time", "Ei amser"),
    "receipt.rung.fired": Word("Has it gone?", "A yw wedi mynd?"),
    "receipt.rung.yes": Word("Yes, {moment}", "Ydy, {moment}"),
    "receipt.rung.no": Word("Not yet", "Ddim eto"),
    "receipt.rung.never": Word("No, and it will not", "Nac ydy, ac ni fydd"),
    "receipt.rung.before": Word("{days} before", "{days} cyn"),
    "receipt.rung.after": Word("{days} after", "{days} ar ôl"),
    "receipt.rung.on": Word("on the day", "ar y diwrnod"),
    "receipt.rung.paused": Word("none while it is paused", "dim tra bo wedi'i oedi"),
    "receipt.rung.stopped": Word("none: the clock has stopped", "dim: mae'r cloc wedi stopio"),
    "receipt.rung.unknown": Word("beyond the stored calendar", "y tu hwnt i'r calendr a storiwyd"),
    "receipt.counts": Word("What it counts", "Yr hyn y mae'n ei gyfrif"),
    "receipt.counts.held": Word(
        "Working days on which the ISP is {where} at the opening (09:00).",
        "Diwrnodau gwaith pan fydd yr ISP {where} wrth agor (09:00).",
    ),
    "receipt.counts.task": Word(
        "Working days from the first opening (09:00) after it was asked until it is done; only a hold stops it.",
        "Diwrnodau gwaith o'r agoriad cyntaf (09:00) ar ôl gofyn nes ei wneud; dim ond gohirio sy'n ei atal.",
    ),
    "receipt.counts.date": Word(
        "Nothing: it is a date, reckoned from another day. It has no holder and never pauses.",
        "Dim: dyddiad ydyw, wedi'i gyfrif o ddiwrnod arall. Nid oes neb yn ei ddal ac nid yw byth yn oedi.",
    ),
    "receipt.allowed": Word("Time allowed", "Yr amser a ganiateir"),
    "receipt.allowed.weeks": Word("{weeks}: {days}", "{weeks}: {days}"),
    "receipt.source": Word("Where that number comes from", "O ble y daw'r rhif hwnnw"),
    "receipt.policy": Word("Policy", "Polisi"),
    "receipt.policy.version": Word("version {number}, “{name}”", "fersiwn {number}, “{name}”"),
    "receipt.start": Word("Start", "Dechrau"),
    "receipt.by": Word("{told}, by {who}", "{told}, gan {who}"),
    "receipt.story": Word("{told}, {when}", "{told}, {when}"),
    "receipt.recorded": Word(
        "recorded {recorded} for {happened}, by {who}", "cofnodwyd {recorded} ar gyfer {happened}, gan {who}"
    ),
    "receipt.first": Word("First day that can count", "Y diwrnod cyntaf a all gyfrif"),
    "receipt.first.why": Word(
        "{day}: the first working day that opens (09:00) after the start",
        "{day}: y diwrnod gwaith cyntaf i agor (09:00) ar ôl y dechrau",
    ),
    "receipt.so_far": Word("Counted up to now", "Cyfrifwyd hyd yn hyn"),
    "receipt.late": Word("Not due yet on", "Heb fod yn ddyledus eto ar"),
    "receipt.late.handed_over": Word(
        "{day}, day {number}: it had been handed over before the close (17:00)",
        "{day}, diwrnod {number}: roedd wedi'i drosglwyddo cyn diwedd y dydd (17:00)",
    ),
    "receipt.late.floor": Word(
        "{day}, day {number}: a change of policy, calendar or record makes nothing fall due in the past",
        "{day}, diwrnod {number}: nid yw newid polisi, calendr neu gofnod yn gwneud dim yn ddyledus yn y gorffennol",
    ),
    "receipt.floor": Word("Not due before", "Ddim yn ddyledus cyn"),
    "receipt.floor.why": Word(
        "the close of {day}: the first working day that opens after the change of policy, calendar or record",
        "diwedd y dydd, {day}: y diwrnod gwaith cyntaf i agor ar ôl newid y polisi, y calendr neu'r cofnod",
    ),
    "receipt.anchor": Word("Reckoned from", "Cyfrifir o"),
    "receipt.anchor.day": Word("{day}: {what}", "{day}: {what}"),
    "receipt.period": Word("Period", "Cyfnod"),
    "receipt.period.after": Word("{period} after it", "{period} ar ei ôl"),
    "receipt.period.before": Word("{period} before it", "{period} cyn hynny"),
    "receipt.period.same": Word("the day itself", "y diwrnod ei hun"),
    "receipt.reckoned": Word("Day as reckoned", "Y diwrnod fel y'i cyfrifwyd"),
    "receipt.reckoned.clipped": Word(
        "{day}: the month has no day {number}, so its last day is taken",
        "{day}: nid oes diwrnod {number} yn y mis, felly cymerir ei ddiwrnod olaf",
    ),
    "receipt.rolled": Word("Working day taken", "Y diwrnod gwaith a gymerwyd"),
    "receipt.rolled.stays": Word("{day}: it is a working day", "{day}: mae'n ddiwrnod gwaith"),
    "receipt.rolled.next": Word("{day}, the next working day: {why}", "{day}, y diwrnod gwaith nesaf: {why}"),
    "receipt.rolled.previous": Word("{day}, the working day before: {why}", "{day}, y diwrnod gwaith cynt: {why}"),
    "receipt.rolled.weekend": Word("{day} is a weekend", "mae {day} yn benwythnos"),
    "receipt.rolled.closed": Word("{day} is {name}", "{day} yw {name}"),
    "receipt.closed.bank": Word("{day}: bank holiday, {name}", "{day}: gŵyl banc, {name}"),
    "receipt.closed.closure": Word("{day}: nobody works, {name}", "{day}: nid oes neb yn gweithio, {name}"),
    "receipt.weekends": Word(
        "Saturdays and Sundays: {n} days",
        "Dyddiau Sadwrn a Sul: {n} diwrnod",
        cy_two="Dyddiau Sadwrn a Sul: {n} ddiwrnod",
        en_one="Saturdays and Sundays: {n} day",
    ),
    "receipt.pause": Word("{span} ({days}): {where}. {story}", "{span} ({days}): {where}. {story}"),
    "receipt.pause.none": Word("No working day: {where}. {story}", "Dim un diwrnod gwaith: {where}. {story}"),
    "receipt.pause.span": Word("{first} to {last}", "{first} hyd at {last}"),
    "receipt.because": Word("“{reason}”", "“{reason}”"),
    "receipt.hold": Word("on hold until {day}", "wedi'i ohirio hyd {day}"),
    "receipt.with.coordinator": Word("with the coordinator", "gyda'r cydlynydd"),
    "receipt.with.partners": Word("with the partner organisations", "gyda'r sefydliadau partner"),
    "receipt.with.team": Word("with the assurance team", "gyda'r tîm sicrwydd"),
    "receipt.with.group": Word("with the QA group", "gyda'r grŵp sicrhau ansawdd"),
    "receipt.with.nobody": Word("with nobody", "heb fod gyda neb"),
    "receipt.with.named": Word("{where} ({names})", "{where} ({names})"),
    "receipt.is.due": Word(
        "Due at the close (17:00) of {day}, if it stays {where}.",
        "I'w gwblhau erbyn diwedd y dydd (17:00), {day}, os erys {where}.",
    ),
    "receipt.is.task_due": Word(
        "Due at the close (17:00) of {day}.", "I'w gwblhau erbyn diwedd y dydd (17:00), {day}."
    ),
    "receipt.is.notice_due": Word("Due at the opening (09:00) of {day}.", "Yn ddyledus wrth agor (09:00), {day}."),
    "receipt.is.overdue": Word(
        "Overdue: it fell due at the close (17:00) of {day}.",
        "Yn hwyr: daeth yn ddyledus ar ddiwedd y dydd (17:00), {day}.",
    ),
    "receipt.is.notice_overdue": Word(
        "Due since the opening (09:00) of {day}.", "Yn ddyledus ers yr agoriad (09:00), {day}."
    ),
    "receipt.is.paused": Word(
        "Paused since {moment}: {where}. It has no due day while it is paused; {left}.",
        "Wedi'i oedi ers {moment}: {where}. Nid oes diwrnod dyledus tra bo wedi'i oedi; {left}.",
    ),
    "receipt.is.paused_from": Word(
        "Paused from {moment} on: {where}. It has no due day while it is paused; {left}.",
        "Wedi'i oedi o {moment} ymlaen: {where}. Nid oes diwrnod dyledus tra bo wedi'i oedi; {left}.",
    ),
    "receipt.is.paused_late": Word(
        "Paused since {moment}: {where}. It had fallen due at the close (17:00) of {day}.",
        "Wedi'i oedi ers {moment}: {where}. Roedd wedi dod yn ddyledus ar ddiwedd y dydd (17:00), {day}.",
    ),
    "receipt.is.stopped": Word("Stopped {moment}: {what}, by {who}.", "Stopiodd {moment}: {what}, gan {who}."),
    "receipt.is.stopped_late": Word(
        "Stopped {moment}: {what}, by {who}. It had fallen due at the close (17:00) of {day}.",
        "Stopiodd {moment}: {what}, gan {who}. Roedd wedi dod yn ddyledus ar ddiwedd y dydd (17:00), {day}.",
    ),
    "receipt.is.stopped_date": Word(
        "Stopped: there is nothing to reckon it from any more.",
        "Wedi stopio: nid oes dim i'w gyfrif ohono mwyach.",
    ),
    "receipt.is.unknown": Word(
        "Not known yet: the calendar is stored until {day}.", "Ddim yn hysbys eto: storiwyd y calendr hyd {day}."
    ),
    "receipt.left": Word(
        "{left} of its {n} working days are left",
        "mae {left} o'i {n} diwrnod gwaith ar ôl",
        cy_two="mae {left} o'i {n} ddiwrnod gwaith ar ôl",
        en_one="{left} of its {n} working day is left",
    ),
    "receipt.none_left": Word(
        "nothing is left, and whoever gets it back has one whole working day",
        "nid oes dim ar ôl, a chaiff pwy bynnag a'i caiff yn ôl un diwrnod gwaith cyfan",
    ),
    "receipt.none_runs": Word("No clock is running on {ref}.", "Nid oes cloc yn rhedeg ar {ref}."),
    "receipt.none_runs_paused": Word(
        "No clock is running on {ref}. Paused: {kinds}; `--timer KIND` explains one.",
        "Nid oes cloc yn rhedeg ar {ref}. Wedi'u hoedi: {kinds}; mae `--timer MATH` yn esbonio un.",
    ),
    "unit.working_day": Word(
        "{n} working days", "{n} diwrnod gwaith", en_one="{n} working day", cy_two="{n} ddiwrnod gwaith"
    ),
    "unit.day": Word("{n} days", "{n} diwrnod", en_one="{n} day", cy_two="{n} ddiwrnod"),
    "unit.week": Word("{n} weeks", "{n} wythnos", en_one="{n} week"),
    "unit.month": Word("{n} months", "{n} mis", en_one="{n} month", cy_two="{n} fis"),
    "unit.year": Word("{n} years", "{n} blynedd", en_one="{n} year", cy_one="{n} flwyddyn", cy_two="{n} flynedd"),
    "anchor.review_date": Word("the review date", "y dyddiad adolygu"),
    "anchor.review_noticed": Word(
        "the review date, or later where the notice of it was accepted late",
        "y dyddiad adolygu, neu'n hwyrach lle derbyniwyd y rhybudd ohono'n hwyr",
    ),
    "anchor.hold_until": Word("the last day of the hold", "diwrnod olaf y gohiriad"),
    "anchor.operation_and_assurance": Word(
        "the later of its assurance and of the day it went into operation",
        "yr hwyraf o'i sicrhau a'r diwrnod y daeth ar waith",
    ),
    "anchor.consent": Word(
        "its assurance, or the last check of consent since", "ei sicrhau, neu'r gwiriad diwethaf o gydsyniad ers hynny"
    ),
    "anchor.self_returns": Word(
        "the last round of returns, or assurance where there was none",
        "y rownd ddiwethaf o ffurflenni, neu'r sicrhau lle na bu un",
    ),
    "anchor.activity": Word("the last thing that anybody did on it", "y peth diwethaf a wnaeth unrhyw un arno"),
    "anchor.workshop": Word("the last workshop", "y gweithdy diwethaf"),
    "anchor.assured_without_signature": Word(
        "its assurance, while this partner had not signed the Accord",
        "ei sicrhau, a'r partner hwn heb lofnodi'r Cytundeb",
    ),
    "anchor.promise": Word("the day that was promised", "y diwrnod a addawyd"),
    "anchor.facilitator": Word("the last assignment or training", "y gwaith neu'r hyfforddiant diwethaf"),
}
