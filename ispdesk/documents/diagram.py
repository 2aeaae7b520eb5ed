"""The flows as a picture: one lane an organisation, one row a flow, under the steps of the service; plain SVG.

No style, no script and nothing fetched, so that it stands under the strictest policy. What it shows is also said in
words by `sentences`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from ispdesk.views.flows import FlowLine, FlowsView
from states.flow_terms import shown_method
from states.folding import folded
from states.words import Sentence, listed

LEFT, LANE, PAD, LINE, SIZE = 330, 170, 14, 19, 15
"""Widths of the words and of a lane, the space around, the height of a line and of a letter, in pixels."""
MOST_LINES = 3
INK, QUIET, RULE, BAND, DESK, PAPER = "#0b0c0c", "#484949", "#8fa7ac", "#e3eaeb", "#1f4f59", "#ffffff"
UNKNOWN = Sentence("Not known", "Ddim yn hysbys")
NO_PARTNER = Sentence("not a partner", "ddim yn bartner")
NO_STEP = Sentence("No step", "Dim cam")
NO_FLOWS = Sentence("No flows", "Dim llifoedd")
TITLE = Sentence("Data flows of {title}", "Llifoedd data {title}")
ABOUT = Sentence("Flows: {flows}. Organisations: {bodies}.", "Llifoedd: {flows}. Sefydliadau: {bodies}.")
NARROW = frozenset("fijlrtI.,:;'|!()[] ")
WIDE = frozenset("mwMW@%")


@dataclass(frozen=True)
class _Lane:
    name: str
    x: float
    partner: bool


def summary(view: FlowsView, lang: str) -> str:
    """What the picture is of, for whoever does not see it."""
    bodies = {folded(name) for flow in view.flows for name in (flow.own["sender"], *flow.recipients) if name}
    return ABOUT.with_values(flows=len(view.flows), bodies=len(bodies)).in_language(lang)


def sentences(view: FlowsView, lang: str) -> tuple[tuple[str, str], ...]:
    """The same facts as words: for each flow its number and who sends what to whom, how, when and why."""
    return tuple((f"{flow.number:03}", _sentence(flow, lang)) for flow in view.flows)


def _sentence(flow: FlowLine, lang: str) -> str:
    values = flow.values
    unknown = UNKNOWN.in_language(lang).lower()
    sender, what = values["sender"] or unknown, values["information"] or unknown
    to = listed(flow.recipients, lang) or unknown
    said = f"{sender} → {to}: {what}"
    labels = Sentence("how: {how}; when: {when}; why: {why}", "sut: {how}; pryd: {when}; pam: {why}")
    how = shown_method(values["method"], lang) or unknown
    rest = labels.with_values(how=how, when=values["occasion"] or unknown, why=values["purpose"] or unknown)
    return " ".join(f"{said} ({rest.in_language(lang)})".split())


def draw(view: FlowsView, lang: str) -> str:
    """The picture of the whole table, as one SVG document."""
    lanes = _lanes(view, lang)
    width = LEFT + LANE * max(len(lanes), 1) + PAD
    shapes: list[str] = []
    head = max([2, *(len(_wrapped(lane.name, LANE - 2 * PAD)) + (not lane.partner) for lane in lanes.values())])
    top = PAD + head * LINE + PAD
    y = float(top + PAD)
    for step, flows in view.by_step:
        name = step.name if step else NO_STEP.in_language(lang)
        y = _band(shapes, name if flows or not step else f"{name} ({_none(step.without_flows, lang)})", y, width)
        for flow in flows:
            y = _row(shapes, flow, lanes, y, lang)
    height = y + PAD
    back = [f'<rect width="{width}" height="{height:g}" fill="{PAPER}"/>', *_heads(lanes.values(), top, height, lang)]
    title = escape(TITLE.with_values(title=view.title.en or view.title.cy or view.ref).in_language(lang))
    if lang == "cy" and view.title.cy:
        title = escape(TITLE.with_values(title=view.title.cy).in_language(lang))
    about = escape(
        "; ".join(f"{number} {words}" for number, words in sentences(view, lang)) or NO_FLOWS.in_language(lang)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height:g}" viewBox="0 0 {width} {height:g}" '
        f'role="img" aria-labelledby="t d" lang="{lang}" font-family="arial, sans-serif" font-size="{SIZE}">'
        f'<title id="t">{title}</title><desc id="d">{about}</desc>{"".join(back)}{"".join(shapes)}</svg>'
    )


def _none(why: str, lang: str) -> str:
    words = NO_FLOWS.in_language(lang).lower()
    return f"{words}: {why}" if why else words


def _lanes(view: FlowsView, lang: str) -> dict[str, _Lane]:
    """The organisations that a flow names, partners first in their order, by folded name."""
    used = {folded(name): name for flow in view.flows for name in (flow.own["sender"], *flow.recipients) if name}
    known = {folded(name): name for name in view.partners}
    order = [*(name for name in known if name in used), *(name for name in used if name not in known)]
    found = {
        folded: _Lane(used[folded], LEFT + LANE * (place + 0.5), folded in known) for place, folded in enumerate(order)
    }
    if any(not flow.own["sender"] or not flow.recipients for flow in view.flows):
        found[""] = _Lane(UNKNOWN.in_language(lang), LEFT + LANE * (len(found) + 0.5), partner=True)
    return found


def _heads(lanes: Iterable[_Lane], top: float, height: float, lang: str) -> Iterator[str]:
    for lane in lanes:
        dashes = "" if lane.partner else ' stroke-dasharray="6 4"'
        yield (
            f'<line x1="{lane.x:g}" y1="{top}" x2="{lane.x:g}" y2="{height - PAD:g}" stroke="{RULE}"{dashes}/>'
            f'<rect x="{lane.x - LANE / 2 + 5:g}" y="{PAD / 2:g}" width="{LANE - 10}" height="{top - PAD / 2:g}" '
            f'fill="{PAPER}" stroke="{DESK}" stroke-width="2"{dashes}/>'
        )
        lines = _wrapped(lane.name, LANE - 2 * PAD)
        yield from (
            _text(lane.x, PAD + LINE * (n + 0.8), line, anchor="middle", bold=True) for n, line in enumerate(lines)
        )
        if not lane.partner:
            words = f"({NO_PARTNER.in_language(lang)})"
            yield _text(lane.x, PAD + LINE * (len(lines) + 0.8), words, anchor="middle", fill=QUIET)


def _band(shapes: list[str], words: str, y: float, width: float) -> float:
    lines = _wrapped(words, width - 2 * PAD)
    deep = len(lines) * LINE + 10
    shapes.append(f'<rect x="0" y="{y:g}" width="{width}" height="{deep - 2}" fill="{BAND}"/>')
    shapes.extend(_text(PAD, y + LINE * (n + 1), line, bold=True) for n, line in enumerate(lines))
    return y + deep


def _row(shapes: list[str], flow: FlowLine, lanes: dict[str, _Lane], y: float, lang: str) -> float:
    """One flow: its number and what on the left, the arrow from its sender to each recipient on the right."""
    what = _wrapped(flow.values["information"] or UNKNOWN.in_language(lang), LEFT - 4.6 * SIZE)
    how = _wrapped(shown_method(flow.values["method"], lang), LEFT - 4.6 * SIZE)[:1]
    deep = max(len(what) + len(how), 2) * LINE + PAD
    shapes.append(_text(PAD, y + LINE, f"{flow.number:03}", bold=True))
    shapes.extend(_text(PAD + 3 * SIZE, y + LINE * (n + 1), line) for n, line in enumerate(what))
    shapes.extend(_text(PAD + 3 * SIZE, y + LINE * (len(what) + 1), line, fill=QUIET) for line in how)
    begins = lanes[folded(flow.own["sender"])].x
    ends = sorted({lanes[folded(name)].x for name in flow.recipients or ("",)})
    middle = y + deep / 2
    for side in ([x for x in ends if x > begins], [x for x in ends if x < begins]):
        if side:
            far = max(side, key=lambda x: abs(x - begins))
            shapes.append(f'<path d="M{begins:g} {middle:g}H{far:g}" stroke="{DESK}" stroke-width="2" fill="none"/>')
            shapes.extend(_head(x, middle, 1 if x > begins else -1) for x in side)
    if begins in ends:
        loop = f"M{begins:g} {middle - 8:g}h34v16h-26"
        shapes.append(f'<path d="{loop}" stroke="{DESK}" stroke-width="2" fill="none"/>{_head(begins, middle + 8, -1)}')
    shapes.append(f'<circle cx="{begins:g}" cy="{middle:g}" r="6" fill="{DESK}"/>')
    shapes.append(f'<line x1="0" y1="{y + deep:g}" x2="{LEFT - PAD}" y2="{y + deep:g}" stroke="{RULE}"/>')
    return y + deep


def _head(x: float, y: float, way: int) -> str:
    back = x - 11 * way
    return f'<path d="M{x:g} {y:g}L{back:g} {y - 6:g}V{y + 6:g}Z" fill="{DESK}"/>'


def _text(x: float, y: float, words: str, *, anchor: str = "start", bold: bool = False, fill: str = INK) -> str:
    heavy = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:g}" y="{y:g}" text-anchor={quoteattr(anchor)} fill="{fill}"{heavy}>{escape(words)}</text>'


def _wide(text: str) -> float:
    """About how wide a line of letters is, in pixels; a little too wide rather than too narrow."""
    return SIZE * sum(map(_share, text))


def _share(letter: str) -> float:
    return 0.34 if letter in NARROW else 0.92 if letter in WIDE else 0.72 if letter.isupper() else 0.58


def _wrapped(text: str, room: float) -> list[str]:
    """The text in lines that fit, at most three; what is left over ends in an ellipsis."""
    lines: list[str] = []
    for word in text.split():
        if lines and _wide(f"{lines[-1]} {word}") <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    cut = [_cut(line, room) for line in lines[:MOST_LINES]]
    if len(lines) > MOST_LINES:
        cut[-1] = _cut(f"{cut[-1].removesuffix('…')}…", room)
    return cut


def _cut(line: str, room: float) -> str:
    if _wide(line) <= room:
        return line
    line, used, kept = line.removesuffix("…"), _wide("…"), 0
    for letter in line:  # once over what fits: a word can be two thousand letters long
        used += SIZE * _share(letter)
        if used > room:
            break
        kept += 1
    return f"{line[:kept].rstrip()}…"
