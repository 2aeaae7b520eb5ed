"""The pages of an ISP's steps, of what all its flows inherit, and of pasting from a spreadsheet."""

import csv
import io
from collections.abc import Iterable

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk.documents.flow_plan import Plan, plan
from ispdesk.documents.flow_sheet import Rows, UnreadableError, content_of, from_file, from_text, safe
from ispdesk.views.flows import FlowsView, StepLine
from ispdesk.web import flow_forms as ff
from ispdesk.web.flow_pages import HERE, FlowRoom
from ispdesk.web.hall import MOST_UPLOADED, Hall, Route, Visit
from ispdesk.words import said
from states.flow_terms import BY_KEY, COLUMNS, INHERITED

MOST_NAME = 300
MOST_WHY = 400
STEP = HERE + "/steps/{position:int}"


class StepPages:
    """The steps in order, what is set for all flows, and rows that come from elsewhere."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._room = FlowRoom(hall)

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route(f"{HERE}/steps", get=self.steps, post=self.add),
            Route(f"{HERE}/steps/order", post=self.order),
            Route(STEP, get=self.step, post=self.change),
            Route(f"{STEP}/remove", get=self.remove, post=self.removed),
            Route(f"{HERE}/all", get=self.all, post=self.save_all),
            Route(f"{HERE}/paste", get=self.paste, post=self.pasted, most=MOST_UPLOADED),
        )

    def steps(self, visit: Visit) -> Response:
        """The steps with what can be done to each."""
        view = self._room.write(visit)
        listed = [step for step in view.steps if step.position is not None]
        places = [step.position for step in listed]
        moves = []
        for place in range(len(places)):
            up = [*places[: place - 1], places[place], places[place - 1], *places[place + 1 :]] if place else None
            last = place == len(places) - 1
            down = None if last else [*places[:place], places[place + 1], places[place], *places[place + 2 :]]
            moves.append((listed[place], _joined(up), _joined(down)))
        loose = [step for step in view.steps if step.position is None]
        return self._room.page(visit, "flows_steps.html", view, moves=moves, loose=loose)

    def add(self, visit: Visit) -> Response:
        """Add a step at the end."""
        view = self._room.write(visit)
        name = visit.form.need("name", said("flows.error.step", visit.lang))
        _short(visit, "name", name, MOST_NAME)
        if visit.form.wrong or not self._room.give(visit, view, "add_step", {"name": name}, None):
            return self.steps(visit)
        return self._hall.away(visit, f"/isps/{view.ref}/flows/steps", notice="step_added")

    def order(self, visit: Visit) -> Response:
        """Move a step up or down."""
        view = self._room.write(visit)
        order = [int(one) for one in visit.form.text("order").split(",") if one.isdigit()]
        if not self._room.give(visit, view, "order_steps", {"order": order}, visit.form.text("mark")):
            return self.steps(visit)
        return self._hall.away(visit, f"/isps/{view.ref}/flows/steps", notice="steps_ordered")

    def _step(self, visit: Visit) -> tuple[FlowsView, StepLine]:
        view = self._room.write(visit)
        step = view.step(int(visit.path["position"]))
        if step is None:
            raise HTTPException(404)
        return view, step

    def step(self, visit: Visit) -> Response:
        """A step's name, and why it has no flows."""
        view, step = self._step(visit)
        return self._room.page(visit, "flows_step.html", view, step=step)

    def change(self, visit: Visit) -> Response:
        """Rename a step, or say why it has no flows."""
        view, step = self._step(visit)
        name = visit.form.need("name", said("flows.error.step", visit.lang))
        why = visit.form.text("without_flows")
        _short(visit, "name", name, MOST_NAME)
        _short(visit, "without_flows", why, MOST_WHY)
        payload = {"position": step.position, "name": name, "without_flows": why}
        if visit.form.wrong or not self._room.give(visit, view, "change_step", payload, visit.form.text("seen")):
            return self.step(visit)
        return self._hall.away(visit, f"/isps/{view.ref}/flows/steps", notice="step_changed")

    def remove(self, visit: Visit) -> Response:
        """Ask before a step is taken out, and what becomes of its flows."""
        view, step = self._step(visit)
        lang, others = visit.lang, [one for one in view.steps if one.position not in (None, step.position)]
        choices = [
            *((f"hang:{one.position}", said("flows.step.remove.hang", lang, name=one.name)) for one in others),
            ("keep", said("flows.step.remove.keep", lang)),
            ("remove", said("flows.step.remove.drop", lang), said("flows.step.remove.drop.hint", lang)),
        ]
        return self._room.page(
            visit, "flows_step_remove.html", view, step=step, choices=choices, numbers=_numbers(step.flows)
        )

    def removed(self, visit: Visit) -> Response:
        """Take a step out."""
        view, step = self._step(visit)
        became = visit.form.text("became")
        if step.flows and not became:
            visit.form.errors["became"] = said("flows.error.became", visit.lang)
            return self.remove(visit)
        kind, _, to = became.partition(":")
        payload = {"position": step.position, "flows": kind, **({"to": int(to)} if to.isdigit() else {})}
        if not self._room.give(visit, view, "remove_step", payload, visit.form.text("seen")):
            return self.remove(visit)
        return self._hall.away(visit, f"/isps/{view.ref}/flows/steps", notice="step_removed")

    # What all flows inherit.

    def all(self, visit: Visit) -> Response:
        """The values that are set once for all flows."""
        view = self._room.write(visit)
        seen = visit.form.value("seen", view.chosen_revision)
        mine = {name: ff.read_cell(visit.form, name, name) for name in INHERITED}
        changed = bool(visit.form) and seen != str(view.chosen_revision)
        differences = [
            ff.Difference(
                BY_KEY[name].label.in_language(visit.lang),
                ff.cell_text(name, mine, visit.lang),
                ff.cell_text(name, view.chosen, visit.lang),
            )
            for name in INHERITED
            if mine[name] != view.chosen.get(name, "")
        ]
        found = ff.Conflict(str(view.chosen_revision), tuple(differences)) if changed else None
        inherited = [BY_KEY[name] for name in INHERITED]
        return self._room.page(visit, "flows_all.html", view, inherited=inherited, seen=seen, conflict=found)

    def save_all(self, visit: Visit) -> Response:
        """Set what all flows inherit."""
        view = self._room.write(visit)
        form = visit.form
        there = f"/isps/{view.ref}/flows"
        if form.text("choose") == "saved":
            return self._hall.away(visit, f"{there}/all", notice="flow_left")
        chosen = {name: ff.read_cell(form, name, name) for name in INHERITED}
        ff.check_cells(form, chosen, "", visit.lang)
        seen = form.text("now") if form.text("choose") == "mine" else form.text("seen")
        if form.wrong or not self._room.give(visit, view, "set_flow_defaults", {"chosen": chosen}, seen):
            return self.all(visit)
        return self._hall.away(visit, there, notice="flows_all_saved")

    # Rows from a spreadsheet.

    def paste(self, visit: Visit) -> Response:
        """Rows pasted or read from a file, and what they would do."""
        view = self._room.write(visit)
        rows, found = self._planned(visit, view)
        text = _pasted_again(rows) if visit.form.files and rows else visit.form.value("rows")
        revisions = ",".join(f"{flow.number}:{flow.revision}" for flow in view.flows)
        lang = visit.lang

        def column_name(key: str | None) -> str:
            return BY_KEY[key].label.in_language(lang) if key else said("flows.paste.whole_row", lang)

        def names_of(keys: Iterable[str]) -> str:
            return ", ".join(column.label.in_language(lang) for column in COLUMNS if column.key in keys)

        return self._room.page(
            visit,
            "flows_paste.html",
            view,
            plan=found,
            text=text,
            revisions=revisions,
            column_name=column_name,
            names_of=names_of,
            shown_names=names_of(column.key for column in COLUMNS if column.shown),
            removed=_numbers(found.removed) if found else "",
        )

    def _planned(self, visit: Visit, view: FlowsView) -> tuple[Rows, Plan | None]:
        form = visit.form
        upload = form.files.get("file")
        if not form or (not form.text("rows") and upload is None):
            return [], None
        try:
            rows = from_file(upload.name, upload.content) if upload else from_text(form.typed.get("rows", ""))
        except UnreadableError as error:
            form.errors.setdefault("file" if upload else "rows", error.says.in_language(visit.lang))
            return [], None
        return rows, plan(rows, content_of(view), replace=form.text("replace") == "yes")

    def pasted(self, visit: Visit) -> Response:
        """Check rows; or save what was shown, all or none."""
        view = self._room.write(visit)
        _, found = self._planned(visit, view)
        if found is None:
            if not visit.form.wrong:
                visit.form.errors["rows"] = said("flows.error.paste", visit.lang)
            return self.paste(visit)
        if found.problems:
            visit.form.errors["rows"] = said("flows.paste.problems", visit.lang, n=len(found.problems))
            return self.paste(visit)
        if visit.form.text("then") != "save" or found.idle:
            return self.paste(visit)
        pairs = [one.partition(":") for one in visit.form.text("revisions").split(",") if one]
        seen = {int(number): int(revision) for number, _, revision in pairs if number.isdigit() and revision.isdigit()}
        if not self._room.give(visit, view, "write_flows", found.payload(seen), None):
            return self.paste(visit)
        return self._hall.away(visit, f"/isps/{view.ref}/flows", notice="flows_pasted")


def _numbers(flows: Iterable[int]) -> str:
    return ", ".join(f"{number:03}" for number in flows)


def _joined(order: list[int | None] | None) -> str:
    return ",".join(str(one) for one in order or ())


def _short(visit: Visit, name: str, text: str, most: int) -> None:
    if len(text) > most:
        visit.form.errors[name] = said("flows.error.too_long", visit.lang, most=most)


def _pasted_again(rows: Rows) -> str:
    """Rows of a file as they would be pasted, so that they can be seen, mended and sent again."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter="\t", lineterminator="\n").writerows([[safe(cell) for cell in row] for row in rows])
    return text.getvalue()
