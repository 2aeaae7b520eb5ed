"""What a program is answered that asked for what cannot be (RFC 9457), with every reason in both languages."""

from typing import Any, Final

from starlette.responses import Response

from ispdesk.commands.shape import Refused
from models.base import canonical

MEDIA: Final = "application/problem+json"
TITLES: Final = {
    400: "This is not JSON", 401: "Send a token that is valid", 403: "This token or person may not do this",
    404: "There is nothing here", 405: "Not with this method", 409: "It cannot be done as things stand",
    413: "This is too long", 415: "Send application/json", 422: "Something in it is wrong",
    429: "Too many requests: wait, then try again", 500: "A fault of ours",
}  # fmt: skip
STATUS: Final = {
    "not_found": 404, "no_such_command": 404, "not_yours": 403, "second_factor": 403, "unknown_person": 403,
    "wrong_value": 422, "wrong_policy": 422, "in_the_future": 422, "id_used": 422,
}  # fmt: skip
"""Codes of the door's refusals by status; every other refusal is a state of things: 409."""
SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["type", "title", "status", "reasons"],
    "additionalProperties": False,
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "reasons": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "en", "cy"],
                "additionalProperties": False,
                "properties": {name: {"type": "string"} for name in ("code", "en", "cy")},
            },
        },
    },
}


class ProblemError(Exception):
    """Raised anywhere in an answer: the request ends with this problem."""

    def __init__(self, status: int, code: str, en: str, cy: str) -> None:
        super().__init__(en)
        self.status, self.reasons = status, [{"code": code, "en": en, "cy": cy}]


def problem(status: int, reasons: list[dict[str, str]], headers: dict[str, str] | None = None) -> Response:
    """The answer."""
    body = {"type": "about:blank", "title": TITLES[status], "status": status, "reasons": reasons}
    return Response(canonical(body), status, media_type=MEDIA, headers=headers)


def refused(result: Refused) -> Response:
    """The door's refusal, whole."""
    pairs = list(zip(result.codes, result.reasons, strict=True))
    status = next((STATUS[code] for code in result.codes if code in STATUS), 409)
    return problem(status, [{"code": code, "en": said.en, "cy": said.cy} for code, said in pairs])
