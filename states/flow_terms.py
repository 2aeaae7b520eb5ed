"""The terms of a flow of information: its columns, the ways of transfer, how sensitive it is, the bases in law."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from states.words import Sentence

Sensitivity = Literal["ordinary", "special", "criminal"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table of flows: what it is called, a hint, and whether it is shown without being asked for.

    `most` is the longest text it holds, in characters. `inherits`: left empty, the value set for all flows holds.
    """

    key: str
    label: Sentence
    hint: Sentence | None = None
    shown: bool = False
    most: int = 400
    inherits: bool = False


COLUMNS: tuple[Column, ...] = (
    Column("number", Sentence("Number", "Rhif"), shown=True),
    Column("step", Sentence("Step", "Cam"), shown=True, most=300),
    Column(
        "occasion",
        Sentence("When", "Pryd"),
        Sentence("What sets it off, such as a referral.", "Beth sy'n ei sbarduno, megis atgyfeiriad."),
        shown=True,
        most=1000,
    ),
    Column("information", Sentence("What", "Beth"), shown=True, most=2000),
    Column("sender", Sentence("From", "Oddi wrth"), shown=True, most=300),
    Column("recipients", Sentence("To", "At"), shown=True, most=4000),
    Column("purpose", Sentence("Why", "Pam"), shown=True, most=2000, inherits=True),
    Column("method", Sentence("How", "Sut"), shown=True, most=60, inherits=True),
    Column("notes", Sentence("Notes", "Nodiadau"), shown=True, most=2000),
    Column(
        "items",
        Sentence("Data items, form or fields", "Eitemau data, ffurflen neu feysydd"),
        most=2000,
    ),
    Column("sender_team", Sentence("Team that sends", "Tîm sy'n anfon"), most=300),
    Column("recipient_team", Sentence("Teams that receive", "Timau sy'n derbyn"), most=300),
    Column("sensitivity", Sentence("Sensitivity", "Sensitifrwydd"), most=10, inherits=True),
    Column(
        "basis",
        Sentence("Lawful basis (Article 6)", "Sail gyfreithlon (Erthygl 6)"),
        Sentence("Such as 6(1)(e), public task.", "Megis 6(1)(e), tasg gyhoeddus."),
        most=200,
        inherits=True,
    ),
    Column(
        "special",
        Sentence(
            "Condition for sensitive data (Article 9, Schedule 1 or Article 10)",
            "Amod ar gyfer data sensitif (Erthygl 9, Atodlen 1 neu Erthygl 10)",
        ),
        inherits=True,
    ),
    Column(
        "gateway",
        Sentence("Power or gateway (Act and section)", "Pŵer neu borth cyfreithiol (Deddf ac adran)"),
        most=1000,
        inherits=True,
    ),
    Column("consent", Sentence("Part played by consent", "Rôl cydsyniad"), inherits=True),
    Column("controls", Sentence("Security controls", "Rheolaethau diogelwch"), most=1000, inherits=True),
    Column("frequency", Sentence("How often", "Pa mor aml"), most=200),
    Column("volume", Sentence("How much", "Faint"), most=200),
    Column(
        "identifier",
        Sentence("How the person is matched", "Sut y caiff y person ei baru"),
        Sentence("Such as NHS number, or name and date of birth.", "Megis rhif GIG, neu enw a dyddiad geni."),
        inherits=True,
    ),
    Column("system", Sentence("Where it is stored", "Ble y caiff ei storio")),
    Column("retention", Sentence("How long it is kept", "Am ba hyd y'i cedwir"), inherits=True),
    Column("language", Sentence("Language", "Iaith"), most=200, inherits=True),
)
"""The official table's columns as far as they are known: who, why, where, when, what and how, and the law.

The first nine are shown, the rest on demand, because people found the table over-engineered (report l.1289, l.1975).
"""

BY_KEY: Mapping[str, Column] = {column.key: column for column in COLUMNS}
TEXTS = tuple(column.key for column in COLUMNS if column.key not in {"number", "recipients"})
INHERITED = tuple(column.key for column in COLUMNS if column.inherits)
"""What a flow takes over from the ISP where its own cell is empty."""


@dataclass(frozen=True, slots=True)
class Method:
    """A way of transfer. `good_for` is the most sensitive data it may carry: `nothing`, `ordinary` or `special`.

    `control` is what makes it good enough. `legacy`: to be replaced even where it is still used.
    """

    id: str
    name: Sentence
    control: Sentence
    good_for: Literal["nothing", "ordinary", "special"] = "special"
    legacy: bool = False


