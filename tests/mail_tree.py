"""A mail's HTML as a tree, with what each piece of text inherits: language, size, colours."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "br", "hr"}


@dataclass
class Node:
    """One element."""

    tag: str
    attrs: dict[str, str]
    parent: "Node | None" = None
    inside: list["Node | str"] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        """This element and all within it, as they stand."""
        yield self
        for part in self.inside:
            if isinstance(part, Node):
                yield from part.walk()

    def all(self, *tags: str) -> list["Node"]:
        """Every element of these names within it."""
        return [node for node in self.walk() if node.tag in tags]

    def texts(self) -> Iterator[tuple["Node", str]]:
        """Every piece of text with the element right around it; not that of the head."""
        for node in self.walk():
            if node.tag != "title":
                yield from ((node, part) for part in node.inside if isinstance(part, str) and part.strip())

    def text(self) -> str:
        """Everything that can be read in it."""
        return " ".join(" ".join(text for _, text in self.texts()).split())

    def chain(self) -> Iterator["Node"]:
        """This element and those around it, from the inside."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    def lang(self) -> str | None:
        """The language that holds here."""
        return next((node.attrs["lang"] for node in self.chain() if "lang" in node.attrs), None)

    def styled(self, name: str) -> str | None:
        """The nearest inline value of a property."""
        for node in self.chain():
            if found := re.search(rf"(?:^|;)\s*{name}\s*:\s*([^;]+)", node.attrs.get("style", "")):
                return found[1].strip()
        return None


class Page(HTMLParser):
    """Builds the tree, and refuses what does not balance or is no element of a mail."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.root = self.at = Node("", {})
        self.feed(html)
        self.close()
        assert self.at is self.root, f"{self.at.tag} is not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute twice on {tag}"
        node = Node(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.inside.append(node)
        if tag not in VOID:
            self.at = node

    def handle_endtag(self, tag: str) -> None:
        assert self.at.tag == tag, f"</{tag}> inside {self.at.tag}"
        assert self.at.parent is not None
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.inside.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment in a mail: {data}")


def tree(html: str) -> Node:
    """The whole page."""
    return Page(html).root


def halves(root: Node) -> dict[str, Node]:
    """The cell of each language."""
    return {node.attrs["lang"]: node for node in root.all("td") if "lang" in node.attrs and node.all("h1")}


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, as WCAG 2.2 reckons it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
