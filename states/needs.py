"""What must be true before a move, each with the sentence that a coordinator reads when it is not."""

from collections.abc import Callable
from dataclasses import dataclass

from states.facts import Facts
from states.lifecycle import Party
from states.words import Sentence, listed

MIN_PARTNERS = 2
"""Sharing needs two sides: fewer partner organisations than this is no protocol (our default)."""

Check = Callable[[Facts], bool | None]


@dataclass(frozen=True, slots=True)
class Need:
    """`check` answers yes, no or None (not known); `unmet` says what to do about either of the last two."""

    check: Check
    unmet: Callable[[Facts], Sentence]


def _says(en: str, cy: str) -> Callable[[Facts], Sentence]:
    return lambda _facts: Sentence(en, cy)


def _both(*answers: bool | None) -> bool | None:
    """Yes only if all are yes; no if any is no; otherwise not known."""
    if any(answer is False for answer in answers):
        return False
    return None if any(answer is None for answer in answers) else True


def _none_of(names: tuple[str, ...] | None) -> bool | None:
    return None if names is None else not names


def _zero(count: int | None) -> bool | None:
    return None if count is None else count == 0


def _at_least(count: int | None, least: int) -> bool | None:
    return None if count is None else count >= least


def _names(en: str, cy: str, names: Callable[[Facts], tuple[str, ...] | None]) -> Callable[[Facts], Sentence]:
    def say(facts: Facts) -> Sentence:
        found = names(facts) or ()
        return Sentence(
            en.format(names=listed(found, "en") or "not known which"),
            cy.format(names=listed(found, "cy") or "ni wyddys pa rai"),
        )

    return say


def _independent(facts: Facts) -> Sentence:
    if facts.assurer_conflict:
        return Sentence(
            f"Ask another assurer: {facts.assurer_conflict}. "
            "Who wrote or facilitated this version, or works for its lead or coordinating organisation, cannot assure it.",
            f"Gofynnwch i sicrhäwr arall: {facts.assurer_conflict}. Ni all neb a ysgrifennodd neu a hwylusodd y fersiwn hon, "
            "nac sy'n gweithio i'r sefydliad arweiniol neu gydlynu, ei sicrhau.",
        )
    return Sentence(
        "Say that you did not write or facilitate this version and do not work for its lead or coordinating organisation.",
        "Dywedwch nad chi a ysgrifennodd na hwyluso'r fersiwn hon ac nad ydych yn gweithio i'r sefydliad arweiniol na chydlynu.",
    )


def _partners(facts: Facts) -> Sentence:
    if facts.partners is None:
        return Sentence(
            f"Name at least {MIN_PARTNERS} partner organisations; how many there are is not known.",
            f"Enwch o leiaf {MIN_PARTNERS} sefydliad partner; ni wyddys faint sydd.",
        )
    so_far = "there is 1" if facts.partners == 1 else f"there are {facts.partners}"
    return Sentence(
        f"Name at least {MIN_PARTNERS} partner organisations; so far {so_far}.",
        f"Enwch o leiaf {MIN_PARTNERS} sefydliad partner; {facts.partners} sydd hyd yn hyn.",
    )


