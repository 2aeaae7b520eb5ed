"""Names of states, standings, parties, roles and other closed sets of the field."""

from ispdesk.words.word import Word
from states import decide, names


def _bare(words: str) -> str:
    """A role's name without its article, for a list of them."""
    return words.removeprefix("the ").removeprefix("an ").removeprefix("a ").removeprefix("yr ")


WORDS = {
    **{f"state.{state.value}": Word(said.en, said.cy) for state, said in names.STATES.items()},
    **{f"role.{role.value}": Word(_bare(said.en), _bare(said.cy)) for role, said in decide.ROLE_NAMES.items()},
    "state.counted-assured": Word("Assured (counted only)", "Wedi'i sicrhau (cyfrifwyd yn unig)"),
    "state.counted-awaiting": Word("Waiting (counted only)", "Yn aros (cyfrifwyd yn unig)"),
    "state.counted-made-known": Word("Made known (counted only)", "Rhoddwyd gwybod (cyfrifwyd yn unig)"),
    "standing.reported": Word("Named in the report", "Enwir yn yr adroddiad"),
    "standing.public-record": Word("From the public record", "O'r cofnod cyhoeddus"),
    "standing.counted": Word("Counted in the report, not named", "Cyfrifir yn yr adroddiad, ni roddir enw"),
    "standing.installation": Word("Needed by this installation", "Yn ofynnol i'r gosodiad hwn"),
    "party.coordinator": Word("Coordinator", "Cydlynydd"),
    "party.partners": Word("Partners", "Partneriaid"),
    "party.team": Word("Assurance team", "Tîm sicrwydd"),
    "party.group": Word("QA group", "Grŵp sicrhau ansawdd"),
    "party.nobody": Word("Nobody", "Neb"),
    "accord.signed": Word("Signed", "Wedi llofnodi"),
    "accord.not_signed": Word("Not signed", "Heb lofnodi"),
    "accord.not_known": Word("Not known", "Ddim yn hysbys"),
    "partner.named": Word("Organisation", "Sefydliad"),
    "partner.class": Word("Class of organisations", "Dosbarth o sefydliadau"),
    "sign.sign_off": Word("Sign-off", "Cymeradwyo"),
    "sign.assent": Word("Assent", "Cydsyniad partner"),
    "outcome.signed": Word("Signed", "Llofnodwyd"),
    "outcome.reservation": Word("Signed with a reservation", "Llofnodwyd, gydag amheuon"),
    "outcome.declined": Word("Declined", "Gwrthodwyd"),
    "outcome.no_answer": Word("No answer by the date", "Dim ateb erbyn y dyddiad"),
    "outcome.not_known": Word("Not known", "Ddim yn hysbys"),
    "capacity.chief_officer": Word("Chief officer", "Prif swyddog"),
    "capacity.delegated_officer": Word("Delegated officer", "Swyddog dirprwyedig"),
    "capacity.caldicott_guardian": Word("Caldicott Guardian", "Gwarcheidwad Caldicott"),
    "capacity.siro": Word("Senior Information Risk Owner", "Uwch Berchennog Risg Gwybodaeth"),
    "capacity.practice_partner": Word("Practice partner", "Partner mewn practis"),
    "capacity.committee": Word("Committee", "Pwyllgor"),
    "timer_state.running": Word("Running", "Yn rhedeg"),
    "timer_state.paused": Word("Paused", "Wedi'i oedi"),
    "timer_state.overdue": Word("Overdue", "Yn hwyr"),
    "timer_state.done": Word("Done", "Wedi'i gwblhau"),
    "timer_state.not_started": Word("Not started", "Heb ddechrau"),
    "task.done": Word("done", "wedi'i wneud"),
    "task.no_answer": Word("no answer", "dim ateb"),
    "task.withdrawn": Word("not asked any more", "ni ofynnir amdano mwyach"),
    "how.done": Word("Done here", "Gwnaed yma"),
    "how.stated": Word("Stated by the source", "Yn ôl y ffynhonnell"),
    "how.implied": Word("Implied, not stated", "Ymhlyg, heb ei nodi"),
    "how.found": Word("Found", "Canfuwyd"),
}
