"""The files browsers fetch, read once at start-up; what is not in SHA256SUMS does not exist."""

import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from ispdesk.web.headers import FOR_EVER

FOLDER = Path(__file__).parent / "static"
TYPES = {".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".js": "text/javascript; charset=utf-8"}


@dataclass(frozen=True)
class Static:
    """One file with its compressed twin. Its name carries its hash, so it never changes under that name."""

    name: str
    content: bytes
    packed: bytes
    media_type: str
    etag: str

    def answer(self, request: Request) -> Response:
        """Return the file, or 304 where the browser has it."""
        headers = {"Cache-Control": FOR_EVER, "ETag": self.etag, "Vary": "Accept-Encoding"}
        if request.headers.get("If-None-Match") == self.etag:
            return Response(status_code=304, headers=headers)
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            packed = {**headers, "Content-Encoding": "gzip"}
            return Response(self.packed, media_type=self.media_type, headers=packed)
        return Response(self.content, media_type=self.media_type, headers=headers)


def load(folder: Path = FOLDER) -> dict[str, Static]:
    """Read the files; raises ValueError where one is not what SHA256SUMS says."""
    files: dict[str, Static] = {}
    for line in (folder / "SHA256SUMS").read_text(encoding="ascii").splitlines():
        expected, name = line.split()
        content = (folder / name).read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        if digest != expected:
            raise ValueError(f"{folder / name} is not what tools/build_frontend.sh made; build it again")
        media_type = TYPES.get(Path(name).suffix)
        if media_type is not None:
            packed = gzip.compress(content, mtime=0)
            files[name] = Static(name, content, packed, media_type, f'"{digest[:32]}"')
    return files


def named(files: dict[str, Static], stem: str, suffix: str) -> str:
    """Return the address of the file `stem`-<hash>`suffix`."""
    (name,) = (name for name in files if name.startswith(f"{stem}-") and name.endswith(suffix))
    return f"/static/{name}"
