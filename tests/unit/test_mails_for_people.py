"""What no mail says to people: a day by which nothing is asked, a command of this program, a cell in small letters."""

import re

from notifications.compose import compose
from notifications.messages import MESSAGES
from notifications.samples import HOUSE, reader, values

NOTHING_BY_A_DAY = {"partner_answered", "invitation_cancelled"}
"""Messages that ask for nothing by a day."""


def test_a_mail_that_asks_for_nothing_by_a_day_names_none() -> None:
    for message in sorted(MESSAGES):
        mail = compose(message, reader("unknown"), values(message), HOUSE)
        for words in (mail.text, mail.html):
            assert (words.count("By when"), words.count("Erbyn pryd")) == (
                (0, 0) if message in NOTHING_BY_A_DAY else (1, 1)
            )


def test_every_cell_of_a_table_begins_with_a_capital_or_a_figure() -> None:
    for message in sorted(MESSAGES):
        for lang in ("en", "cy"):
            cells = re.findall(
                r"<td style=\"padding:8px 0;[^>]*>(.*?)</td>",
                compose(message, reader(lang), values(message), HOUSE).html,
            )
            begins = [re.sub(r"<[^>]+>", "", cell)[:1] for cell in cells]
            assert [one for one in begins if one.islower() and one != "h"] == [], (message, lang, cells)


def test_no_mail_to_a_coordinator_names_a_command_of_this_program() -> None:
    for message in sorted(set(MESSAGES) - {"alert"}):
        mail = compose(message, reader("unknown"), values(message), HOUSE)
        assert "ispdesk " not in mail.text, message
