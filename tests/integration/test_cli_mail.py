"""`ispdesk mail list` and `mail preview`: every message, in every language and form, without a home."""

import datetime as dt
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from running import Run

from ispdesk.views import mails
from ispdesk.words import WORDS
from notifications.backoff import Kind
from notifications.messages import MESSAGES
from notifications.samples import sample
from notifications.welsh import Standing

NO_HOME = Path("/nowhere")


def test_the_list_has_every_message_with_its_kind_its_readers_and_its_welsh(run: Run) -> None:
    said = run("mail", "list", "--json", home=NO_HOME).value()
    assert {row["message"] for row in said["messages"]} == set(MESSAGES)
    (qa,) = [row for row in said["messages"] if row["message"] == "rung_qa_escalation"]
    assert (qa["kind"], qa["asks"], qa["welsh_reviewed"], qa["welsh_stale"]) == ("escalation", True, None, False)
    assert [to["en"] for to in qa["to"]] == ["the WASPI team", "the programme board's secretary"]
    assert said["frame"] == {"welsh_reviewed": None, "welsh_stale": False}
    assert {key for key in WORDS if key.startswith("mail.kind.")} == {f"mail.kind.{kind}" for kind in Kind}
    english, welsh = run("mail", "list", home=NO_HOME).out, run("mail", "preview", home=NO_HOME, lang="cy").out
    assert english.count("awaiting") == len(MESSAGES) + 1
    assert welsh.count("yn aros am") == len(MESSAGES) + 1


@pytest.mark.parametrize("message", MESSAGES)
def test_every_message_can_be_looked_at(run: Run, message: str, tmp_path: Path) -> None:
    both = run("mail", "preview", message, "--json", home=NO_HOME).value()
    assert both["languages"] == ["cy", "en"]
    for lang in ("cy", "en"):
        alone = run("mail", "preview", message, "--lang", lang, "--json", home=NO_HOME).value()
        assert alone["languages"] == [lang]
        assert alone["subject"] in both["subject"]
    file = tmp_path / "mail.eml"
    ran = run("mail", "preview", message, "--raw", "--out", str(file), home=NO_HOME)
    assert ran.out == f"Written to {file}.\nThe Welsh of {message}: awaiting review.\n"
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    html = mail.get_body(("html",))
    assert html is not None
    assert html.get_content().replace("\r\n", "\n") == both["html"]
    assert "<!--" not in both["html"]


def test_each_form_is_the_mail_alone_and_where_its_welsh_stands_is_said_beside_it(run: Run) -> None:
    seen = sample("digest", "unknown")
    plain = run("mail", "preview", "digest", home=NO_HOME)
    assert plain.out == f"Subject: {seen.subject}\n\n{seen.text}"
    assert run("mail", "preview", "digest", "--text", home=NO_HOME).out == plain.out
    html = run("mail", "preview", "digest", "--html", "--lang", "en", home=NO_HOME)
    assert html.out == sample("digest", "en").html
    assert plain.err == html.err == "The Welsh of digest: awaiting review.\n"
    assert "awaiting" not in html.out + plain.out
    assert "Cymraeg digest: yn aros am adolygiad." in run("mail", "preview", "digest", home=NO_HOME, lang="cy").err


def test_a_reviewed_and_a_stale_welsh_are_shown(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mails, "standing", lambda _: Standing(dt.date(2026, 12, 1), stale=True))
    assert "reviewed 1 December 2026; stale: the English has changed" in run("mail", "preview", "alert").err
    assert run("mail", "preview", "alert", "--json").value()["welsh_stale"] is True


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["nothing"], 4, "There is no message 'nothing'. There are: accord_action_due, accord_unsigned, "),
        (["digest", "--lang", "fr"], 2, "--lang is cy, en or both, not “fr”."),
        (["digest", "--html", "--raw"], 2, "Choose one of --text, --html and --raw."),
        (["digest", "--out", "/nowhere/x"], 1, "/nowhere/x cannot be written: No such file or directory."),
    ],
)
def test_what_cannot_be_shown_is_a_sentence(run: Run, words: list[str], code: int, said: str) -> None:
    ran = run("mail", "preview", *words, home=NO_HOME)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert "Nid oes neges 'nothing'." in run("mail", "preview", "nothing", lang="cy").err
