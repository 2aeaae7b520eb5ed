import ast
from pathlib import Path

import notifications

FOLDER = Path(notifications.__file__).parent


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
    return found


def test_notifications_knows_neither_the_record_nor_the_desk() -> None:
    for path in FOLDER.glob("*.py"):
        assert not imported(path) & {"models", "ispdesk", "flows", "prefect", "sqlalchemy"}, path.name


def test_only_the_mailer_imports_aiosmtplib() -> None:
    assert [path.name for path in FOLDER.glob("*.py") if "aiosmtplib" in imported(path)] == ["mailer.py"]
