"""The organisation's own sign-in: OpenID Connect with PKCE, state and nonce, against one pinned issuer.

Who comes back is known by the provider's name for them (`sub`), never by an address; the first time by an address that
the provider says it has verified, or by being signed in here already. No transaction is open while the provider is
asked. Whatever it answers is somebody else's: each fault is a sentence for the person, and a line in the log.
"""

import datetime as dt
import logging
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from sqlmodel import Session, select

from ispdesk.settings import Settings
from ispdesk.signin.codes import hashed
from models.queries import signins
from models.tables.person import Person
from models.tables.signin import Identity, OidcAttempt
from states.words import Sentence

LIFE: Final = dt.timedelta(minutes=15)
"""So long somebody has for signing in at the provider (our default)."""
LEEWAY: Final = 120
"""Seconds by which the provider's clock may differ from ours (our default)."""
WAIT: Final = 10.0
"""Seconds that the provider has for each answer (our default)."""
ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures with a key of the provider's own; never `none`, never a shared secret."""
LONGEST_SUBJECT: Final = 255
"""OpenID Connect Core 1.0 §2."""
_log = logging.getLogger("ispdesk.signin")


class OidcError(Exception):
    """Signing in at the provider came to nothing; `sentence` is for the person, the message for the log."""

    def __init__(self, sentence: Sentence, why: str) -> None:
        super().__init__(why)
        self.sentence = sentence


AGAIN: Final = Sentence(
    "Signing in at your organisation did not finish. Start again from the sign-in page.",
    "Ni orffennodd y mewngofnodi yn eich sefydliad. Dechreuwch eto o'r dudalen fewngofnodi.",
)
AWAY: Final = Sentence(
    "Your organisation's sign-in does not answer properly now. Use a code by mail, or try again later.",
    "Nid yw system fewngofnodi eich sefydliad yn ateb yn iawn ar hyn o bryd. Defnyddiwch god drwy'r post, neu rhowch"
    " gynnig arall arni yn nes ymlaen.",
)
UNKNOWN: Final = Sentence(
    "Your organisation signed you in, but nobody here has that address. Sign in by mail first and then connect your"
    " organisation's sign-in, or ask the team.",
    "Mewngofnododd eich sefydliad chi, ond nid oes neb yma â'r cyfeiriad hwnnw. Mewngofnodwch drwy'r post yn gyntaf ac"
    " yna cysylltwch system fewngofnodi eich sefydliad, neu gofynnwch i'r tîm.",
)
TAKEN: Final = Sentence(
    "This address is connected with another account of your organisation. Ask the team.",
    "Mae'r cyfeiriad hwn wedi'i gysylltu â chyfrif arall yn eich sefydliad. Gofynnwch i'r tîm.",
)
OTHER: Final = Sentence(
    "That account of your organisation is not yours here. Sign out, and sign in again.",
    "Nid eich cyfrif chi yw'r cyfrif hwnnw o'ch sefydliad yma. Allgofnodwch, a mewngofnodwch eto.",
)


@dataclass(frozen=True, slots=True)
class Provider:
    """Where people of an organisation sign in, and what we are there."""

    issuer: str
    client_id: str
    secret_file: Path | None
    redirect_uri: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """A browser that has come back."""

    mark: str
    nonce: str
    verifier: str
    person_id: int | None
    back_to: str


@dataclass(frozen=True, slots=True)
class Claims:
    """What the provider says of somebody. `address` only where it says that it has verified it."""

    issuer: str
    subject: str
    address: str
    said_address: str
    roles: tuple[str, ...]


def provider(settings: Settings, base_url: str) -> Provider | None:
    """The provider that the operator chose, or None: then there is no such button."""
    if not settings.oidc_issuer or not settings.oidc_client_id:
        return None
    redirect = f"{base_url.rstrip('/')}/sign-in/organisation/back"
    return Provider(settings.oidc_issuer, settings.oidc_client_id, settings.oidc_client_secret_file, redirect)


def begin(
    session: Session, chosen: Provider, found: Mapping[str, Any], browser: str, at: dt.datetime,
    *, person_id: int | None = None, back_to: str = "",
) -> str:  # fmt: skip
    """Note an attempt of this browser and return the address at which it goes on. `found`: see `discovered`."""
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    session.add(
        OidcAttempt(
            state_hash=hashed(state),
            browser_hash=hashed(browser),
            nonce=nonce,
            verifier=verifier,
            person_id=person_id,
            back_to=back_to[:400],
            ends_at=at + LIFE,
        )
    )
    with _client(chosen) as client:
        url, _ = client.create_authorization_url(
            found["authorization_endpoint"], state=state, code_verifier=verifier, nonce=nonce
        )
    return str(url)


def come_back(session: Session, state: str, browser: str, at: dt.datetime) -> Attempt:
    """The attempt of this browser that this state belongs to; it is over. Raises OidcError where there is none."""
    row = session.get(OidcAttempt, hashed(state), with_for_update=True)
    if row is None or row.browser_hash != hashed(browser) or row.ends_at <= at:
        raise OidcError(AGAIN, "a state that is not this browser's, or no more")
    session.delete(row)
    return Attempt(row.state_hash, row.nonce, row.verifier, row.person_id, row.back_to)


