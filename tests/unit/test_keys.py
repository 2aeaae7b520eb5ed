"""The home's key: made once, private, and what it marks cannot be marked without it."""

import stat
import threading
from pathlib import Path

import pytest

from ispdesk import keys
from models.database import make_engine, reading


def test_a_key_is_made_once_and_is_nobody_elses_to_read(tmp_path: Path) -> None:
    path = tmp_path / "ispdesk.key"
    first = keys.load(path)
    assert (len(first), keys.load(path)) == (32, first)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["ispdesk.key"]


def test_all_who_begin_at_once_have_the_same_key(tmp_path: Path) -> None:
    gate, found = threading.Barrier(8), []

    def begin() -> None:
        gate.wait()
        found.append(keys.load(tmp_path / "ispdesk.key"))

    threads = [threading.Thread(target=begin) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(found), len(set(found))) == (8, 1)


@pytest.mark.parametrize("written", ["", "not a key", "ab" * 31])
def test_a_file_that_is_no_key_is_named_with_what_to_do(tmp_path: Path, written: str) -> None:
    path = tmp_path / "ispdesk.key"
    path.write_text(written)
    with pytest.raises(keys.NoKeyError, match="backup"):
        keys.load(path)


def test_a_mark_holds_for_its_text_its_purpose_and_its_key_alone() -> None:
    key, other = b"k" * 32, b"o" * 32
    made = keys.mark(key, "link", "12")
    assert len(made) == keys.LENGTH
    assert keys.is_ours(key, "link", "12", made)
    assert keys.is_ours(key, "link", "12", made.upper())  # a mail program may change the case of an address
    assert not keys.is_ours(key, "link", "13", made)
    assert not keys.is_ours(key, "sender", "12", made)
    assert not keys.is_ours(other, "link", "12", made)
    assert not keys.is_ours(key, "link", "12", "ŵ" * 26)


def test_a_database_opened_without_a_key_says_so(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'x.db'}")
    with reading(engine) as session, pytest.raises(keys.NoKeyError):
        keys.of(session)
    engine.dispose()
