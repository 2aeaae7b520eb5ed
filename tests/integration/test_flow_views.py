"""The flows as they are shown, drawn and handed out; and the command line over them."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

from running import Run
from world import COORDINATOR, World, making_known, move

from ispdesk.commands.shape import Order
from ispdesk.documents.diagram import draw, sentences, summary
from ispdesk.documents.flow_plan import plan
from ispdesk.documents.flow_sheet import content_of, from_file, rows_of, to_xlsx
from ispdesk.views.flows import FlowsView, flows_view

SVG = "{http://www.w3.org/2000/svg}"


def table(world: World) -> FlowsView:
    world.run([*making_known("A1"), move("A1", "take_up"), move("A1", "start_workshops")])
    for number, (kind, payload) in enumerate(
        [
            ("add_step", {"name": "Referral"}),
            ("add_step", {"name": "Closing", "without_flows": "nobody is told"}),
            ("set_flow_defaults", {"chosen": {"method": "secure_email"}}),
            ("write_flow", {"number": 1, "step": "referral", "information": "names & <needs>", "sender": "Torfaen",
                            "recipients": ["gwent", 'IDVA "x"']}),
            ("write_flow", {"number": 2, "information": "a reply", "sender": "Gwent", "recipients": ["Torfaen"],
                            "method": "plain_email", "sensitivity": "special"}),
            ("write_flow", {"number": 3, "step": "Odd"}),
        ]
    ):  # fmt: skip
        world.done(Order(f"f{number}", kind, "isp:A1", COORDINATOR, payload))
    return read(world)


def read(world: World) -> FlowsView:
    found = world.read(lambda session: flows_view(session, "A1", world.at.date()))
    assert isinstance(found, FlowsView)
    return found


def test_the_view_has_steps_flows_what_they_inherit_and_what_is_found(world: World) -> None:
    view = table(world)
    assert [(s.position, s.name, s.without_flows, s.flows) for s in view.steps] == [
        (1, "Referral", "", (1,)),
        (2, "Closing", "nobody is told", ()),
        (None, "Odd", "", (3,)),
    ]
    first = view.flows[0]
    assert (first.own["method"], first.values["method"], first.inherits) == ("", "secure_email", {"method", "purpose"})
    assert first.values["purpose"] == "Support families early"
    assert ("flow_stranger", "recipients") in {(f.code, f.column) for f in first.found}
    assert "flow_insecure" in {f.code for f in view.flows[1].found}
    assert [len(flows) for _, flows in view.by_step] == [1, 0, 1, 1]
    assert world.read(lambda session: flows_view(session, "NONE", world.at.date())) is None


def test_the_diagram_shows_every_flow_and_body_and_carries_nothing_that_runs(world: World) -> None:
    view = table(world)
    for lang in ("en", "cy"):
        drawn = draw(view, lang)
        root = ET.fromstring(drawn)  # noqa: S314 - our own
        assert {one.tag.removeprefix(SVG) for one in root.iter()} <= {
            "svg", "title", "desc", "rect", "line", "path", "circle", "text",
        }  # fmt: skip
        assert not {name for one in root.iter() for name in one.attrib if name == "style" or name.startswith("on")}
        said = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
        for words in ("001", "002", "003", "Torfaen", "Gwent", 'IDVA "x"', "names & <needs>", "Referral", "Closing"):
            assert words in said or words.casefold() in said.casefold(), words
        assert len(root.findall(f"{SVG}circle")) == len(view.flows)
    assert "not a partner" in draw(view, "en")
    assert "ddim yn bartner" in draw(view, "cy")
    words = dict(sentences(view, "en"))
    assert words["001"].startswith('Torfaen → gwent and IDVA "x": names & <needs> (how: Secure e-mail')
    assert summary(view, "en") == "Flows: 3. Organisations: 3."


def test_the_diagram_of_nothing_and_of_much_is_still_one(world: World) -> None:
    world.run([*making_known("A1"), move("A1", "take_up"), move("A1", "start_workshops")])
    assert "No flows" in draw(read(world), "en")
    rows = [
        {"number": n, "information": "x" * 2000, "sender": f"Body {n % 31} " + "w" * 290, "recipients": ["Torfaen"]}
        for n in range(1, 41)
    ]
    world.done(Order("many", "write_flows", "isp:A1", COORDINATOR, {"rows": rows}))
    root = ET.fromstring(draw(read(world), "cy"))  # noqa: S314 - our own
    assert len(root.findall(f"{SVG}circle")) == 40
    assert float(root.attrib["width"]) > 32 * 100


def test_a_table_goes_out_and_its_change_comes_in_through_the_door(world: World) -> None:
    view = table(world)
    made = to_xlsx(rows_of(content_of(view), "cy"), "A1")
    assert plan(from_file("a.xlsx", made), content_of(view)).idle
    changed = from_file("a.xlsx", made)
    changed[2][3] = "names only"
    found = plan(changed, content_of(view), replace=True)
    payload = found.payload({flow.number: flow.revision for flow in view.flows})
    assert world.done(Order("in", "write_flows", "isp:A1", COORDINATOR, payload))["written"] == [1]
    after = read(world)
    assert after.flows[0].own == {**view.flows[0].own, "information": "names only"}
    assert [flow.own for flow in after.flows[1:]] == [flow.own for flow in view.flows[1:]]


REF = "WALES-002"


def test_the_command_line_shows_exports_and_imports(run: Run, demo_home: Path, tmp_path: Path) -> None:
    shown = json.loads(run("flows", "show", REF, "--json", home=demo_home).out)
    assert shown["flows"] == []
    assert [step["name"] for step in shown["steps"]][:1] == [
        "referral into the Hafan Lles Service by designated community partners"
    ]
    assert run("flows", "show", "NONE", home=demo_home).code == 4
    assert run("flows", "export", REF, str(tmp_path / "x.doc"), home=demo_home).code == 2
    for name in ("a.csv", "a.xlsx", "a.svg"):
        assert run("flows", "export", REF, str(tmp_path / name), home=demo_home, lang="cy").code == 0
        assert (tmp_path / name).stat().st_size > 100
    (tmp_path / "in.csv").write_text("Rhif,Beth,Oddi wrth,At\n1,enwau,A,B\n", encoding="utf-8")
    asked = ("flows", "import", REF, str(tmp_path / "in.csv"), "--as", "waspi-team")
    tried = run(*asked, "--check", "--json", home=demo_home)
    assert json.loads(tried.out)["new"] == [1], tried.err
    assert run("flows", "import", REF, str(tmp_path / "none.csv"), "--as", "waspi-team", home=demo_home).code == 4
    assert run("flows", "import", REF, str(tmp_path / "a.svg"), "--as", "timer", home=demo_home).code == 2
    (tmp_path / "bad.csv").write_text("Number,What\nx,y\n", encoding="utf-8")
    refused = run("flows", "import", REF, str(tmp_path / "bad.csv"), "--as", "waspi-team", home=demo_home)
    assert (refused.code, "Row 2:" in refused.err) == (3, True)
