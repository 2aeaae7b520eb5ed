"""QA groups: who is in them and when they meet; changed by whoever keeps them."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk import access
from ispdesk.commands.organisations import KEEPERS
from ispdesk.commands.shape import Refused
from ispdesk.views.meetings import GroupView, MeetingView, group_view, groups_view, meeting_view
from ispdesk.views.workshops import people_named
from ispdesk.web import query
from ispdesk.web.hall import Hall, Handler, Route, Visit
from ispdesk.words import Lang, said
from states.calendar import local_day
from states.lifecycle import Role
from states.places import AUTHORITIES

MOST = 50
"""ISPs at one meeting, as the command has it."""
AT = "/{lang}/groups"
ONE = AT + "/{group}"
MEETING = ONE + "/meetings/{day}"
INSIDE = access.TEAM | {Role.GROUP_MEMBER, Role.OPERATOR}
"""Who sees members and agendas; names and dates of groups are for everybody who is signed in."""


class GroupRoom:
    """What the pages of groups and of meetings share."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def roles(self, visit: Visit) -> frozenset[Role]:
        """The viewer's roles in the group of this address. Raises 404 for what can be no reference."""
        ref = query.reference(visit.path["group"])
        day = local_day(self._hall.services.now())
        return self._hall.ask(access.roles_of, visit.who.ref, f"group:{ref}", day) or frozenset()

    def group(self, visit: Visit, needed: frozenset[Role] | None = None) -> tuple[GroupView, frozenset[Role]]:
        """The group, for whoever has one of these roles. Raises 404, or 403."""
        roles = self.roles(visit)
        found = self._hall.ask(group_view, visit.path["group"], self._hall.services.now())
        if found is None:
            raise HTTPException(404)
        if needed is not None and not roles & needed:
            raise HTTPException(403)
        return found, roles

    def meeting(self, visit: Visit, needed: frozenset[Role] = INSIDE) -> tuple[MeetingView, frozenset[Role]]:
        """The meeting of this address, for whoever has one of these roles. Raises 404, or 403."""
        roles = self.roles(visit)
        if not roles & needed:
            raise HTTPException(403)
        found = self._hall.ask(meeting_view, visit.path["group"], day_of(visit), self._hall.services.now())
        if found is None:
            raise HTTPException(404)
        return found, roles

    def done(
        self, visit: Visit, kind: str, payload: Mapping[str, Any], again: Handler, to: str, notice: str
    ) -> Response:
        """Give the order to the group's stream; then lead on, or show the form again with every reason."""
        group = query.reference(visit.path["group"])
        result = self._hall.do(visit, kind, f"group:{group}", payload)
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            return again(visit)
        return self._hall.away(visit, f"/groups/{group}{to}", notice=notice)


def day_of(visit: Visit) -> dt.date:
    """The day that an address names. Raises 404."""
    try:
        return dt.date.fromisoformat(visit.path["day"])
    except ValueError as error:
        raise HTTPException(404) from error


