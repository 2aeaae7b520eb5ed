"""How long the rows of each table are kept, and why; `ispdesk dispose` acts on what has a period (our defaults)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from states.dates import months_after
from states.words import Sentence

YEARS_AFTER_THE_END: Final = 7
"""Years after an ISP's end at which people are asked whether its content is still needed (our default)."""


class Keep(StrEnum):
    """What ends the keeping of a table's rows."""

    RECORD = "record"
    ISP = "isp"
    PERSON = "person"
    HOUSE = "house"
    ITSELF = "itself"
    PERIOD = "period"


MEANS: Final[Mapping[Keep, Sentence]] = {
    Keep.RECORD: Sentence(
        "as long as the register: it is the proof of what happened, and names no more than it must",
        "cyhyd â'r gofrestr: dyma brawf o'r hyn a ddigwyddodd, ac nid yw'n enwi mwy nag sydd raid",
    ),
    Keep.ISP: Sentence(
        f"with its ISP; {YEARS_AFTER_THE_END} years after the ISP's end two people decide what goes (removal)",
        f"gyda'i ISP; {YEARS_AFTER_THE_END} mlynedd ar ôl diwedd yr ISP, dau berson sy'n penderfynu beth sy'n mynd",
    ),
    Keep.PERSON: Sentence(
        "until the person is removed; their name stays on what they signed or decided while that ISP lives",
        "hyd nes y caiff y person ei dynnu; erys eu henw ar yr hyn a lofnodwyd neu a benderfynwyd tra bo'r ISP yn fyw",
    ),
    Keep.HOUSE: Sentence(
        "as long as the installation needs it; it says nothing about anybody",
        "cyhyd ag y mae ei angen ar y gosodiad; nid yw'n dweud dim am neb",
    ),
    Keep.ITSELF: Sentence(
        "goes by itself once it has ended, or is written anew as things change",
        "mae'n mynd ohono'i hun ar ôl dod i ben, neu'n cael ei ysgrifennu o'r newydd wrth i bethau newid",
    ),
    Keep.PERIOD: Sentence("for its period, then `ispdesk dispose` takes it", "am ei gyfnod, yna mae `ispdesk dispose` yn ei gymryd"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Period:
    """So many months after an instant or day in `since`; `only` is what must be so besides, `emptied` what goes of it."""

    months: int
    since: str
    why: Sentence
    only: tuple[str, ...] = ()
    emptied: bool = False

    def ends_before(self, today: dt.date) -> dt.date:
        """What began on this day or later is still kept."""
        return months_after(today, -self.months)


PERIODS: Final[Mapping[str, Period]] = {
    "absence": Period(
        36, "last_day",
        Sentence("how the team's time was divided is of use to forecasts for three years", "mae'r modd y rhannwyd amser y tîm o ddefnydd i ragolygon am dair blynedd"),
    ),
    "alert": Period(
        24, "closed_at",
        Sentence("what was wrong with the installation is of use for two years", "mae'r hyn a oedd o'i le ar y gosodiad o ddefnydd am ddwy flynedd"),
    ),
    "language_wish": Period(
        24, "at",
        Sentence("who wished for Welsh at a meeting long past is nobody's business", "nid yw'n fusnes i neb pwy oedd am gael y Gymraeg mewn cyfarfod hen"),
    ),
    "letter_bytes": Period(
        24, "letter.settled_at",
        Sentence("what a mail said is needed while somebody may ask about it; that it left stays", "mae angen yr hyn a ddywedodd neges tra gall rhywun holi amdani; erys y ffaith iddi adael"),
        emptied=True,
    ),
    "notice": Period(
        24, "created_at",
        Sentence("what was to be told, and has been or no longer had to be", "yr hyn yr oedd angen ei ddweud, ac a ddywedwyd neu nad oedd ei angen mwyach"),
        only=("told",),
    ),
    "received": Period(
        24, "at",
        Sentence("what came back is of use while its letter is", "mae'r hyn a ddaeth yn ôl o ddefnydd cyhyd â'i lythyr"),
    ),
    "review_draft": Period(
        12, "saved_at",
        Sentence("what a reviewer typed and never put down", "yr hyn a deipiodd adolygydd heb ei gofnodi"),
    ),
    "scoping": Period(
        12, "changed_at",
        Sentence("answers that became no ISP and that nobody touched for a year", "atebion na ddaethant yn ISP ac na chyffyrddodd neb â nhw ers blwyddyn"),
        only=("no_isp",),
    ),
    "team_time": Period(
        36, "last_day",
        Sentence("how the team's time was divided is of use to forecasts for three years", "mae'r modd y rhannwyd amser y tîm o ddefnydd i ragolygon am dair blynedd"),
    ),
    "web_session": Period(
        1, "ends_at",
        Sentence("a session that has ended opens nothing", "nid yw sesiwn sydd wedi dod i ben yn agor dim"),
    ),
}  # fmt: skip
"""Each table with a period: what `ispdesk dispose` takes when it has run."""
_TABLES: Final[Mapping[Keep, str]] = {
    Keep.RECORD: (
        "accord alarm attempt command draft history history_words ledger ledger_head measurement organisation"
        " accord_action accord_flag course course_place framework_change helpline_contact organisation_name"
        " organisation_successor authority_count removal rung_claim stream letter meeting meeting_pack"
        " meeting_note target denominator board_pack board_pack_file board_text"
    ),
    Keep.ISP: (
        "appointment assurance_record attendance benefit changed_form check_made consent_model isp_event self_return"
        " staff_training register_entry register_mark register_partner register_term dated_fact decision declaration effort finding flow flow_default handover"
        " help_asked holding invitation isp isp_facilitator isp_serves link meeting_pack_file minor_change objection"
        " open_point partner partner_member partner_request process_step queue_mark question record_paper review_item"
        " round_checks round_task second_word section section_comment section_ready section_revision section_writer"
        " signed_content signing_plan signing_round signoff signoff_mark sponsor taken_in task timer translation version workshop"
    ),
    Keep.PERSON: (
        "api_token evidence_name facilitator group_member identity person preference recovery_code role_grant second_step"
    ),
    Keep.HOUSE: "calendar_feed calendar_year closure document_template home_fact policy qa_group wording",
    Keep.ITSELF: "heartbeat oidc_attempt rate_limit sign_in",
}
RULES: Final[Mapping[str, Keep]] = dict(
    sorted(
        [
            *((table, keep) for keep, tables in _TABLES.items() for table in tables.split()),
            *((table, Keep.PERIOD) for table in PERIODS),
        ]
    )
)
"""Every table of the record with what ends its keeping; a test compares with the tables there are."""
