"""The organisation's own sign-in, against a provider that listens on this machine, honest and not."""

import base64
import contextlib
import datetime as dt
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from provider import CLIENT, SECRET, Fake, provider
from pydantic import ValidationError
from world import ASSURER, COORDINATOR, LEAD, World

from ispdesk.commands.shape import Order
from ispdesk.now import wall_clock
from ispdesk.settings import Settings
from ispdesk.signin import oidc, roles
from ispdesk.signin.oidc import AGAIN, AWAY, OTHER, TAKEN, UNKNOWN, Attempt, Claims, OidcError, Provider
from models.database import writing
from models.queries import people
from models.tables.person import Grant
from models.tables.signin import Identity, OidcAttempt

BROWSER = "a-browser"
ALYS = {"email": "Alys@desk.test", "email_verified": True}


@pytest.fixture
def fake() -> Iterator[Fake]:
    with provider() as made:
        yield made


@pytest.fixture
def chosen(fake: Fake, tmp_path: Path) -> Provider:
    secret = tmp_path / "secret"
    secret.write_text(SECRET + "\n", encoding="utf-8")
    settings = Settings(oidc_issuer=fake.issuer, oidc_client_id=CLIENT, oidc_client_secret_file=secret)
    found = oidc.provider(settings, "https://isp.example/")
    assert found is not None
    return found


def go(world: World, chosen: Provider, person_id: int | None = None) -> str:
    found = oidc.discovered(chosen)
    with writing(world.engine) as session:
        return oidc.begin(session, chosen, found, BROWSER, wall_clock(), person_id=person_id, back_to="/cy/work")


def back(world: World, said: dict[str, str], browser: str = BROWSER, later: dt.timedelta = dt.timedelta()) -> Attempt:
    with writing(world.engine) as session:
        return oidc.come_back(session, said.get("state", ""), browser, wall_clock() + later)


def claims_of(world: World, fake: Fake, chosen: Provider, person_id: int | None = None) -> tuple[Claims, Attempt]:
    said = fake.sign_in(go(world, chosen, person_id))
    attempt = back(world, said)
    return oidc.exchange(chosen, oidc.discovered(chosen), attempt, said, wall_clock()), attempt


def signed_in(world: World, fake: Fake, chosen: Provider, person_id: int | None = None) -> str:
    claims, attempt = claims_of(world, fake, chosen, person_id)
    with writing(world.engine) as session:
        return oidc.person_of(session, claims, attempt, wall_clock()).ref


def refused(world: World, fake: Fake, chosen: Provider, person_id: int | None = None) -> OidcError:
    with pytest.raises(OidcError) as caught:
        signed_in(world, fake, chosen, person_id)
    return caught.value


BACK = Attempt("m", "n", "v" * 43, None, "")


def exchanged(fake: Fake, chosen: Provider) -> Claims:
    """What comes of a code for which no browser went: whatever the record says is left out."""
    code = f"code-{len(fake.codes)}"
    challenge = base64.urlsafe_b64encode(hashlib.sha256(BACK.verifier.encode()).digest()).decode().rstrip("=")
    fake.codes[code] = {"nonce": BACK.nonce, "code_challenge": challenge, "redirect_uri": chosen.redirect_uri}
    return oidc.exchange(chosen, oidc.discovered(chosen), BACK, {"code": code}, wall_clock())


def not_exchanged(fake: Fake, chosen: Provider) -> OidcError:
    with pytest.raises(OidcError) as caught:
        exchanged(fake, chosen)
    return caught.value


def id_of(world: World, ref: str) -> int:
    found = world.read(lambda session: people.by_ref(session, ref))
    return int(found.id)


def test_without_a_provider_there_is_none() -> None:
    assert oidc.provider(Settings(), "https://isp.example") is None
    assert oidc.provider(Settings(oidc_issuer="https://login.example"), "https://isp.example") is None


def test_a_browser_goes_with_state_nonce_and_challenge(world: World, fake: Fake, chosen: Provider) -> None:
    asked = dict(parse_qsl(urlsplit(go(world, chosen)).query))
    assert asked["redirect_uri"] == "https://isp.example/sign-in/organisation/back"
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert asked["scope"] == "openid profile email"
    (row,) = world.rows(OidcAttempt)
    assert asked["nonce"] == row.nonce
    assert asked["state"] not in str(row.model_dump())
    assert BROWSER not in str(row.model_dump())
    again = dict(parse_qsl(urlsplit(go(world, chosen)).query))
    assert all(asked[name] != again[name] for name in ("state", "nonce", "code_challenge"))


