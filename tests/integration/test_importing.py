"""What a community brings: tried without effect, taken in whole, and the same again changes nothing."""

import json
from pathlib import Path

import pytest
from running import Run
from sqlmodel import Session, col, select

from ispdesk.bootstrap import open_home
from ispdesk.settings import Settings
from models.database import reading
from models.queries import documents, isps
from models.tables.isp import Isp
from models.tables.organisation import OrganisationSuccessor
from models.tables.person import Person
from models.tables.qa import GroupMember, Meeting
from models.tables.signing import PartnerMember, Sponsor
from models.tables.work import Flow, Partner

REST = "standing,source"
IS = "entered,our register"
TABLES = {
    "organisations": (
        f"ref,name_en,name_cy,type,sector,place,accord,accord_not_before,accord_not_after,note,{REST}\n"
        f"alpha,Alpha Council,,local_authority,public,W06000020,signed,2024-05-01,2024-05-01,,{IS}\n"
        f"old,Old Trust,,,,wales,not-known,,,,{IS}\n"
        f"beta,Beta Trust,,,,wales,not-known,,,,{IS}\n"
    ),
    "successors": f"organisation,successor,not_before,not_after,{REST}\nold,beta,2023-04-01,2023-04-01,{IS}\n",
    "people": (
        f"ref,label_en,label_cy,email,language,organisation,telephone,shared,{REST}\n"
        f"team,Assurance team,,team@desk.example,both,,01632 960001,yes,{IS}\n"
        f"gwen,Gwen,,gwen@alpha.example,cy,alpha,,no,{IS}\n"
    ),
    "grants": f"person,role,scope,{REST}\nteam,team_lead,all,{IS}\n",
    "groups": f"ref,name_en,name_cy,place,{REST}\nnorth,North group,Grŵp y Gogledd,W06000001;W06000002,{IS}\n",
    "group_members": f"group,person,chair,{REST}\nnorth,gwen,yes,{IS}\n",
    "meetings": f"group,day,capacity,last_submission,{REST}\nnorth,2027-03-04,5,2027-02-18,{IS}\n",
    "isps": (
        "ref,title_en,title_cy,service_area,place,purpose,lead,coordinator_organisation,coordinator_role,"
        "facilitator_note,state,counted_as,waits_for,instrument,note,coordinator_person,group,review_date,"
        f"{REST}\nA-1,Sharing,Rhannu,health,W06000020,Care,alpha,alpha,,,assured,,,ISP,,gwen,north,2027-06-01,{IS}\n"
    ),
    "partners": (
        "isp,line,name_as_printed,organisation,kind,count,annex,conditional,listed,valid_from,valid_to,note,"
        f"contact,observer,{REST}\n"
        f"A-1,1,Alpha Council,alpha,named,,,,yes,,,,gwen,no,{IS}\n"
        f"A-1,2,GP practices,,class,,,,yes,,,,,no,{IS}\n"
        f"A-1,3,Beta Trust,beta,named,,,,yes,,,,,no,{IS}\n"
    ),
    "members": f"isp,partner,position,name,{REST}\nA-1,2,2,Practice Two,{IS}\nA-1,2,1,Practice One,{IS}\n",
    "sponsors": f"isp,partner,person,name,post,{REST}\nA-1,1,gwen,,Director,{IS}\nA-1,,,Chair of the board,,{IS}\n",
    "flow_defaults": f"isp,column,value,{REST}\nA-1,retention,Six years,{IS}\n",
    "flows": (
        f"isp,number,step,information,from_partner,to_partner,method,note,to_partners,purpose,sensitivity,{REST}\n"
        f"A-1,1,Referral,Names,1,2,secure mail,,3,Care,special,{IS}\n"
    ),
    "steps": f"isp,position,step,without_flows,{REST}\nA-1,1,Referral,,{IS}\nA-1,2,Closing,Nothing is shared,{IS}\n",
    "sections": (
        f'isp,key,lang,heading,text,{REST}\nA-1,purposes,en,Purposes,"Why we share:\n* care\n* safety",{IS}\n'
        f"A-1,purposes,cy,Dibenion,Pam yr ydym yn rhannu,{IS}\n"
    ),
    "facts": (
        f"isp,kind,value,not_before,not_after,as_printed,note,{REST}\nA-1,assured,yes,2025-06-01,2025-06-30,,,{IS}\n"
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "tables"
    made.mkdir()
    for name, content in TABLES.items():
        (made / f"{name}.csv").write_text(content, encoding="utf-8")
    return made


def read(session: Session) -> dict[str, object]:
    isp = isps.by_ref(session, "A-1")
    assert isp is not None
    version = isps.versions(session, isp.id or 0)[0]
    flow = session.exec(select(Flow)).one()
    section = documents.section(session, version.id or 0, "purposes", "en")
    assert section is not None
    return {
        "flow": (flow.sender, flow.recipients, flow.purpose, flow.sensitivity),
        "section": section.text,
        "members": list(session.exec(select(PartnerMember.name).order_by(col(PartnerMember.position)))),
        "sponsors": list(session.exec(select(Sponsor.name).order_by(col(Sponsor.id)))),
        "review": str(version.review_date),
        "state": version.state,
        "counts": [
            len(session.exec(select(table)).all())
            for table in (Isp, Partner, OrganisationSuccessor, GroupMember, Meeting)
        ],
        "team": session.exec(select(Person.telephone).where(Person.shared)).one(),
    }


def test_every_table_is_tried_taken_in_and_taken_in_again_without_a_change(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    tried = run("import", str(folder), "--dry-run", "--json", home=home)
    assert tried.code == 0, tried.out
    assert tried.value()["new"] == tried.value()["orders"] > 20
    assert not home.exists(), "nothing was made"
    assert run("import", str(folder), "--json", home=home).value()["new"] == tried.value()["new"]
    app = open_home(Settings(home=home))
    with reading(app.engine) as session:
        assert read(session) == {
            "flow": ("Alpha Council", ["GP practices", "Beta Trust"], "Care", "special"),
            "section": "Why we share:\n* care\n* safety",
            "members": ["Practice One", "Practice Two"],
            "sponsors": ["Gwen", "Chair of the board"],
            "review": "2027-06-01",
            "state": "assured",
            "counts": [1, 3, 1, 1, 1],
            "team": "01632 960001",
        }
    before = run("audit", "verify", "--json", home=home).value()
    again = run("import", str(folder), "--json", home=home).value()
    assert (again["new"], again["there"]["partners"], again["there"]["sections"]) == (0, 3, 2)
    assert run("import", str(folder), "--dry-run", home=home).out.startswith("Nothing new")
    assert run("audit", "verify", "--json", home=home).value() == before


def test_a_dry_run_names_every_row_the_record_refuses_and_not_what_follows_from_it(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    assert run("import", str(folder), home=home).code == 0
    before = run("audit", "verify", "--json", home=home).value()
    organisations, sponsors = folder / "organisations.csv", folder / "sponsors.csv"
    organisations.write_text(TABLES["organisations"].replace("Old Trust", "Older Trust"), encoding="utf-8")
    sponsors.write_text(TABLES["sponsors"].replace("A-1,1,", "A-1,9,"), encoding="utf-8")
    ran = run("import", str(folder), "--dry-run", "--json", home=home)
    assert ran.code == 3
    assert [(Path(p["file"]).stem, p["line"]) for p in ran.value()["problems"]] == [("sponsors", 2)], "read first"
    sponsors.write_text(TABLES["sponsors"], encoding="utf-8")
    (folder / "partners.csv").write_text(TABLES["partners"].replace(",Beta Trust,", ",Beta,"), encoding="utf-8")
    found = json.loads(run("import", str(folder), "--dry-run", "--json", home=home).out)["problems"]
    assert [(Path(p["file"]).stem, p["line"]) for p in found] == [("organisations", 3), ("partners", 4)]
    assert run("audit", "verify", "--json", home=home).value() == before


def test_a_row_that_follows_from_a_refused_one_is_not_blamed(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "isps.csv").write_text(TABLES["isps"].replace("A-1,Sharing", f"A-1,{'S' * 400}"), encoding="utf-8")
    found = run("import", str(folder), "--dry-run", "--json", home=tmp_path / "home").value()["problems"]
    assert [(Path(p["file"]).stem, p["line"]) for p in found] == [("isps", 2)]
    assert "300" in found[0]["en"]
