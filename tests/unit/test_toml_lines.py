import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ispdesk import policies, toml_lines

ODD = """\
name = "a" # name = "b"
"quoted key" . 'another one' = { x = 1, y.z = [ 1,
  2 ] }
text = \"\"\"
x = 5
[not.a.table]
\"\"\"

[table]   # [comment]
list = [ # [
  "a]", 'b"', # "c"
  { on = -5, to = [
     "x" ] },
]
[[many]]
n = 1
[many.within]
when = 1979-05-27 07:32:00
[[many]]
n = '''
it''s'''
z = \"\"\"a\\\"\"\"\"\"\" # the end
[outer.inner]
w = 1
[outer]
y = 2
"""


def keys(value: Any, at: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {found for key, one in inner for found in ({(*at, str(key))} | keys(one, (*at, str(key))))}


@pytest.mark.parametrize(
    ("key", "line"),
    [
        (("name",), 1),
        (("quoted key",), 2),
        (("quoted key", "another one", "x"), 2),
        (("quoted key", "another one", "y", "z", "1"), 3),
        (("text",), 4),
        (("table",), 9),
        (("table", "list"), 10),
        (("table", "list", "0"), 11),
        (("table", "list", "2", "on"), 12),
        (("table", "list", "2", "to", "0"), 13),
        (("many",), 15),
        (("many", "0", "n"), 16),
        (("many", "0", "within", "when"), 18),
        (("many", "1"), 19),
        (("many", "1", "z"), 22),
        (("outer", "inner", "w"), 24),
        (("outer",), 25),
        (("outer", "y"), 26),
        (("outer", "inner", "not there"), 23),  # the table that it is missing from
        (("not there",), 1),
        ((), 1),
    ],
)
def test_the_line_of_a_key(key: tuple[str, ...], line: int) -> None:
    content, lines = toml_lines.read(ODD)
    assert toml_lines.line_of(lines, key) == line
    assert set(lines) == keys(content)


def test_windows_ends_of_lines_count_once() -> None:
    assert toml_lines.read(ODD.replace("\n", "\r\n"))[1] == toml_lines.read(ODD)[1]


@pytest.mark.parametrize("name", policies.names())
def test_every_key_of_a_shipped_policy_stands_on_its_line(name: str) -> None:
    text = (policies.SHIPPED / f"{name}.toml").read_text(encoding="utf-8")
    content, lines = toml_lines.read(text)
    assert set(lines) == keys(content)
    written = text.split("\n")
    for key, line in lines.items():
        if not any(part.isdecimal() for part in key) and key != ("timers",):
            assert key[-1] in written[line - 1], (key, line)


SCALARS = st.integers(-9, 9) | st.booleans() | st.text("ab]}[{,#=.\n'\\\"", max_size=6)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("ab.# =", min_size=1, max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


def written(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list):
        return "[ # ]\n" + ",\n".join(map(written, value)) + "\n]"
    return "{ " + ", ".join(f"{quoted(key)} = {written(one)}" for key, one in value.items()) + " }"


def quoted(text: str) -> str:
    inner = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{inner}"' if "\n" not in text else '"""\n' + text.replace("\\", "\\\\").replace('"', '\\"') + '"""'


@given(st.dictionaries(st.sampled_from(["a", "b", "c d", "e.f"]), VALUES, max_size=4))
def test_every_key_of_any_text_is_found_on_the_line_where_it_begins(content: dict[str, Any]) -> None:
    lines_before, begins = 0, {}
    text = ""
    for key, value in content.items():
        begins[key] = lines_before + 1
        text += f'"{key}" = {written(value)}\n'
        lines_before = text.count("\n")
    expected = tomllib.loads(text)
    found = toml_lines.read(text)
    assert found[0] == expected
    assert set(found[1]) == keys(expected)
    assert {key: found[1][key,] for key in content} == begins