METHODS: tuple[Method, ...] = (
    Method(
        "meeting",
        Sentence("Meeting face to face", "Cyfarfod wyneb yn wyneb"),
        Sentence("attendance recorded, minutes controlled", "cofnodi presenoldeb, rheoli cofnodion"),
    ),
    Method(
        "video_meeting",
        Sentence("Video meeting", "Cyfarfod fideo"),
        Sentence("host controls who is let in; not recorded", "y gwesteiwr yn rheoli mynediad; heb ei recordio"),
    ),
    Method(
        "telephone",
        Sentence("Telephone", "Ffôn"),
        Sentence("ring back, or check who is speaking", "galw'n ôl, neu wirio pwy sy'n siarad"),
    ),
    Method(
        "secure_email",
        Sentence("Secure e-mail", "E-bost diogel"),
        Sentence("known domains; no shared mailbox", "parthau hysbys; dim blwch a rennir"),
    ),
    Method(
        "plain_email",
        Sentence("Ordinary e-mail", "E-bost cyffredin"),
        Sentence("not acceptable for personal data", "ddim yn dderbyniol ar gyfer data personol"),
        good_for="nothing",
    ),
    Method(
        "secure_fax",
        Sentence("Secure fax", "Ffacs diogel"),
        Sentence("recipient waits at the machine", "y derbynnydd yn aros wrth y peiriant"),
        legacy=True,
    ),
    Method(
        "post",
        Sentence("Ordinary post", "Post cyffredin"),
        Sentence("addressed to a named person", "wedi'i gyfeirio at berson a enwir"),
        good_for="ordinary",
    ),
    Method(
        "hardcopy_controlled",
        Sentence("Controlled hard copy, by hand or tracked", "Copi caled dan reolaeth, â llaw neu wedi'i olrhain"),
        Sentence("sealed and logged", "wedi'i selio a'i gofnodi"),
    ),
    Method(
        "form",
        Sentence("Structured form", "Ffurflen strwythuredig"),
        Sentence("name the form and its version", "enwch y ffurflen a'i fersiwn"),
    ),
    Method(
        "case_file",
        Sentence("Casework file", "Ffeil waith achos"),
        Sentence("log of issue and return", "cofnod o'i rhoi a'i dychwelyd"),
    ),
    Method(
        "minutes",
        Sentence("Minutes of a meeting", "Cofnodion cyfarfod"),
        Sentence("restricted circulation", "cylchrediad cyfyngedig"),
    ),
    Method(
        "shared_database",
        Sentence("Shared database", "Cronfa ddata a rennir"),
        Sentence("access by role, with an audit log", "mynediad yn ôl rôl, gyda chofnod archwilio"),
    ),
    Method(
        "view_access",
        Sentence("View of a partner's system", "Gweld system partner"),
        Sentence("access by role, with an audit log", "mynediad yn ôl rôl, gyda chofnod archwilio"),
    ),
    Method(
        "portal",
        Sentence("Secure portal or file transfer", "Porth diogel neu drosglwyddo ffeiliau"),
        Sentence("second factor; files expire", "ail ffactor; ffeiliau'n dod i ben"),
    ),
    Method(
        "mobile_app",
        Sentence("Mobile device or digital pen", "Dyfais symudol neu ysgrifbin digidol"),
        Sentence("encrypted device", "dyfais wedi'i hamgryptio"),
    ),
    Method(
        "patient_held",
        Sentence("Paper copy held by the person", "Copi papur a gedwir gan y person"),
        Sentence("at the person's choice", "yn ôl dewis y person"),
    ),
    Method(
        "system_interface",
        Sentence("System to system", "System i system"),
        Sentence("each side proves who it is", "pob ochr yn profi pwy ydyw"),
    ),
)
"""Ways of transfer that the report's case studies name, and two newer ones.

Ordinary e-mail is insecure: report 3.43, table 3-5, recommendation 3. What ordinary post may carry is our default.
"""
_BY_METHOD = {method.id: method for method in METHODS}
_OTHERWISE = {
    "email": "plain_email", "e-mail": "plain_email", "ebost": "plain_email", "e-bost": "plain_email",
    "ordinary email": "plain_email", "plain email": "plain_email", "plain e-mail": "plain_email",
    "ordinary mail": "post", "secure email": "secure_email", "secure mail": "secure_email",
    "ebost diogel": "secure_email",
    "fax": "secure_fax", "ffacs": "secure_fax", "phone": "telephone", "by telephone": "telephone", "verbal": "meeting",
    "meeting": "meeting", "cyfarfod": "meeting", "post": "post", "by hand": "hardcopy_controlled",
}  # fmt: skip
"""What people write instead, in either language."""

SENSITIVITIES: Mapping[str, Sentence] = {
    "ordinary": Sentence("Ordinary personal data", "Data personol cyffredin"),
    "special": Sentence(
        "Special category, such as health or ethnic origin", "Categori arbennig, megis iechyd neu darddiad ethnig"
    ),
    "criminal": Sentence("Criminal offences and allegations", "Troseddau a honiadau"),
}
SHORT: Mapping[str, Sentence] = {
    "ordinary": Sentence("ordinary", "cyffredin"),
    "special": Sentence("special category", "categori arbennig"),
    "criminal": Sentence("criminal offences", "troseddau"),
}
"""How a sensitivity is written in a cell."""

