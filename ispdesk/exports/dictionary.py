"""The dictionary of the open data: every column of every table, what it holds, in English and Welsh."""

from dataclasses import dataclass
from typing import Final

from states.words import Sentence


@dataclass(frozen=True)
class Column:
    """One column: its name, what kind of value it holds, and what that says."""

    name: str
    kind: str
    says: Sentence


def _column(name: str, kind: str, en: str, cy: str) -> Column:
    return Column(name, kind, Sentence(en, cy))


TEXT, CODE, CODES, DAY, NUMBER, YES_NO = "text", "code", "codes, with ; between", "date", "number", "yes or no"
_ISP = _column("isp", CODE, "the ISP's reference", "cyfeirnod yr ISP")
_TITLES = (
    _column("title_en", TEXT, "its title in English", "ei deitl yn Saesneg"),
    _column("title_cy", TEXT, "its title in Welsh; empty where none is known", "ei deitl yn Gymraeg; gwag os nad yw'n hysbys"),
)  # fmt: skip
TABLES: Final[dict[str, tuple[Column, ...]]] = {
    "isps": (
        _column("ref", CODE, "its reference, which never changes", "ei gyfeirnod, nad yw byth yn newid"),
        *_TITLES,
        _column("service_areas", CODES, "the service areas it is for", "y meysydd gwasanaeth y mae ar eu cyfer"),
        _column("places", CODES, "local authorities by ONS code, or wales", "awdurdodau lleol yn ôl cod ONS, neu wales"),
        _column("lead", CODE, "the lead organisation", "y sefydliad arweiniol"),
        _column("coordinator", CODE, "the organisation that coordinates it", "y sefydliad sy'n ei gydlynu"),
        _column(
            "status", CODE,
            "assured; review_overdue: assured, its review due and not yet completed, which does not by itself mean that"
            " sharing must stop; in_development",
            "assured (wedi'i sicrhau); review_overdue: wedi'i sicrhau, a'i adolygiad yn ddyledus heb ei gwblhau, nad yw"
            " ynddo'i hun yn golygu bod rhaid rhoi'r gorau i rannu; in_development (yn cael ei ddatblygu)",
        ),
        _column("version", NUMBER, "the version in force, or the first in development", "y fersiwn mewn grym, neu'r cyntaf sy'n cael ei ddatblygu"),
        _column("next_in_development", YES_NO, "whether a later version is in development", "a oes fersiwn diweddarach yn cael ei ddatblygu"),
        _column("assured_not_before", DAY, "the first day on which it can have been assured; empty: not known", "y diwrnod cyntaf y gall fod wedi'i sicrhau; gwag: anhysbys"),
        _column("assured_not_after", DAY, "the last such day; the same where the day is known", "y diwrnod olaf o'r fath; yr un un os yw'r diwrnod yn hysbys"),
        _column("review_date", DAY, "when it is to be reviewed; empty: not known", "pryd y mae i'w adolygu; gwag: anhysbys"),
        _column("partners", NUMBER, "how many lines its list of partners has", "nifer y llinellau yn ei restr o bartneriaid"),
        _column("standing", CODE, "where the row comes from: entered here, or from a source", "o ble y daw'r rhes: a gofnodwyd yma, neu o ffynhonnell"),
    ),
    "partners": (
        _ISP,
        _column("line", NUMBER, "its place in the list", "ei le yn y rhestr"),
        _column("name", TEXT, "its name as the ISP has it", "ei enw fel y mae yn yr ISP"),
        _column("organisation", CODE, "the organisation; empty for a class or one that is not registered", "y sefydliad; gwag ar gyfer dosbarth neu un nad yw ar y gofrestr"),
        _column("kind", CODE, "named, or class: several of a kind", "named (wedi'i enwi), neu class: sawl un o'r un math"),
        _column("count", NUMBER, "how many a class has; empty: not known", "faint sydd mewn dosbarth; gwag: anhysbys"),
        _column("condition", TEXT, "when it is a partner, such as where appropriate", "pryd y mae'n bartner, megis lle bo'n briodol"),
    ),
    "organisations": (
        _column("ref", CODE, "its reference", "ei gyfeirnod"),
        _column("name_en", TEXT, "its name in English", "ei enw yn Saesneg"),
        _column("name_cy", TEXT, "its name in Welsh; empty where none is known", "ei enw yn Gymraeg; gwag os nad yw'n hysbys"),
        _column("type", CODE, "the type of organisation", "y math o sefydliad"),
        _column("sector", CODE, "public, voluntary or housing_other", "public (cyhoeddus), voluntary (gwirfoddol) neu housing_other (tai neu arall)"),
        _column("places", CODES, "where it works", "ble y mae'n gweithio"),
        _column("accord", CODE, "signed; empty: not known to have signed, which is not the same as not signed", "signed (wedi llofnodi); gwag: ni wyddys ei fod wedi llofnodi, sy'n wahanol i heb lofnodi"),
        _column("accord_not_before", DAY, "the first day on which it can have signed", "y diwrnod cyntaf y gall fod wedi llofnodi"),
        _column("accord_not_after", DAY, "the last such day", "y diwrnod olaf o'r fath"),
        _column("isps", NUMBER, "of how many ISPs listed here it is a partner", "o sawl ISP a restrir yma y mae'n bartner"),
    ),
    "assurance_records": (
        _column("number", CODE, "the record's number", "rhif y cofnod"),
        _ISP,
        _column("version", NUMBER, "the version that was assured", "y fersiwn a sicrhawyd"),
        *_TITLES,
        _column("decided_on", DAY, "the day of the decision", "diwrnod y penderfyniad"),
        _column("review_date", DAY, "the review date it set", "y dyddiad adolygu a bennwyd ganddo"),
        _column("content_hash", CODE, "the SHA-256 of the content that was assured", "SHA-256 y cynnwys a sicrhawyd"),
    ),
}  # fmt: skip
"""Each table with its columns in their order. A column that is not here is not written."""
SHOWS_NOT: Final = Sentence(
    "That an ISP is assured does not show that sharing under it is lawful, or done as it describes. Each organisation"
    " remains responsible for its own sharing. An empty cell means not known, never none.",
    "Nid yw'r ffaith bod ISP wedi'i sicrhau yn dangos bod rhannu oddi tano'n gyfreithlon, nac yn digwydd fel y mae'n ei"
    " ddisgrifio. Mae pob sefydliad yn parhau'n gyfrifol am ei rannu ei hun. Ystyr cell wag yw anhysbys, byth dim un.",
)