def reference_of(name: str) -> str:
    """A reference made of a name: its letters and figures without accents, in small letters, with hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:60].strip("-")


def sorted_places(lang: Lang) -> list[tuple[str, str]]:
    """Local authorities and the whole of Wales by code and name, in the order of their names."""
    return sorted(((code, words.in_language(lang)) for code, words in AUTHORITIES.items()), key=lambda one: one[1])


class Groups:
    """The list of groups, one group, its members and its dates."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._room = GroupRoom(hall)

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route(AT, get=self.all),
            Route(f"{AT}/new", get=self.new, post=self.made),
            Route(ONE, get=self.one),
            Route(f"{ONE}/members", get=self.member, post=self.member_added),
            Route(f"{ONE}/members/end", post=self.member_ended),
            Route(f"{ONE}/members/chair", post=self.chair_named),
            Route(f"{ONE}/names", get=self.names, post=self.named),
            Route(f"{ONE}/meetings/set", get=self.plan, post=self.planned),
            Route(f"{MEETING}/change", get=self.change, post=self.changed),
            Route(f"{MEETING}/cancel", get=self.cancel, post=self.cancelled),
        )

    def all(self, visit: Visit) -> Response:
        """Every group, its next meeting and the last day to submit for it."""
        found = self._hall.ask(groups_view, self._hall.services.now())
        return self._hall.page(visit, "groups.html", groups=found, keeps=bool(visit.who.roles & KEEPERS))

    def new(self, visit: Visit) -> Response:
        """A new group."""
        if not visit.who.roles & KEEPERS:
            raise HTTPException(403)
        return self._hall.page(visit, "group_new.html", group=None, places=sorted_places(visit.lang))

    def made(self, visit: Visit) -> Response:
        """Enter it under a reference made of its name."""
        if not visit.who.roles & KEEPERS:
            raise HTTPException(403)
        payload = self._named(visit)
        ref = reference_of(payload["name_en"])
        if payload["name_en"] and not ref:
            visit.form.errors["name_en"] = said("group.error.name", visit.lang)
        if visit.form.wrong:
            return self.new(visit)
        result = self._hall.do(visit, "enter_group", f"group:{ref}", payload)
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            return self.new(visit)
        return self._hall.away(visit, f"/groups/{ref}", notice="group_made")

    @staticmethod
    def _named(visit: Visit) -> dict[str, Any]:
        form = visit.form
        name = form.need("name_en", said("group.error.name", visit.lang))
        places = [code for code in form.many.get("places", ()) if code in AUTHORITIES]
        return {"name_en": name, "name_cy": form.text("name_cy"), "places": places}

    def names(self, visit: Visit) -> Response:
        """Its names and places."""
        found, _ = self._room.group(visit, KEEPERS)
        return self._hall.page(visit, "group_new.html", group=found, places=sorted_places(visit.lang))

    def named(self, visit: Visit) -> Response:
        """Change them."""
        self._room.group(visit, KEEPERS)
        payload = self._named(visit)
        if visit.form.wrong:
            return self.names(visit)
        return self._room.done(visit, "change_group", payload, self.names, "", "group_changed")

    def chair_named(self, visit: Visit) -> Response:
        """Name the chair."""
        self._room.group(visit, KEEPERS)
        payload = {"person": visit.form.text("person")}
        return self._room.done(visit, "name_chair", payload, self.one, "", "chair_named")

    def one(self, visit: Visit) -> Response:
        """One group; its members' names are for the team and the members."""
        found, roles = self._room.group(visit)
        return self._hall.page(
            visit,
            "group.html",
            group=found,
            inside=bool(roles & INSIDE),
            keeps=bool(roles & KEEPERS),
            today=local_day(self._hall.services.now()),
        )

    def member(self, visit: Visit) -> Response:
        """Who is to be a member."""
        found, _ = self._room.group(visit, KEEPERS)
        return self._hall.page(visit, "group_member.html", group=found)

    def member_added(self, visit: Visit) -> Response:
        """Add them."""
        self._room.group(visit, KEEPERS)
        typed = visit.form.need("person", said("group.error.person", visit.lang))
        known = self._hall.ask(people_named, (typed,)) if typed else {}
        if typed and typed.casefold() not in known:
            visit.form.errors["person"] = said("group.error.nobody", visit.lang, who=typed)
        first = visit.form.day("first", visit.lang, needed=False)
        last = visit.form.day("until", visit.lang, needed=False)
        if visit.form.wrong:
            return self.member(visit)
        payload: dict[str, Any] = {"person": known[typed.casefold()], "chair": visit.form.text("chair") == "yes"}
        payload |= {"first_day": first.isoformat()} if first else {}
        payload |= {"last_day": last.isoformat()} if last else {}
        return self._room.done(visit, "add_member", payload, self.member, "", "member_added")

    def member_ended(self, visit: Visit) -> Response:
        """End a membership."""
        self._room.group(visit, KEEPERS)
        payload = {"person": visit.form.text("person")}
        return self._room.done(visit, "end_member", payload, self.one, "", "member_ended")

    def plan(self, visit: Visit) -> Response:
        """A meeting to come."""
        found, _ = self._room.group(visit, KEEPERS)
        return self._hall.page(visit, "group_meeting.html", group=found, meeting=None)

    def planned(self, visit: Visit) -> Response:
        """Set it, and invite the members."""
        self._room.group(visit, KEEPERS)
        typed = self._typed(visit)
        if visit.form.wrong:
            return self.plan(visit)
        return self._room.done(visit, "add_meeting", typed, self.plan, "", "meeting_added")

    def _typed(self, visit: Visit) -> dict[str, Any]:
        """What the form of a meeting says; the door judges it, but for what could not be read."""
        form, lang = visit.form, visit.lang
        day, last = form.day("day", lang), form.day("last", lang)
        wrong = said("group.error.number", lang)
        number = form.number("capacity", wrong)
        if number is None or not 1 <= number <= MOST:
            form.errors.setdefault("capacity", wrong)
        given = {name: form.text(name) for name in ("begins", "ends") if form.text(name)}
        return {
            "day": day.isoformat() if day else "",
            "last_submission": last.isoformat() if last else "",
            "capacity": number,
            "place": form.text("place"),
            "online": form.text("online"),
            **given,
        }

    def change(self, visit: Visit) -> Response:
        """Another day, time or number."""
        found, _ = self._room.group(visit, KEEPERS)
        day = day_of(visit)
        line = next((one for one in found.ahead if one.day == day), None)
        if line is None:
            raise HTTPException(404)
        return self._hall.page(visit, "group_meeting.html", group=found, meeting=line)

    def changed(self, visit: Visit) -> Response:
        """Change it, and tell the members."""
        self._room.group(visit, KEEPERS)
        typed = self._typed(visit)
        if visit.form.wrong:
            return self.change(visit)
        kept = {name: value for name, value in typed.items() if value != ""}
        payload = {**kept, "day": day_of(visit).isoformat(), "to": typed["day"]}
        return self._room.done(visit, "move_meeting", payload, self.change, "", "meeting_changed")

    def cancel(self, visit: Visit) -> Response:
        """Ask whether to call it off."""
        found, _ = self._room.group(visit, KEEPERS)
        day = day_of(visit)
        if all(one.day != day for one in found.ahead):
            raise HTTPException(404)
        return self._hall.page(visit, "group_cancel.html", group=found, day=day)

    def cancelled(self, visit: Visit) -> Response:
        """Call it off, and tell the members."""
        self._room.group(visit, KEEPERS)
        reason = visit.form.need("reason", said("group.error.reason", visit.lang))
        if visit.form.wrong:
            return self.cancel(visit)
        payload = {"day": day_of(visit).isoformat(), "reason": reason}
        return self._room.done(visit, "cancel_meeting", payload, self.cancel, "", "meeting_cancelled")
