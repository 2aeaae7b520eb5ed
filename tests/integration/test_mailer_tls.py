import ssl
import subprocess
from pathlib import Path
from typing import Any

import pytest
from fake_smtp import DEFAULT, DROP
from mailer_runs import letters, outcome, run

from notifications.backoff import Stage, Verdict
from notifications.route import Route, Tls

SIGN_IN: dict[str, Any] = {"username": "desk", "password": "secret"}


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tls")
    made = folder / "both.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=sink -addext subjectAltName=IP:127.0.0.1"
    subprocess.run(
        [*command.split(), "-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")],
        check=True,
        capture_output=True,
    )
    made.write_bytes((folder / "key.pem").read_bytes() + (folder / "cert.pem").read_bytes())
    return folder / "cert.pem"


def server_side(certificate: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate.with_name("both.pem"))
    return context


OFFERS_TLS = {"ehlo": DEFAULT["ehlo"].replace("250-AUTH", "250-STARTTLS\r\n250-AUTH")}


@pytest.mark.parametrize("tls", [Tls.STARTTLS, Tls.TLS])
def test_a_certificate_we_trust(certificate: Path, tls: Tls) -> None:
    done = run(
        OFFERS_TLS,
        letters(2),
        context=server_side(certificate),
        tls=tls,
        ca_file=str(certificate),
        **SIGN_IN,
    )
    assert [a.verdict for a in done.attempts] == [Verdict.SENT] * 2
    assert done.server.seen["auth"] == 1


@pytest.mark.parametrize("tls", [Tls.STARTTLS, Tls.TLS])
def test_a_certificate_nobody_vouches_for_is_our_fault(certificate: Path, tls: Tls) -> None:
    done = run(OFFERS_TLS, letters(2), context=server_side(certificate), tls=tls, username="desk")
    assert {a.verdict for a in done.attempts} == {Verdict.SYSTEM}
    assert {a.stage for a in done.attempts} == {Stage.STARTTLS if tls is Tls.STARTTLS else Stage.CONNECT}
    assert "mail" not in done.server.seen
    assert "auth" not in done.server.seen


def test_a_server_without_starttls_or_that_refuses_it() -> None:
    missing = run({}, tls=Tls.STARTTLS)
    assert outcome(missing.attempts[0]) == (Verdict.SYSTEM, Stage.STARTTLS, None, None)
    later = run({**OFFERS_TLS, "starttls": "454 4.7.0 later"}, tls=Tls.STARTTLS)
    assert outcome(later.attempts[0]) == (Verdict.DEFERRED, Stage.STARTTLS, 454, "4.7.0")
    dropped = run({**OFFERS_TLS, "starttls": DROP}, tls=Tls.STARTTLS)
    assert outcome(dropped.attempts[0]) == (Verdict.DEFERRED, Stage.STARTTLS, None, None)
    for done in (missing, later, dropped):
        assert "mail" not in done.server.seen


def test_signing_in() -> None:
    wrong = run({"auth": "535 5.7.8 wrong"}, **SIGN_IN)
    assert outcome(wrong.attempts[0]) == (Verdict.SYSTEM, Stage.AUTH, 535, "5.7.8")
    later = run({"auth": "454 4.7.0 later"}, **SIGN_IN)
    assert outcome(later.attempts[0]) == (Verdict.DEFERRED, Stage.AUTH, 454, "4.7.0")
    none = run({"ehlo": "250 sink"}, **SIGN_IN)
    assert outcome(none.attempts[0]) == (Verdict.SYSTEM, Stage.AUTH, None, None)
    with pytest.raises(ValueError, match="unencrypted"):
        Route("mail.council.wales", 25, tls=Tls.NONE, **SIGN_IN)
    assert "secret" not in repr(Route("mail.council.wales", 25, **SIGN_IN))