NEEDS: dict[str, Need] = {
    "title_and_area": Need(
        lambda f: _both(f.title, f.area),
        _says(
            "Give the ISP a title, and say which area and service it is for.",
            "Rhowch deitl i'r ISP, a dywedwch ar gyfer pa ardal a gwasanaeth y mae.",
        ),
    ),
    "lead_and_coordinator": Need(
        lambda f: _both(f.lead, f.coordinator),
        _says(
            "Name the lead organisation and the ISP coordinator (a person or an organisation).",
            "Enwch y sefydliad arweiniol a chydlynydd yr ISP (person neu sefydliad).",
        ),
    ),
    "purpose_stated": Need(
        lambda f: f.purpose,
        _says(
            "Say in one sentence what the sharing is for.",
            "Dywedwch mewn un frawddeg beth yw diben y rhannu.",
        ),
    ),
    "instrument_is_isp": Need(
        lambda f: None if f.instrument is None else f.instrument == "isp",
        _says(
            "Answer the scoping questions first: they have to end in an Information Sharing Protocol.",
            "Atebwch y cwestiynau cwmpasu yn gyntaf: rhaid iddynt arwain at Brotocol Rhannu Gwybodaeth.",
        ),
    ),
    "other_instrument_named": Need(
        lambda f: None if f.instrument is None else f.instrument != "isp",
        _says(
            "Say which instrument is used instead (for example a Data Disclosure Agreement).",
            "Dywedwch pa offeryn a ddefnyddir yn lle hynny (er enghraifft Cytundeb Datgelu Data).",
        ),
    ),
    "partners_named": Need(
        lambda f: _at_least(f.partners, MIN_PARTNERS),
        _partners,
    ),
    "facilitator_named": Need(
        lambda f: _at_least(f.facilitators, 1),
        _says(
            "Name a trained facilitator; the WASPI team can suggest one near you.",
            "Enwch hwylusydd hyfforddedig; gall tîm WASPI awgrymu un yn agos atoch.",
        ),
    ),
    "flow_exists": Need(
        lambda f: _at_least(f.flows, 1),
        _says("Describe at least one flow of information.", "Disgrifiwch o leiaf un llif gwybodaeth."),
    ),
    "flows_complete": Need(
        lambda f: _none_of(f.incomplete_flows),
        _names(
            "Complete each flow (what, from, to, why, how): still open are {names}.",
            "Cwblhewch bob llif (beth, oddi wrth, i, pam, sut): yn dal ar agor mae {names}.",
            lambda f: f.incomplete_flows,
        ),
    ),
    "flows_among_partners": Need(
        lambda f: _none_of(f.strangers),
        _names(
            "A flow names an organisation that is not a partner: {names}. Add it as a partner or change the flow.",
            "Mae llif yn enwi sefydliad nad yw'n bartner: {names}. Ychwanegwch ef yn bartner neu newidiwch y llif.",
            lambda f: f.strangers,
        ),
    ),
    "partners_have_flows": Need(
        lambda f: _none_of(f.partners_without_flow),
        _names(
            "Each partner sends or receives something, or is marked as an observer: not yet {names}.",
            "Mae pob partner yn anfon neu'n derbyn rhywbeth, neu wedi'i nodi'n sylwedydd: dim eto {names}.",
            lambda f: f.partners_without_flow,
        ),
    ),
    "document_exists": Need(
        lambda f: f.document,
        _says("Add the text of the protocol.", "Ychwanegwch destun y protocol."),
    ),
    "submission_chosen": Need(
        lambda f: _both(f.submits_itself, _none_of(f.unsigned)) if f.acting_as_timer else True,
        _says(
            "It is submitted by itself only after the last signature, and only if the coordinator chose that.",
            "Dim ond ar ôl y llofnod olaf y caiff ei gyflwyno ohono'i hun, a dim ond os dewisodd y cydlynydd hynny.",
        ),
    ),
    "assurer_independent": Need(
        lambda f: False if f.assurer_conflict else f.assurer_known_independent,
        _independent,
    ),
    "interests_declared": Need(
        lambda f: f.interest_undeclared is None,
        lambda f: Sentence(
            f"Declare your interest: you work for {f.interest_undeclared or 'a partner'}, which is a partner in this ISP.",
            f"Datganwch eich buddiant: rydych yn gweithio i {f.interest_undeclared or 'bartner'}, sy'n bartner yn yr ISP hwn.",
        ),
    ),
    "second_reader": Need(
        lambda f: not f.second_reader_missing,
        _says(
            "The policy asks for a second independent reader: their word is still missing.",
            "Mae'r polisi'n gofyn am ail ddarllenydd annibynnol: mae eu gair yn dal ar goll.",
        ),
    ),
    "findings_closed": Need(
        lambda f: _zero(f.findings_open),
        _says(
            "Close every finding first, or choose assured with observations.",
            "Caewch bob canfyddiad yn gyntaf, neu dewiswch sicrhau gyda sylwadau.",
        ),
    ),
    "must_findings_closed": Need(
        lambda f: _zero(f.must_findings_open),
        _says("Close every finding marked as a must.", "Caewch bob canfyddiad sydd wedi'i nodi'n hanfodol."),
    ),
    "previous_findings_closed": Need(
        lambda f: _zero(f.previous_findings_open),
        _says(
            "Say for each finding of the previous round whether it has been met.",
            "Dywedwch am bob canfyddiad o'r rownd flaenorol a gafodd ei fodloni.",
        ),
    ),
    "corrections_checked": Need(
        lambda f: _both(_at_least(f.corrections_listed, 1), _zero(f.corrections_unchecked)),
        _says(
            "List the small corrections with a date, and have one assurer check each.",
            "Rhestrwch y cywiriadau bach gyda dyddiad, a chael un sicrhäwr i wirio pob un.",
        ),
    ),
    "findings_answered": Need(
        lambda f: _zero(f.findings_unanswered),
        lambda f: Sentence(
            f"Answer or contest each finding; {f.findings_unanswered or 'some'} still open.",
            f"Atebwch neu heriwch bob canfyddiad; {f.findings_unanswered or 'rhai'} yn dal ar agor.",
        ),
    ),
    "group_named": Need(
        lambda f: f.group,
        _says(
            "Say which regional QA group will look at it.",
            "Dywedwch pa grŵp sicrhau ansawdd rhanbarthol fydd yn edrych arno.",
        ),
    ),
    "with_the_group": Need(
        lambda f: f.holder is Party.GROUP,
        _says("It is already with the WASPI team.", "Mae eisoes gyda thîm WASPI."),
    ),
    "review_date_set": Need(
        lambda f: None if f.review_date is None else f.review_date > f.today,
        _says(
            "Set the next review date; it must be in the future.",
            "Gosodwch y dyddiad adolygu nesaf; rhaid iddo fod yn y dyfodol.",
        ),
    ),
    "content_unchanged": Need(
        lambda f: f.content_as_assured,
        _says(
            "The text or the flows are not those that were assured: ask the team to accept a minor update, or begin a new version.",
            "Nid y testun na'r llifoedd a sicrhawyd yw'r rhain: gofynnwch i'r tîm dderbyn mân ddiweddariad, neu dechreuwch fersiwn newydd.",
        ),
    ),
    "notice_date_reached": Need(
        lambda f: None if f.notice_date is None else f.notice_date <= f.today,
        _says("The notice date has not been reached.", "Nid yw dyddiad y rhybudd wedi cyrraedd."),
    ),
    "review_date_passed": Need(
        lambda f: None if f.review_date is None else f.review_date < f.today,
        _says(
            "The review date has not passed, or is not known.",
            "Nid yw'r dyddiad adolygu wedi mynd heibio, neu nid yw'n hysbys.",
        ),
    ),
    "no_version_in_progress": Need(
        lambda f: not f.version_in_progress,
        _says(
            "Finish or withdraw the version that is in progress first.",
            "Gorffennwch neu tynnwch yn ôl y fersiwn sydd ar y gweill yn gyntaf.",
        ),
    ),
    "no_version_in_force": Need(
        lambda f: not f.version_in_force,
        _says("Another version is in force already.", "Mae fersiwn arall mewn grym eisoes."),
    ),
    "successor_named": Need(
        lambda f: f.successor,
        _says("Say which ISP takes its place.", "Dywedwch pa ISP sy'n cymryd ei le."),
    ),
    "not_on_hold": Need(
        lambda f: not f.on_hold,
        _says("It is on hold: resume it first.", "Mae wedi'i ohirio: ailddechreuwch ef yn gyntaf."),
    ),
}
