"""Several files as a folder or as one ZIP file, written whole or not at all, and read within bounds."""

import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Protocol

from states.words import Sentence

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in a ZIP file: the same content gives the same bytes."""


class FilesError(Exception):
    """The folder or file cannot be written or read; `said` is what to do, in both languages."""

    def __init__(self, en: str, cy: str) -> None:
        self.said = Sentence(en, cy)
        super().__init__(en)


class Into(Protocol):
    """Where files are written."""

    def open(self, name: str) -> IO[bytes]:
        """Begin the file of this name."""


class From(Protocol):
    """Where files are read."""

    def names(self) -> frozenset[str]:
        """The files there are."""

    def open(self, name: str) -> IO[bytes]:
        """Open one of them."""


class _Folder:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> frozenset[str]:
        found = (one for one in self._folder.rglob("*") if one.is_file())
        return frozenset(one.relative_to(self._folder).as_posix() for one in found)

    def open(self, name: str) -> IO[bytes]:
        return (self._folder / name).open("rb")


class _NewFolder:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open(self, name: str) -> IO[bytes]:
        path = self._folder / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return path.open("xb")


class _Zip:
    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file

    def names(self) -> frozenset[str]:
        return frozenset(self._file.namelist())

    def open(self, name: str) -> IO[bytes]:
        return self._file.open(name)


class _NewZip:
    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file

    def open(self, name: str) -> IO[bytes]:
        about = zipfile.ZipInfo(name, EARLIEST)
        about.compress_type = zipfile.ZIP_DEFLATED
        return self._file.open(about, "w", force_zip64=True)


@contextmanager
def written(to: Path) -> Iterator[Into]:
    """Write a folder, or a ZIP file where the name ends in `.zip`; it is there when the block ends well."""
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise FilesError(f"{to} is there already; name another.", f"Mae {to} yno eisoes; enwch un arall.")
    to.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{to.name}.", dir=to.parent))  # readable by its owner alone
    try:
        if to.suffix.lower() == ".zip":
            made = draft / to.name
            with os.fdopen(os.open(made, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as raw:
                with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as file:
                    yield _NewZip(file)
                _to_disk(raw)
            made.rename(to)
        else:
            yield _NewFolder(draft)
            with suppress(FileNotFoundError):
                to.rmdir()
            draft.rename(to)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _to_disk(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


@contextmanager
def given(path: Path) -> Iterator[From]:
    """Read a folder or a ZIP file."""
    if path.is_dir():
        yield _Folder(path)
        return
    try:
        with zipfile.ZipFile(path) as file:
            yield _Zip(file)
    except FileNotFoundError as error:
        raise FilesError(f"There is no {path}; check the path.", f"Nid oes {path}; gwiriwch y llwybr.") from error
    except (zipfile.BadZipFile, OSError) as error:
        raise FilesError(
            f"{path} is neither a folder nor a whole ZIP file: fetch it again.",
            f"Nid ffolder na ffeil ZIP gyflawn yw {path}: nôlwch hi eto.",
        ) from error
