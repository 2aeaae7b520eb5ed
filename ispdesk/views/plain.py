"""A view as plain JSON values: days and instants as text, words in both languages."""

import dataclasses
import datetime as dt
from typing import Any


def plain(value: Any) -> Any:
    """Turn a view into dictionaries, lists, texts and numbers."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value
