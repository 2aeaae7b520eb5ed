"""`ispdesk flows …`: the flows of an ISP, out to a spreadsheet and in from one."""

from pathlib import Path
from typing import Annotated, Any

import typer

from ispdesk.bootstrap import App, open_home
from ispdesk.cli.isps import Operator, Ref, carry_out, nobody_else, not_found, operator_name, typed_once
from ispdesk.cli.options import As, At, Json, language
from ispdesk.cli.out import NOT_FOUND, REFUSED, WORDS, Out
from ispdesk.commands.shape import Order
from ispdesk.documents.diagram import draw
from ispdesk.documents.flow_plan import Plan, plan
from ispdesk.documents.flow_sheet import UnreadableError, content_of, from_file, rows_of, to_csv, to_xlsx
from ispdesk.views.flows import FlowsView, flows_view
from models.database import reading
from states.calendar import local_day
from states.flow_terms import BY_KEY, shown_method
from states.words import Sentence

Target = Annotated[Path, typer.Argument(help="The file to write: its name ends in .csv, .xlsx or .svg.")]
Source = Annotated[Path, typer.Argument(help="The .csv or .xlsx file to read.")]
Replace = Annotated[bool, typer.Option("--replace", help="Take out the flows that are not in the file.")]
Check = Annotated[bool, typer.Option("--check", help="Only say what would be done.")]
SEVERITIES = {
    "must": Sentence("must", "rhaid"),
    "should": Sentence("should", "dylid"),
    "observation": Sentence("observation", "sylw"),
}

flows = typer.Typer(help="Look at an ISP's flows; to a spreadsheet and back.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(flows, name="flows")


@flows.command("show")
def show(ref: Ref, *, json: Json = False) -> None:
    """Show the flows with what they inherit, the steps, and what is found wrong."""
    out = Out(as_json=json, language=language())
    view = _view(open_home(), out, ref)
    out.value(
        {
            "ref": view.ref,
            "version": view.version,
            "flows": [
                {"number": flow.number, **flow.values, "inherits": sorted(flow.inherits), "revision": flow.revision}
                for flow in view.flows
            ],
            "steps": [
                {"position": step.position, "name": step.name, "without_flows": step.without_flows, "flows": step.flows}
                for step in view.steps
            ],
            "for_all": dict(view.chosen),
            "found": [
                {"code": f.code, "severity": f.severity, "flow": f.flow, "column": f.column, "basis": f.basis}
                | {"en": f.says.en, "cy": f.says.cy}
                for f in view.found
            ],
        }
    )
    names = ("number", "step", "information", "sender", "recipients", "method")
    heads = [BY_KEY[name].label.in_language(out.lang) for name in names]
    rows = [
        (
            f"{flow.number:03}",
            flow.values["step"],
            flow.values["information"],
            flow.values["sender"],
            "; ".join(flow.recipients),
            shown_method(flow.values["method"], out.lang),
        )
        for flow in view.flows
    ]
    out.table(f"{ref}: {len(rows)}", heads, rows)
    for found in view.found:
        out.text(f"{SEVERITIES[found.severity].in_language(out.lang)}: {found.says.in_language(out.lang)}")


@flows.command("export")
def export(ref: Ref, target: Target, *, json: Json = False) -> None:
    """Write the flows as CSV or XLSX, which `flows import` reads again without loss; or as a diagram (SVG)."""
    out = Out(as_json=json, language=language())
    view = _view(open_home(), out, ref)
    kind = target.suffix.lower()
    if kind == ".svg":
        made = draw(view, out.lang).encode()
    elif kind in {".csv", ".xlsx"}:
        rows = rows_of(content_of(view), out.lang)
        made = to_csv(rows) if kind == ".csv" else to_xlsx(rows, ref)
    else:
        words = Sentence(
            "Let the file's name end in .csv, .xlsx or .svg.", "Dylai enw'r ffeil orffen â .csv, .xlsx neu .svg."
        )
        out.fail(WORDS, (words,))
    target.write_bytes(made)
    out.value({"file": str(target), "flows": len(view.flows)})
    out.say(
        Sentence(f"{target}: {len(view.flows)} flows are written.", f"{target}: ysgrifennwyd {len(view.flows)} llif.")
    )


@flows.command("import")
def import_(
    ref: Ref,
    source: Source,
    who: As,
    operator: Operator = None,
    at: At = None,
    *,
    replace: Replace = False,
    check: Check = False,
    json: Json = False,
) -> None:
    """Read flows from a CSV or XLSX file: all of it or nothing. A column that is not in the file stays as it is."""
    out = Out(as_json=json, language=language())
    nobody_else(out, who)
    app = open_home()
    view = _view(app, out, ref)
    found = _planned(out, view, source, replace=replace)
    said: dict[str, list[Any]] = {
        "new": [flow.number for flow in found.written if flow.does == "new"],
        "changed": [flow.number for flow in found.written if flow.does == "changed"],
        "removed": list(found.removed),
        "steps": [name for name, _ in found.steps],
    }
    words = Sentence(
        "New: {new}. Changed: {changed}. Taken out: {removed}. Steps added: {steps}.",
        "Newydd: {new}. Newidiwyd: {changed}. Tynnwyd allan: {removed}. Camau a ychwanegwyd: {steps}.",
    ).with_values(**{name: ", ".join(str(one) for one in some) or "0" for name, some in said.items()})
    if check or found.idle:
        out.value({**said, "done": False})
    else:
        payload = found.payload({flow.number: flow.revision for flow in view.flows})
        order = Order(typed_once(), "write_flows", f"isp:{ref}", who, payload, operator=operator or operator_name())
        carry_out(app, out, order, at)
    out.say(words)


def _planned(out: Out, view: FlowsView, source: Path, *, replace: bool) -> Plan:
    """What the file would do; ends with every problem where there is one."""
    if not source.is_file():
        out.fail(NOT_FOUND, (Sentence(f"There is no file {source}.", f"Nid oes ffeil {source}."),))
    try:
        found = plan(from_file(source.name, source.read_bytes()), content_of(view), replace=replace)
    except UnreadableError as error:
        out.fail(WORDS, (error.says,))
    if found.problems:
        reasons = [
            Sentence(f"Row {one.row}: {one.says.en}", f"Rhes {one.row}: {one.says.cy}") for one in found.problems
        ]
        out.fail(REFUSED, reasons, ["wrong_value"] * len(reasons))
    return found


def _view(app: App, out: Out, ref: str) -> FlowsView:
    with reading(app.engine) as session:
        found = flows_view(session, ref, local_day(app.now()))
    if found is None:
        not_found(out, ref)
        raise typer.Exit(NOT_FOUND)
    return found