BASES: tuple[tuple[str, Sentence], ...] = (
    ("6(1)(a)", Sentence("Consent", "Cydsyniad")),
    ("6(1)(b)", Sentence("Contract", "Contract")),
    ("6(1)(c)", Sentence("Legal obligation", "Rhwymedigaeth gyfreithiol")),
    ("6(1)(d)", Sentence("Vital interests", "Buddiannau hanfodol")),
    ("6(1)(e)", Sentence("Public task", "Tasg gyhoeddus")),
    ("6(1)(ea)", Sentence("Recognised legitimate interest", "Buddiant cyfreithlon cydnabyddedig")),
    ("6(1)(f)", Sentence("Legitimate interests", "Buddiannau cyfreithlon")),
)
"""Article 6(1) of the UK GDPR; (ea) is in force since 5 February 2026."""


def method_named(text: str) -> Method | None:
    """The way of transfer that somebody means by these words; None where it is none of the list."""
    said = _plain(text)
    for method in METHODS:
        if said in (method.id, _plain(method.name.en), _plain(method.name.cy)):
            return method
    return _BY_METHOD.get(_OTHERWISE.get(said, ""))


def kept_method(text: str) -> str:
    """How a way of transfer is kept: by its id where it is named as the list has it, otherwise as typed."""
    said = _plain(text)
    for method in METHODS:
        if said in (method.id, _plain(method.name.en), _plain(method.name.cy)):
            return method.id
    return text


def shown_method(text: str, language: str) -> str:
    """How a kept way of transfer reads in a language."""
    found = _BY_METHOD.get(text)
    return found.name.in_language(language) if found else text


def sensitivity_named(text: str) -> str | None:
    """The id of a sensitivity by its id or its words; "" for nothing said, None where it is none of the three."""
    said = _plain(text)
    for id_ in SENSITIVITIES:
        names = (SENSITIVITIES[id_], SHORT[id_])
        if said in (id_, *(_plain(words) for name in names for words in (name.en, name.cy))):
            return id_
    return None if said else ""


def shown_sensitivity(id_: str, language: str) -> str:
    """How a sensitivity reads in a cell."""
    return SHORT[id_].in_language(language) if id_ in SHORT else id_


def column_named(text: str) -> str | None:
    """The column that a heading means: its key, or its name in either language; None where it is none."""
    said = _plain(text)
    for column in COLUMNS:
        if said in (column.key, _plain(column.label.en), _plain(column.label.cy)):
            return column.key
    return _HEADINGS.get(said)


_HEADINGS = {
    "no": "number", "no.": "number", "flow": "number", "flow no": "number", "flow_no": "number", "rhif llif": "number",
    "process step": "step", "process_step": "step", "trigger": "occasion", "trigger / when": "occasion",
    "information": "information", "information shared": "information", "what (information)": "information",
    "sender": "sender", "recipient": "recipients", "recipients": "recipients", "i": "recipients", "at": "recipients",
    "o": "sender", "purpose": "purpose", "why (purpose)": "purpose", "method": "method", "note": "notes",
    "lawful basis": "basis", "article 6": "basis", "article 9": "special", "gateway": "gateway", "consent": "consent",
    "retention": "retention", "frequency": "frequency", "volume": "volume", "language": "language",
}  # fmt: skip
"""Headings that people's own spreadsheets have."""


def effective(own: Mapping[str, object], defaults: Mapping[str, str]) -> dict[str, object]:
    """A flow's values with what it inherits put into its empty cells."""
    return {name: value or (defaults.get(name, "") if name in INHERITED else value) for name, value in own.items()}


def inherited(own: Mapping[str, object], defaults: Mapping[str, str]) -> frozenset[str]:
    """The columns in which a flow's own cell is empty and the ISP's value holds."""
    return frozenset(name for name in INHERITED if not own.get(name) and defaults.get(name))


def split_names(cell: str) -> tuple[str, ...]:
    """Names in one cell, apart at semicolons and line ends; a name in double quotes may hold either."""
    found: list[str] = []
    rest = cell.strip()
    while rest:
        name, rest = _first_name(rest)
        if name:
            found.append(name)
    return tuple(found)


def _first_name(text: str) -> tuple[str, str]:
    if text.startswith('"'):
        inner, place = "", 1
        while place < len(text):
            end = text.find('"', place)
            if end < 0:
                break
            inner += text[place:end]
            if text[end + 1 : end + 2] == '"':
                inner, place = inner + '"', end + 2
                continue
            after = text[end + 1 :].lstrip(" ")
            if not after or after[0] in ";\n":
                return " ".join(inner.split()), after[1:].lstrip()
            break
    ends = [place for place in (text.find(";"), text.find("\n")) if place >= 0]
    end = min(ends) if ends else len(text)
    return " ".join(text[:end].split()), text[end + 1 :].lstrip()


def join_names(names: Iterable[str]) -> str:
    """Names as one cell, which `split_names` takes apart again."""
    return "; ".join(
        '"' + name.replace('"', '""') + '"' if ";" in name or name.startswith('"') else name for name in names
    )


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("\u2019", "'").split())
