"""A provider of OpenID Connect for tests: a real HTTP server on this machine with keys of its own."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CLIENT, SECRET = "ispdesk", "a-secret"
_KEYS = [RSAKey.generate_key(2048, {"kid": name, "alg": "RS256", "use": "sig"}) for name in ("ours", "theirs")]


@dataclass
class Fake:
    """What it says of whoever signs in, and what it does wrong."""

    issuer: str
    claims: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    mend: Callable[[dict[str, Any]], dict[str, Any]] = lambda said: said
    signed_by: int = 0
    algorithm: str = "RS256"
    status: dict[str, int] = field(default_factory=dict)
    body: dict[str, bytes] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def sign_in(self, address: str) -> dict[str, str]:
        """Do what its page would: take the address a browser was sent to; what the browser brings back."""
        asked = dict(parse_qsl(urlsplit(address).query))
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return {"code": code, "state": asked["state"]}

    def answer(self, path: str, form: dict[str, str], headers: Any) -> dict[str, Any]:
        if path.endswith("/openid-configuration"):
            here = {name: f"{self.issuer}/{name}" for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
            return {"issuer": self.issuer, **here, **self.metadata}
        if path.endswith("/jwks_uri"):
            return KeySet([_KEYS[0]]).as_dict()
        return self._token(form, headers)

    def _token(self, form: dict[str, str], headers: Any) -> dict[str, Any]:
        asked = self.codes.pop(form.get("code", ""), None)
        proved = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if asked is None or headers["Authorization"] != f"Basic {proved}":
            return {"error": "invalid_client"}
        if challenge.decode().rstrip("=") != asked["code_challenge"] or form["redirect_uri"] != asked["redirect_uri"]:
            return {"error": "invalid_grant"}
        now = int(time.time())
        said = {"iss": self.issuer, "aud": CLIENT, "sub": "s-1", "iat": now, "exp": now + 300,
                "nonce": asked["nonce"], **self.claims}  # fmt: skip
        key: Any = _KEYS[self.signed_by]
        header = {"alg": self.algorithm, "kid": "ours"}
        if self.algorithm == "none":
            parts = [json.dumps(part).encode() for part in (header, self.mend(said))]
            token = ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts) + "."
        else:
            token = jwt.encode(header, self.mend(said), key)
        return {"access_token": "x", "token_type": "Bearer", "id_token": token}


@contextmanager
def provider() -> Iterator[Fake]:
    """One that listens, for as long as it is used."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._say({})

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            self._say({name: said[0] for name, said in parse_qs(self.rfile.read(length).decode()).items()})

        def _say(self, form: dict[str, str]) -> None:
            path = urlsplit(self.path).path
            fake.asked.append((path, form))
            last = path.rsplit("/", 1)[1]
            said = fake.body.get(last) or json.dumps(fake.answer(path, form, self.headers)).encode()
            self.send_response(fake.status.get(last, 200))
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the standard library's name
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    fake = Fake(f"http://127.0.0.1:{server.server_port}/tenant/v2.0")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
