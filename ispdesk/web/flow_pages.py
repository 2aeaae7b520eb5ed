"""The pages of an ISP's flows: the table, its editor, one flow, its numbers; the diagram and files for spreadsheets."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk.commands.isps import EDITORS
from ispdesk.commands.shape import Done, Refused
from ispdesk.documents import diagram
from ispdesk.documents.flow_sheet import content_of, rows_of, to_csv, to_xlsx
from ispdesk.views.flows import FlowLine, FlowsView, flows_view
from ispdesk.views.shapes import PAGE_SIZE
from ispdesk.web import flow_forms as ff
from ispdesk.web import query
from ispdesk.web.hall import Hall, Route, Visit
from ispdesk.web.paging import page_links
from ispdesk.words import said
from states.calendar import local_day
from states.flow_terms import BASES, COLUMNS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = 6
"""Figures that the number of a flow has fewer than."""
HERE = "/{lang}/isps/{ref}/flows"


@dataclass(frozen=True)
class EditedRow:
    """One flow in the editor: how its fields' names begin, what stands in them, and a conflict if there is one."""

    before: str
    number: int | None
    cells: Mapping[str, Any]
    seen: str
    was: str
    flow: FlowLine | None = None
    conflict: ff.Conflict | None = None


class FlowRoom:
    """What every page of the flows needs: the flows themselves, for whoever has a part in the ISP."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall

    def read(self, visit: Visit) -> tuple[FlowsView, bool]:
        """The flows, and whether this person may change them now. Raises 403 or 404."""
        standing = self.hall.inside(visit)
        view = self.hall.ask(flows_view, standing.ref, local_day(self.hall.services.now()))
        if view is None:
            raise HTTPException(404)
        return view, view.amendable and bool(standing.roles & EDITORS)

    def write(self, visit: Visit) -> FlowsView:
        """The flows, for whoever may change them now. Raises 403 for everybody else."""
        view, may = self.read(visit)
        if not may:
            raise HTTPException(403)
        return view

    def page(self, visit: Visit, template: str, view: FlowsView, **values: Any) -> Response:
        """A page of the flows."""
        return self.hall.page(
            visit,
            template,
            view=view,
            ref=view.ref,
            columns=COLUMNS,
            shown=ff.SHOWN,
            rest=ff.REST,
            long=ff.LONG,
            cell=ff.cell_text,
            typed=ff.typed_cell,
            methods=ff.methods,
            sensitivities=ff.sensitivities,
            rest_of=ff.REST,
            bases=[f"{number} {name.in_language(visit.lang)}" for number, name in BASES],
            **values,
        )

    def give(self, visit: Visit, view: FlowsView, kind: str, payload: Mapping[str, Any], expected: str | None) -> bool:
        """Give the door an order; what it refuses stands above the form."""
        result = self.hall.do(visit, kind, f"isp:{view.ref}", payload, expected=expected)
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
        return isinstance(result, Done)


class FlowPages:
    """The table of the flows and everything about one of them."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._room = FlowRoom(hall)

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route(HERE, get=self.flows),
            Route(f"{HERE}.csv", get=self.csv),
            Route(f"{HERE}.xlsx", get=self.xlsx),
            Route(f"{HERE}.svg", get=self.svg),
            Route(f"{HERE}/table", get=self.table, post=self.save_table),
            Route(f"{HERE}/order", get=self.order, post=self.save_order),
            Route(f"{HERE}/new", get=self.flow, post=self.save_flow),
            Route(f"{HERE}/{{number:int}}", get=self.flow, post=self.save_flow),
            Route(f"{HERE}/{{number:int}}/remove", get=self.remove, post=self.removed),
        )

    def flows(self, visit: Visit) -> Response:
        """The whole table with what is found, the steps, and the diagram."""
        view, may = self._room.read(visit)
        return self._room.page(
            visit,
            "flows.html",
            view,
            may=may,
            about=diagram.summary(view, visit.lang),
            sentences=diagram.sentences(view, visit.lang),
        )

    def csv(self, visit: Visit) -> Response:
        """The table as CSV."""
        view, _ = self._room.read(visit)
        return _file(to_csv(rows_of(content_of(view), visit.lang)), "text/csv; charset=utf-8", f"{view.ref}-flows.csv")

    def xlsx(self, visit: Visit) -> Response:
        """The table as XLSX."""
        view, _ = self._room.read(visit)
        return _file(to_xlsx(rows_of(content_of(view), visit.lang), view.ref), XLSX, f"{view.ref}-flows.xlsx")

    def svg(self, visit: Visit) -> Response:
        """The diagram."""
        view, _ = self._room.read(visit)
        return Response(diagram.draw(view, visit.lang), media_type="image/svg+xml")

    # One flow.

    def flow(self, visit: Visit) -> Response:
        """One flow, to be changed; or to be read by whoever may not."""
        view, may = self._room.read(visit)
        number = visit.path.get("number")
        flow = view.flow(int(number)) if number is not None else None
        if number is None and not may:
            raise HTTPException(403)
        if number is not None and flow is None and not visit.form:
            raise HTTPException(404)
        if not may:
            visit.request.state.typing = False  # there is no form whose words the switch of language would carry over
        seen = visit.form.value("seen", flow.revision if flow else ff.NEW)
        mine = ff.read_cells(visit.form, (*ff.SHOWN, *ff.REST))
        return self._room.page(
            visit,
            "flow.html",
            view,
            flow=flow,
            may=may,
            number=number,
            own=flow.own if flow else {},
            seen=seen,
            partner_choices=[(name, name) for name in view.partners],
            rest_open=any(column.key in visit.form.errors for column in ff.REST),
            conflict=ff.conflict(visit.form, mine, flow, seen, visit.lang) if number is not None else None,
        )

    def save_flow(self, visit: Visit) -> Response:
        """Save one flow; where somebody else changed it meanwhile, show both and ask."""
        view = self._room.write(visit)
        form, there = visit.form, f"/isps/{view.ref}/flows"
        number = visit.path.get("number")
        if form.text("choose") == "saved":
            return self._hall.away(visit, f"{there}/{number}", notice="flow_left")
        wanted = int(number) if number is not None else ff.read_number(form, "number", visit.lang) or view.next_number
        cells = ff.read_cells(form, (*ff.SHOWN, *ff.REST))
        ff.check_cells(form, cells, "", visit.lang)
        if form.wrong:
            return self.flow(visit)
        seen = form.text("now") if form.text("choose") == "mine" else form.text("seen")
        payload = {"rows": [{"number": wanted, **cells, "seen": seen}], "steps": ff.new_steps(view, [cells])}
        if not self._room.give(visit, view, "write_flows", payload, None):
            return self.flow(visit)
        if form.text("then") == "another":
            return self._hall.away(visit, f"{there}/new", notice="flow_saved")
        return self._hall.away(visit, f"{there}#flow-{wanted}", notice="flow_saved")

    def remove(self, visit: Visit) -> Response:
        """Ask before a flow is taken out."""
        view = self._room.write(visit)
        flow = view.flow(int(visit.path["number"]))
        if flow is None:
            raise HTTPException(404)
        return self._room.page(visit, "flow_remove.html", view, flow=flow)

    def removed(self, visit: Visit) -> Response:
        """Take a flow out."""
        view = self._room.write(visit)
        number = int(visit.path["number"])
        payload = {"number": number, "reason": visit.form.text("reason")}
        if view.flow(number) is None:  # sent twice, or somebody else was quicker: it is out
            return self._hall.away(visit, f"/isps/{view.ref}/flows", notice="flow_removed")
        if not self._room.give(visit, view, "remove_flow", payload, visit.form.text("seen")):
            return self.remove(visit)
        return self._hall.away(visit, f"/isps/{view.ref}/flows", notice="flow_removed")

    # Their numbers.

    def order(self, visit: Visit) -> Response:
        """The flows with a field for each number."""
        view = self._room.write(visit)
        fresh = visit.request.query_params.get("afresh") == "1"
        ranked = {flow.number: place for place, (_, flow) in enumerate(_ranked(view), start=1)}
        return self._room.page(visit, "flows_order.html", view, fresh=fresh, ranked=ranked)

    def save_order(self, visit: Visit) -> Response:
        """Give the flows the numbers that were typed."""
        view = self._room.write(visit)
        form = visit.form
        given = {f.number: ff.read_number(form, f"number-{f.number}", visit.lang) or f.number for f in view.flows}
        for number, new in given.items():
            if list(given.values()).count(new) > 1:
                form.errors.setdefault(f"number-{number}", said("flows.error.twice", visit.lang, number=f"{new:03}"))
        if form.wrong:
            return self.order(visit)
        pairs = [[old, new] for old, new in given.items() if old != new]
        if pairs and not self._room.give(visit, view, "renumber_flows", {"numbers": pairs}, form.text("mark")):
            return self.order(visit)
        return self._hall.away(visit, f"/isps/{view.ref}/flows", notice="flows_numbered")

    # The editor.

    def table(self, visit: Visit) -> Response:
        """Many flows at once, each a row of fields."""
        view = self._room.write(visit)
        page = query.page_number(query.values(visit.request, {"page"}))
        pages = max(1, ceil(len(view.flows) / PAGE_SIZE))
        if page > pages:
            raise HTTPException(404)
        here = view.flows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        gone = sorted(_posted(visit) - {flow.number for flow in view.flows})
        rows = [self._row(visit, f"f{flow.number}-", flow.number, flow) for flow in here]
        rows += [self._row(visit, f"f{number}-", number, None) for number in gone]
        rows += [self._row(visit, f"{name}-", None, None) for name in ff.BLANK_ROWS] if page == pages else []
        links = page_links(f"/{visit.lang}/isps/{view.ref}/flows/table", {}, page, pages)
        return self._room.page(visit, "flows_table.html", view, rows=rows, links=links, pages=pages)

    def _row(self, visit: Visit, before: str, number: int | None, flow: FlowLine | None) -> EditedRow:
        form = visit.form
        stored = {column.key: flow.own[column.key] for column in ff.SHOWN} if flow else {}
        now = str(flow.revision) if flow else ff.NEW
        was = form.typed.get(f"{before}was")
        if was is None:
            return EditedRow(before, number, stored, now, ff.fingerprint(stored), flow)
        cells, seen = ff.read_cells(form, ff.SHOWN, before), form.text(f"{before}seen") or now
        touched = number is not None and ff.fingerprint(cells) != was
        found = ff.conflict(form, cells, flow, seen, visit.lang) if touched else None
        return EditedRow(before, number, cells, seen, was, flow, found)

    def save_table(self, visit: Visit) -> Response:
        """Save every row that somebody touched, all or none."""
        view = self._room.write(visit)
        form, taken = visit.form, {flow.number for flow in view.flows} | _posted(visit)
        rows: list[dict[str, Any]] = []
        for number in sorted(_posted(visit)):
            before, flow = f"f{number}-", view.flow(number)
            cells = ff.read_cells(form, ff.SHOWN, before)
            choice = form.text(f"{before}choose")
            if choice == "saved" or ff.fingerprint(cells) == form.typed[f"{before}was"]:
                continue
            ff.check_cells(form, cells, before, visit.lang)
            seen = form.text(f"{before}now") if choice == "mine" else form.text(f"{before}seen")
            rows.append({"number": number, **(flow.own if flow else {}), **cells, "seen": seen})
        for name in ff.BLANK_ROWS:
            cells = ff.read_cells(form, ff.SHOWN, f"{name}-")
            if any(cells.values()):
                ff.check_cells(form, cells, f"{name}-", visit.lang)
                number = ff.read_number(form, f"{name}-number", visit.lang) or max(taken, default=0) + 1
                taken.add(number)
                rows.append({"number": number, **cells, "seen": ff.NEW})
        if form.wrong:
            return self.table(visit)
        payload = {"rows": rows, "steps": ff.new_steps(view, rows)}
        if rows and not self._room.give(visit, view, "write_flows", payload, None):
            return self.table(visit)
        asked = visit.request.url.query if form.text("then") == "stay" else ""
        to = f"/isps/{view.ref}/flows" + ("/table" if form.text("then") == "stay" else "")
        return self._hall.away(visit, to + (f"?{asked}" if asked else ""), notice="flows_saved")


def _posted(visit: Visit) -> set[int]:
    """The flows whose rows came with the form."""
    names = (name[1:].partition("-") for name in visit.form.typed if name.startswith("f") and name.endswith("-was"))
    return {int(number) for number, _, _ in names if number.isascii() and number.isdigit() and len(number) < LONGEST}


def _ranked(view: FlowsView) -> list[tuple[str, FlowLine]]:
    """The flows in the order of their steps."""
    return [(step.name if step else "", flow) for step, flows in view.by_step for flow in flows]


def _file(content: bytes, kind: str, name: str) -> Response:
    return Response(content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
