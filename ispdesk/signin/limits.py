"""How often something may be tried: an allowance for each address and each network, kept as one instant.

`whole_at` is when the allowance is whole again (the generic cell rate algorithm): each use moves it on by one share.
"""

import datetime as dt
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

from sqlalchemy import text
from sqlmodel import Session

from ispdesk import keys
from models.tables.signin import RateLimit


@dataclass(frozen=True, slots=True)
class Limit:
    """So many at once, and as many again spread evenly over the span."""

    most: int
    span: dt.timedelta

    @property
    def share(self) -> dt.timedelta:
        """After how long one more is allowed."""
        return self.span / self.most


QUARTER: Final = dt.timedelta(minutes=15)
LIMITS: Final = {
    "ask-address": Limit(5, QUARTER),
    "ask-network": Limit(30, QUARTER),
    "try-network": Limit(60, QUARTER),
    "second-step": Limit(10, dt.timedelta(hours=1)),
    "oidc-network": Limit(60, QUARTER),
}
"""Codes asked for one address, and from one network; codes and links tried from one network; codes of an app;
sign-ins through a provider. Our defaults: an office behind one address signs in at nine o'clock."""


def after_one(whole_at: dt.datetime | None, at: dt.datetime, limit: Limit) -> tuple[dt.datetime, dt.timedelta | None]:
    """When the allowance is whole again after one more, and None; or as it was, and how long to wait."""
    before = at if whole_at is None else max(whole_at, at)
    then = before + limit.share
    over = then - at - limit.span
    return (before, over) if over > dt.timedelta() else (then, None)


def take(session: Session, kind: str, who: str, at: dt.datetime) -> dt.timedelta | None:
    """Use one of somebody's allowance of this kind; None where there was one, else how long to wait."""
    key = keys.mark(keys.of(session), f"limit-{kind}", who)
    session.connection().execute(_MAKE, {"key": key, "at": (at - _EPOCH) // _MICROSECOND})
    row = session.get_one(RateLimit, key, with_for_update=True, populate_existing=True)
    row.whole_at, wait = after_one(row.whole_at, at, LIMITS[kind])
    session.add(row)
    return wait


_MAKE = text("INSERT INTO rate_limit (key, whole_at) VALUES (:key, :at) ON CONFLICT DO NOTHING")
_EPOCH, _MICROSECOND = dt.datetime(1970, 1, 1, tzinfo=dt.UTC), dt.timedelta(microseconds=1)


def network(address: str) -> str:
    """The network that an address counts for: itself in IPv4, its /64 in IPv6, which is one subscriber's."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(found, IPv6Address):
        inside = found.ipv4_mapped
        return str(inside) if inside else str(ip_network((found, 64), strict=False))
    return str(found)
