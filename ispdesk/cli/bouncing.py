"""`ispdesk queue bouncing`: what goes to and fro in the queue without progress, and why."""

from ispdesk.bootstrap import open_home
from ispdesk.cli.options import Json, language
from ispdesk.cli.out import Out
from ispdesk.views.bouncing import bouncing_view
from ispdesk.views.plain import plain
from ispdesk.words import said
from models.database import reading


def bouncing(*, json: Json = False) -> None:
    """List ISPs that come back without progress, and hand-overs reversed within the hour over an opening."""
    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        rows = bouncing_view(session, app.now())
    out.value(
        [
            {
                "reference": one.ref,
                "title": plain(one.title),
                "kind": one.kind,
                "why": one.why.best(out.lang)[0],
                "returns": one.returns or None,
                "day": one.day.isoformat() if one.day else None,
            }
            for one in rows
        ]
    )
    shown = [(one.ref, one.title.best(out.lang)[0], one.why.best(out.lang)[0]) for one in rows]
    out.table(said("bouncing.title", out.lang, n=len(rows)), ("ISP", "", ""), shown)
