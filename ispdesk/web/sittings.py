"""One meeting of a QA group: agenda, pack, who is there, and what it decides in one sitting."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk import access
from ispdesk.commands.agendas import OF_GROUP
from ispdesk.commands.shape import Refused
from ispdesk.commands.sittings import DECISIONS
from ispdesk.documents.meeting_pack import archive, packed
from ispdesk.views.meetings import MeetingView, Member, waiting_for
from ispdesk.web import query
from ispdesk.web.groups import MEETING, ONE, GroupRoom, day_of
from ispdesk.web.hall import Hall, Route, Visit
from ispdesk.words import said
from states.lifecycle import Role
from states.when import on

FINDS = {"return_for_amendment": "must", "assure_with_observations": "observation"}
"""What the findings are that are entered with a decision."""


class Sittings:
    """A meeting's pages."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._room = GroupRoom(hall)

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route(MEETING, get=self.show),
            Route(f"{MEETING}/put-on/{{isp}}", get=self.put_on, post=self.was_put_on),
            Route(f"{MEETING}/take-off/{{isp}}", get=self.take_off, post=self.was_taken_off),
            Route(f"{MEETING}/people", get=self.people, post=self.people_said),
            Route(f"{MEETING}/pack", get=self.pack, post=self.pack_made),
            Route(f"{MEETING}/pack/{{number:int}}", get=self.download),
            Route(f"{MEETING}/decisions", get=self.decide, post=self.decided),
            Route(f"{ONE}/between", get=self.between, post=self.decided_between),
        )

    def show(self, visit: Visit) -> Response:
        """The agenda, who is there, the pack and the decisions."""
        seen, roles = self._room.meeting(visit)
        return self._hall.page(
            visit, "meeting.html", seen=seen, may=bool(roles & OF_GROUP), team=bool(roles & access.TEAM)
        )

    # By hand.

    def _change(self, visit: Visit, kind: str) -> Response:
        seen, _ = self._room.meeting(visit, OF_GROUP)
        ref = query.reference(visit.path["isp"])
        known = {one.ref: one.title for one in seen.items} | {one.ref: one.title for one in seen.left}
        title = known.get(ref)
        if title is None or seen.past:
            raise HTTPException(404)
        return self._hall.page(visit, "meeting_change.html", seen=seen, isp=ref, title=title, kind=kind)

    def put_on(self, visit: Visit) -> Response:
        """Why it is put on."""
        return self._change(visit, "put_on")

    def take_off(self, visit: Visit) -> Response:
        """Why it is taken off."""
        return self._change(visit, "take_off")

    def was_put_on(self, visit: Visit) -> Response:
        """Put it on."""
        return self._changed(visit, "put_on")

    def was_taken_off(self, visit: Visit) -> Response:
        """Take it off."""
        return self._changed(visit, "take_off")

    def _changed(self, visit: Visit, kind: str) -> Response:
        self._room.meeting(visit, OF_GROUP)
        again = self.put_on if kind == "put_on" else self.take_off
        reason = visit.form.need("reason", said("group.error.reason", visit.lang))
        if visit.form.wrong:
            return again(visit)
        day = day_of(visit).isoformat()
        payload = {"day": day, "isp": query.reference(visit.path["isp"]), "reason": reason}
        return self._room.done(visit, f"{kind}_agenda", payload, again, f"/meetings/{day}", "agenda_changed")

    # Who is there.

    def people(self, visit: Visit) -> Response:
        """Everybody for the team and the chair, oneself for a member."""
        seen, roles = self._room.meeting(visit, OF_GROUP)
        return self._hall.page(visit, "meeting_people.html", seen=seen, rows=_theirs(visit, seen, roles))

    def people_said(self, visit: Visit) -> Response:
        """Keep what changed of it, each by itself."""
        seen, roles = self._room.meeting(visit, OF_GROUP)
        form = visit.form
        wanted = {one.ref: set(form.many.get(f"interests-{one.ref}", ())) for one in seen.members}
        self._say(visit, seen, _theirs(visit, seen, roles), wanted)
        if form.wrong:
            return self.people(visit)
        return self._hall.away(visit, f"/groups/{seen.group}/meetings/{seen.day.isoformat()}", notice="people_said")

    def _say(self, visit: Visit, seen: MeetingView, rows: list[Member], wanted: Mapping[str, AbstractSet[str]]) -> int:
        """Give the door whatever the form says otherwise of who is there and of interests; how many orders it took."""
        form, orders = visit.form, list[tuple[str, dict[str, Any]]]()
        for one in rows:
            status = form.text(f"status-{one.ref}") or one.status
            chairs = "yes" in form.many.get(f"chairs-{one.ref}", ())
            if (status, chairs) != (one.status, one.chairs):
                orders.append(("attend", {"person": one.ref, "status": status, "chairs": chairs}))
            for isp in sorted(wanted[one.ref] ^ set(one.interests)):
                said_ = {"person": one.ref, "isp": isp, "withdrawn": isp not in wanted[one.ref]}
                orders.append(("declare_interest", said_ | {"reason": form.text("why")}))
        for place, (kind, payload) in enumerate(orders):
            day, stream = seen.day.isoformat(), f"group:{seen.group}"
            result = self._hall.do(visit, kind, stream, {"day": day, **payload}, part=f":people{place}")
            if isinstance(result, Refused):
                form.refuse(result, visit.lang)
        return len(orders)

    # The pack.

    def pack(self, visit: Visit) -> Response:
        """What the pack is; one press makes it."""
        seen, _ = self._room.meeting(visit, OF_GROUP)
        return self._hall.page(visit, "meeting_pack.html", seen=seen)

    def pack_made(self, visit: Visit) -> Response:
        """Make it and freeze it."""
        seen, _ = self._room.meeting(visit, OF_GROUP)
        day = day_of(visit)
        payload: dict[str, Any] = {"day": day.isoformat(), "isps": [], "files": []}
        if seen.goes_out:
            payload = self._hall.ask(packed, seen.group, day, self._hall.services.now())
        to = f"/meetings/{day.isoformat()}"
        return self._room.done(visit, "freeze_pack", payload, self.pack, to, "pack_made")

    def download(self, visit: Visit) -> Response:
        """A pack that went out, as one file; it holds documents, so it is for those who may read them."""
        if not self._room.roles(visit) & OF_GROUP:
            raise HTTPException(403)
        found = self._hall.ask(archive, visit.path["group"], day_of(visit), int(visit.path["number"]))
        if found is None:
            raise HTTPException(404)
        name, content = found
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(content, media_type="application/zip", headers=headers)

    # Decisions.

    def decide(self, visit: Visit) -> Response:
        """The agenda as a form, each item with what the group decided."""
        seen, roles = self._room.meeting(visit, OF_GROUP)
        if not seen.begun:
            raise HTTPException(404)
        rows = _theirs(visit, seen, roles)
        return self._hall.page(visit, "meeting_decide.html", seen=seen, rows=rows, decisions=DECISIONS)

    def decided(self, visit: Visit) -> Response:
        """Give the door each decision by itself: one that is refused says why, and stops no other."""
        seen, roles = self._room.meeting(visit, OF_GROUP)
        form, lang, day = visit.form, visit.lang, day_of(visit)
        chosen = [one for one in seen.to_decide if form.text(f"trigger-{one.ref}")]
        if chosen and form.text("independent") != "yes":
            form.errors["independent"] = said("meeting.decide.error.independent", lang)
        if form.wrong or not seen.begun:
            return self.decide(visit)
        to = f"/groups/{seen.group}/meetings/{day.isoformat()}"
        rows = _theirs(visit, seen, roles)
        people = self._say(visit, seen, rows, {one.ref: _interests(visit, seen, one) for one in rows})
        if not chosen and not people:
            form.general.append(said("meeting.decide.error.nothing", lang))
        if form.wrong:
            return self.decide(visit)
        if not chosen:
            return self._hall.away(visit, f"{to}/decisions", notice="people_said")
        for place, one in enumerate(chosen):
            payload = self._payload(visit, one.ref)
            if payload is None:
                continue
            payload |= {"meeting": day.isoformat()}
            result = self._hall.do(visit, "move", f"isp:{one.ref}", payload, happened=on(day), part=f":{place}")
            self._refused(visit, one.ref, result)
        if form.wrong:
            return self.decide(visit)
        return self._hall.away(visit, to, notice="decisions_recorded")

    def _payload(self, visit: Visit, ref: str) -> dict[str, Any] | None:
        """One decision as the form says it; None where its review date could not be read."""
        form = visit.form
        trigger = form.text(f"trigger-{ref}")
        review = form.day(f"review-{ref}", visit.lang, needed=False)
        if any(name.startswith(f"review-{ref}-") for name in form.errors):
            return None
        severity = FINDS.get(trigger, "must")
        lines = [line.strip() for line in form.text(f"findings-{ref}").splitlines() if line.strip()]
        agreed = form.text("agreed_by")
        return {
            "trigger": trigger,
            "reason": form.text(f"reason-{ref}"),
            "independent": True,
            "findings": [{"text": line, "severity": severity} for line in lines],
            **({"review_date": review.isoformat()} if review else {}),
            **({"agreed_by": agreed} if agreed else {}),
        }

    @staticmethod
    def _refused(visit: Visit, ref: str, result: object) -> None:
        if isinstance(result, Refused):
            for reason in result.reasons:
                told = said("meeting.decide.refused", visit.lang, ref=ref, reason=reason.in_language(visit.lang))
                visit.form.general.append(told)

    def between(self, visit: Visit) -> Response:
        """What waits for the group, for its chair."""
        group, _ = self._room.group(visit, frozenset({Role.GROUP_MEMBER}))
        if not any(one.chair and one.ref == visit.who.ref for one in group.members):
            raise HTTPException(403)
        waiting = self._hall.ask(waiting_for, group.ref)
        return self._hall.page(visit, "meeting_between.html", group=group, waiting=waiting, decisions=DECISIONS)

    def decided_between(self, visit: Visit) -> Response:
        """Decide on one, with the reason."""
        group, _ = self._room.group(visit, frozenset({Role.GROUP_MEMBER}))
        form, lang = visit.form, visit.lang
        ref = form.need("isp", said("between.error.choose", lang))
        form.need("trigger-one", said("between.error.choose", lang))
        form.need("reason-one", said("group.error.reason", lang))
        if form.text("independent") != "yes":
            form.errors["independent"] = said("meeting.decide.error.independent", lang)
        payload = self._payload(visit, "one") if not form.wrong else None
        if payload is None:
            return self.between(visit)
        result = self._hall.do(visit, "move", f"isp:{query.reference(ref)}", payload | {"between": True})
        self._refused(visit, ref, result)
        if form.wrong:
            return self.between(visit)
        return self._hall.away(visit, f"/groups/{group.ref}", notice="decisions_recorded")


def _interests(visit: Visit, seen: MeetingView, member: Member) -> set[str]:
    """In which ISPs the form of decisions says that a member has an interest; what it does not show stays."""
    asked = {one.ref for one in seen.to_decide}
    said_ = {ref for ref in asked if member.ref in visit.form.many.get(f"interested-{ref}", ())}
    return said_ | (set(member.interests) - asked)


def _theirs(visit: Visit, seen: MeetingView, roles: Iterable[Role]) -> list[Member]:
    """The members of whom the viewer may say something."""
    everybody = bool(frozenset(roles) & access.TEAM) or any(
        one.chair and one.ref == visit.who.ref for one in seen.members
    )
    return [one for one in seen.members if everybody or one.ref == visit.who.ref]
