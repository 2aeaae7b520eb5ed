"""Where something is said, in words a reader can follow: "report 4.7" is a paragraph, "report l.1488" a line."""

import re

from ispdesk.words.text import Text

PARAGRAPH = re.compile(r"\breport (\d+\.\d+)")
LINE = re.compile(r"\breport l\.(\d+)")


def sourced(source: str, note: str = "") -> Text | None:
    """A source in both languages with the note on it; None where none is given."""
    if not source and not note:
        return None
    en = LINE.sub(r"report, annex A (line \1 of its text)", PARAGRAPH.sub(r"report, paragraph \1", source))
    cy = LINE.sub(r"adroddiad, atodiad A (llinell \1 o'i destun)", PARAGRAPH.sub(r"adroddiad, paragraff \1", source))
    if not note:
        return Text(en, cy)
    return Text(f"{en}. {note}" if en else note, f"{cy}. {note}" if cy else None)