def test_somebody_is_known_by_a_verified_address_and_from_then_on_by_their_sub(
    world: World, fake: Fake, chosen: Provider
) -> None:
    fake.claims = ALYS
    assert signed_in(world, fake, chosen) == ASSURER
    fake.claims = {"email": "lowri@desk.test", "email_verified": True}  # the same sub, whatever address it has now
    assert signed_in(world, fake, chosen) == ASSURER
    (known,) = world.rows(Identity)
    assert (known.issuer, known.subject) == (fake.issuer, "s-1")
    assert world.rows(OidcAttempt) == []


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "alys@desk.test"},
        {"email": "alys@desk.test", "email_verified": False},
        {"email": "alys@desk.test", "email_verified": "true"},
        {"preferred_username": "alys@desk.test", "email_verified": True},
        {"email": "nobody@desk.test", "email_verified": True},
        {"email": "office@desk.test", "email_verified": True},
        {},
    ],
)
def test_an_address_that_is_not_verified_or_is_nobodys_own_is_nobody(
    world: World, fake: Fake, chosen: Provider, claims: dict[str, object]
) -> None:
    shared = {"name_en": "The office", "address": "office@desk.test", "shared": True}
    world.done(Order("p1", "enter_person", "person:office", "operator", shared))
    fake.claims = claims
    assert refused(world, fake, chosen).sentence is UNKNOWN
    assert world.rows(Identity) == []


def test_entra_says_otherwise_that_it_has_verified_an_address(world: World, fake: Fake, chosen: Provider) -> None:
    fake.claims = {"email": "alys@desk.test", "xms_edov": True}
    assert signed_in(world, fake, chosen) == ASSURER


def test_whoever_is_signed_in_by_mail_connects_the_account_of_the_same_address(
    world: World, fake: Fake, chosen: Provider
) -> None:
    fake.claims = {"preferred_username": "alys@desk.test"}
    assert refused(world, fake, chosen, id_of(world, LEAD)).sentence is OTHER
    assert signed_in(world, fake, chosen, id_of(world, ASSURER)) == ASSURER
    assert signed_in(world, fake, chosen) == ASSURER
    assert refused(world, fake, chosen, id_of(world, LEAD)).sentence is OTHER


def test_an_address_that_passed_to_somebody_else_does_not_bring_the_account(
    world: World, fake: Fake, chosen: Provider
) -> None:
    fake.claims = ALYS
    signed_in(world, fake, chosen)
    fake.claims = ALYS | {"sub": "s-2"}
    assert refused(world, fake, chosen).sentence is TAKEN
    assert [row.subject for row in world.rows(Identity)] == ["s-1"]


def test_a_state_is_one_browsers_and_works_once_and_soon(world: World, fake: Fake, chosen: Provider) -> None:
    def came(said: dict[str, str], **more: Any) -> bool:
        with contextlib.suppress(OidcError):
            back(world, said, **more)
            return True
        return False

    said = fake.sign_in(go(world, chosen))
    assert not came({})
    assert not came({"state": "x"})
    assert not came(said, browser="another")
    assert not came(said, later=oidc.LIFE)
    assert came(said)
    assert not came(said)


FUTURE, PAST = 4_000_000_000, 1_000_000_000


@pytest.mark.parametrize(
    "wrong",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another"},
        {"aud": [CLIENT, "another"]},
        {"iss": "https://login.example"},
        {"exp": PAST},
        {"iat": FUTURE},
        {"nbf": FUTURE},
        {"azp": "another"},
        {"sub": None},
        {"sub": 7},
        {"sub": "x" * 256},
        {"exp": "soon"},
    ],
)
def test_a_token_that_is_not_for_us_now_is_refused(fake: Fake, chosen: Provider, wrong: dict[str, object]) -> None:
    assert exchanged(fake, chosen).subject == "s-1"

    def mend(said: dict[str, object]) -> dict[str, object]:
        return {name: value for name, value in (said | wrong).items() if value is not None}

    fake.mend = mend
    assert "exchange" in str(not_exchanged(fake, chosen))


def test_a_token_that_another_key_or_none_signed_is_refused(fake: Fake, chosen: Provider) -> None:
    fake.signed_by = 1
    assert "BadSignature" in str(not_exchanged(fake, chosen))
    fake.signed_by, fake.algorithm = 0, "none"
    assert "exchange" in str(not_exchanged(fake, chosen))
    fake.algorithm = "RS256"
    assert exchanged(fake, chosen).subject == "s-1"


