"""What a mail server has taken, noted at once: one appended line survives a sender that is killed before its commit.

A file for each sender, beside the database, gone when its batch has been written down. Whoever takes over from a dead
sender of the same machine reads there which letters are not in doubt.
"""

import contextlib
import hashlib
import os
from pathlib import Path


def _path(folder: Path, owner: str) -> Path:
    return folder / f"taken-{hashlib.sha256(owner.encode()).hexdigest()[:16]}"


class Notes:
    """One sender's notes; without a folder it keeps none."""

    def __init__(self, folder: Path | None, owner: str) -> None:
        self._path = _path(folder, owner) if folder is not None and folder.is_dir() else None
        self._file: int | None = None

    def add(self, letter: int, fence: int) -> None:
        """Note that a server has answered for this letter under this fence."""
        if self._path is None:
            return
        if self._file is None:
            self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.write(self._file, f"{letter} {fence}\n".encode())

    def close(self) -> None:
        """All of it stands in the database: the file goes."""
        if self._file is not None and self._path is not None:
            os.close(self._file)
            self._file = None
            self._path.unlink(missing_ok=True)


def noted(folder: Path | None, owner: str, letter: int, fence: int) -> bool:
    """Whether this sender noted that a server has answered for this letter under this fence."""
    if folder is None:
        return False
    with contextlib.suppress(FileNotFoundError):
        return f"{letter} {fence}" in _path(folder, owner).read_text(encoding="ascii").splitlines()
    return False


def forget(folder: Path | None, owner: str) -> None:
    """Nothing of this sender is in doubt any more: its notes go."""
    if folder is not None:
        _path(folder, owner).unlink(missing_ok=True)