def discovered(chosen: Provider) -> Mapping[str, Any]:
    """What the provider says of itself. Raises OidcError."""
    address = f"{chosen.issuer.rstrip('/')}/.well-known/openid-configuration"
    try:
        with _client(chosen) as client:
            answer = client.request("GET", address, withhold_token=True).raise_for_status()
        found: Mapping[str, Any] = answer.json()
        if found["issuer"] != chosen.issuer:
            raise OidcError(AWAY, f"the provider calls itself {found['issuer']!r}, not {chosen.issuer!r}")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not is_safe(str(found[name])):
                raise OidcError(AWAY, f"{name} is no https address")
    except _FAULTS as error:
        raise OidcError(AWAY, f"discovery: {error!r}") from error
    return found


def exchange(
    chosen: Provider, found: Mapping[str, Any], attempt: Attempt, said: Mapping[str, str], at: dt.datetime
) -> Claims:
    """Give the provider the code that the browser brought; who it says it is. Raises OidcError."""
    if "error" in said or not said.get("code"):
        raise OidcError(AGAIN, f"the provider refused: {said.get('error', 'no code')!r}"[:200])
    if said.get("iss", chosen.issuer) != chosen.issuer:
        raise OidcError(AGAIN, "the answer names another issuer (RFC 9207)")
    try:
        with _client(chosen) as client:
            token = client.fetch_token(found["token_endpoint"], code=said["code"], code_verifier=attempt.verifier)
            published = client.request("GET", found["jwks_uri"], withhold_token=True).raise_for_status().json()
        decoded = jwt.decode(token["id_token"], KeySet.import_key_set(published), algorithms=list(ALGORITHMS))
        claims = CodeIDToken(
            decoded.claims,
            decoded.header,
            {"iss": {"essential": True, "value": chosen.issuer}, "aud": {"essential": True, "value": chosen.client_id}},
            {"nonce": attempt.nonce, "client_id": chosen.client_id, "access_token": token.get("access_token")},
        )
        claims.validate(now=int(at.timestamp()), leeway=LEEWAY)
        return _claims(claims)
    except _FAULTS as error:
        raise OidcError(AWAY, f"exchange: {error!r}") from error


def _claims(said: Mapping[str, Any]) -> Claims:
    subject, roles = said["sub"], said.get("roles", [])
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise ValueError("no usable sub")
    address = str(said.get("email") or said.get("preferred_username") or "")
    verified = said.get("email_verified") is True or said.get("xms_edov") in (True, 1, "1", "true")
    return Claims(
        issuer=str(said["iss"]),
        subject=subject,
        address=str(said.get("email") or "") if verified else "",
        said_address=address,
        roles=tuple(role for role in roles if isinstance(role, str)) if isinstance(roles, list) else (),
    )


def person_of(session: Session, claims: Claims, attempt: Attempt, at: dt.datetime) -> Person:
    """Who this is here; noted for the next time. Raises OidcError where nobody is, or somebody else was."""
    known = signins.identity(session, claims.issuer, claims.subject)
    if known is not None:
        person = session.get_one(Person, known.person_id)
        if attempt.person_id not in (None, person.id):
            raise OidcError(OTHER, "another person is signed in")
        known.used_at = at
        session.add(known)
        return person
    found = _first_time(session, claims, attempt)
    if session.exec(select(Identity).where(Identity.issuer == claims.issuer, Identity.person_id == found.id)).first():
        raise OidcError(TAKEN, "the person is known by another sub at this issuer")
    session.add(Identity(issuer=claims.issuer, subject=claims.subject, person_id=found.id or 0, made_at=at, used_at=at))
    return found


def _first_time(session: Session, claims: Claims, attempt: Attempt) -> Person:
    """By a verified address; or whoever is signed in here already, where both say the same address."""
    if attempt.person_id is not None:
        person = session.get_one(Person, attempt.person_id)
        if (person.address or "").lower() != claims.said_address.lower() or person.shared:
            raise OidcError(OTHER, "the account names another address")
        return person
    found = signins.at_address(session, claims.address) if claims.address else None
    if found is None or found.shared:
        raise OidcError(UNKNOWN, "no person at a verified address")
    return found


def is_safe(address: str) -> bool:
    """Whether an address is of https, or of this very machine."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1"))


def note(error: OidcError) -> None:
    """Leave a line in the log: nothing in it that a person or a token is known by."""
    _log.warning("sign-in at the provider: %s", error)


def _client(chosen: Provider) -> OAuth2Client:
    secret = chosen.secret_file.read_text(encoding="utf-8").strip() if chosen.secret_file else None
    return OAuth2Client(
        client_id=chosen.client_id,
        client_secret=secret,
        scope="openid profile email",
        redirect_uri=chosen.redirect_uri,
        code_challenge_method="S256",
        timeout=WAIT,
        follow_redirects=False,
    )


_FAULTS: Final = (
    httpx2.HTTPError, httpx2.InvalidURL, OAuthError, JoseError, OSError, ValueError, KeyError, TypeError,
    AttributeError,
)  # fmt: skip
"""Whatever may be wrong with an answer that somebody else wrote."""
