"""One's own tokens for programs: made under the rules of `ispdesk tokens`, shown once, ended."""

import datetime as dt
from collections.abc import Iterable
from typing import Final

from sqlmodel import Session
from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk import tokens
from ispdesk.tokens import TokenError
from ispdesk.views.tokens import TokenRow, token_row, tokens_view
from ispdesk.web.hall import Hall, Route, Visit
from ispdesk.words import said
from models.queries import people

DAYS: Final = (7, 30, 90, tokens.LONGEST)
"""Lifetimes that are offered; the command takes any up to the longest."""
MOST_NUMBER: Final = 2**31 - 1


class Tokens:
    """Tokens of whoever is signed in."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route("/{lang}/tokens", get=self.show, post=self.make),
            Route("/{lang}/tokens/{number:int}/end", get=self.ask, post=self.end),
        )

    def show(self, visit: Visit) -> Response:
        """One's tokens, and a form for another."""
        view = self._hall.ask(tokens_view, visit.who.ref, self._hall.services.clock())
        return self._hall.page(visit, "tokens.html", view=view, scopes=tokens.SCOPES, days=DAYS)

    def make(self, visit: Visit) -> Response:
        """Make one and show it, this once; the same form sent again makes no other."""
        form, at = visit.form, self._hall.services.clock()
        days = form.number("days", said("tokens.error.days", visit.lang)) or 0  # 0 is refused with the rest
        name, scopes = form.text("name"), form.many.get("scopes", ())
        try:
            made = self._hall.services.act(_make, visit.who.ref, name, scopes, at, days)
        except TokenError as error:
            for part, fault in error.faults.items():
                plain = said(f"tokens.error.{part}", visit.lang) if part != "name" else fault.in_language(visit.lang)
                form.errors[part] = plain
            return self.show(visit)
        return self._hall.page(visit, "token_made.html", token=made, name=name, ends=at + dt.timedelta(days=days))

    def ask(self, visit: Visit) -> Response:
        """Ask whether to end one."""
        return self._hall.page(visit, "token_end.html", row=self._row(visit))

    def end(self, visit: Visit) -> Response:
        """End it."""
        row = self._row(visit)
        self._hall.services.act(_end, visit.who.ref, row.number, self._hall.services.clock())
        return self._hall.away(visit, "/tokens", notice="token_ended")

    def _row(self, visit: Visit) -> TokenRow:
        """The token of this address, while it works. Raises 404 where it is not the viewer's."""
        number = int(visit.path["number"])
        known = number <= MOST_NUMBER
        row = self._hall.ask(token_row, visit.who.ref, number, self._hall.services.clock()) if known else None
        if row is None:
            raise HTTPException(404)
        return row


def _make(session: Session, ref: str, name: str, scopes: Iterable[str], at: dt.datetime, days: int) -> str:
    person = people.by_ref(session, ref)
    if person is None:
        raise HTTPException(404)
    return tokens.make(session, person, name, scopes, at, days)


def _end(session: Session, ref: str, number: int, at: dt.datetime) -> None:
    person = people.by_ref(session, ref)
    tokens.revoke(session, person.id or 0 if person else 0, number, at)