def test_what_the_browser_brings_is_not_believed(world: World, fake: Fake, chosen: Provider) -> None:
    fake.claims = ALYS
    said = fake.sign_in(go(world, chosen))
    attempt, found = back(world, said), oidc.discovered(chosen)
    for wrong in ({"error": "access_denied"}, {}, {"code": ""}, {**said, "iss": "https://login.example"}):
        with pytest.raises(OidcError) as caught:
            oidc.exchange(chosen, found, attempt, wrong, wall_clock())
        assert caught.value.sentence is AGAIN
    other = Attempt(attempt.mark, attempt.nonce, "x" * 43, None, "")
    with pytest.raises(OidcError):
        oidc.exchange(chosen, found, other, said, wall_clock())  # without the verifier of PKCE


@pytest.mark.parametrize("where", ["openid-configuration", "token_endpoint", "jwks_uri"])
@pytest.mark.parametrize("answer", [b"<html>", b"[]", b"{}", b"null", b'"x"', b"\xff"])
def test_a_provider_that_talks_nonsense_is_a_sentence(fake: Fake, chosen: Provider, where: str, answer: bytes) -> None:
    fake.body[where] = answer
    assert not_exchanged(fake, chosen).sentence is AWAY
    fake.body.clear()
    assert exchanged(fake, chosen)
    fake.status[where] = 503
    assert not_exchanged(fake, chosen).sentence is AWAY


@pytest.mark.parametrize(
    "wrong", [{"issuer": "https://login.example"}, {"token_endpoint": "http://login.example/token"}, {"jwks_uri": 7}]
)
def test_a_provider_that_is_another_or_not_encrypted_is_refused(
    fake: Fake, chosen: Provider, wrong: dict[str, object]
) -> None:
    fake.metadata = wrong
    with pytest.raises(OidcError) as caught:
        oidc.discovered(chosen)
    assert caught.value.sentence is AWAY


def test_a_provider_that_is_not_there_is_a_sentence(chosen: Provider) -> None:
    gone = Provider("http://127.0.0.1:9/x", chosen.client_id, chosen.secret_file, chosen.redirect_uri)
    with pytest.raises(OidcError) as caught:
        oidc.discovered(gone)
    assert caught.value.sentence is AWAY


MAPPING = {"ISP.Assurer": "assurer", "ISP.Signatory": "signing_officer@organisation:torfaen"}


def sync_roles(world: World, ref: str, claimed: tuple[str, ...], mapping: dict[str, str], mark: str) -> None:
    for order in world.read(lambda session: roles.orders(session, ref, claimed, mapping, mark, world.at.date())):
        world.done(order)


def held(world: World, ref: str) -> set[tuple[str, str, str]]:
    mine = world.rows(Grant, Grant.person_id == id_of(world, ref))
    return {(row.role, row.scope, row.granted_by) for row in mine if row.valid_to is None}


def test_app_roles_become_grants_and_end_with_the_claim(world: World) -> None:
    def sync(mark: str, *claimed: str) -> None:
        sync_roles(world, COORDINATOR, claimed, MAPPING, mark)

    sync("one", "ISP.Assurer", "Something.Else")
    assert held(world, COORDINATOR) == {("assurer", "all", "operator:oidc")}
    sync("two", "ISP.Assurer", "ISP.Signatory")
    assert ("signing_officer", "organisation:torfaen", "operator:oidc") in held(world, COORDINATOR)
    world.at += dt.timedelta(days=2)
    sync("three")
    assert held(world, COORDINATOR) == set()


def test_what_people_granted_is_left_alone(world: World) -> None:
    before = held(world, ASSURER)
    assert {role for role, _, _ in before} == {"assurer"}
    sync_roles(world, ASSURER, ("ISP.Assurer",), MAPPING, "one")
    sync_roles(world, ASSURER, (), MAPPING, "two")
    sync_roles(world, ASSURER, (), {}, "three")
    assert held(world, ASSURER) == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"oidc_roles": "ISP.Assurer"},
        {"oidc_roles": "ISP.Assurer=emperor"},
        {"oidc_roles": "ISP.Assurer=timer"},
        {"oidc_roles": "ISP.Assurer=assurer@everywhere"},
        {"oidc_issuer": "http://login.example"},
        {"trusted_proxies": "10.0.0.0/8,here"},
    ],
)
def test_settings_that_cannot_be_meant_are_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Settings(**wrong)


def test_settings_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ISPDESK_OIDC_ROLES", "ISP.Assurer=assurer, ISP.Signatory=signing_officer@organisation:torfaen")
    monkeypatch.setenv("ISPDESK_TRUSTED_PROXIES", "10.0.0.0/8, 127.0.0.1")
    assert Settings().oidc_roles == MAPPING
    assert Settings().trusted_proxies == ("10.0.0.0/8", "127.0.0.1")
