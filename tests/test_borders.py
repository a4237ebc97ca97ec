"""The borders of the house, proved by looking at what a fresh process has imported."""

import subprocess
import sys

import pytest

HEAVY = {"textual", "whoosh", "numpy", "sqlite3", "dateparser", "rich"}


def modules_after(code: str) -> set[str]:
    """The top-level modules of a new process that ran ``code``."""
    script = f"{code}\nimport sys; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(run.stdout.splitlines()[-1].split())


def every_module_of_index() -> str:
    """A program that imports all of the core."""
    return (
        "import importlib, pkgutil, index\n"
        "for module in pkgutil.walk_packages(index.__path__, 'index.'):\n"
        "    importlib.import_module(module.name)"
    )


def test_core_knows_no_screen():
    """index/ can be used where no terminal is: it never imports the reader, Textual or Rich."""
    assert not modules_after(every_module_of_index()) & {"reader", "textual", "rich"}


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_small_questions_import_nothing_heavy(option: str):
    """``--version`` and ``--help`` answer at once: none of the heavy libraries is imported for them."""
    assert not modules_after(f"from reader.__main__ import main; main(['{option}'])") & HEAVY


def test_opening_an_archive_imports_no_search_engine(tmp_path):
    """The first screen lists headlines: Whoosh and NumPy wait until somebody searches."""
    code = (
        "from pathlib import Path; from index.archive import Archive\n"
        f"archive = Archive.open(Path({str(tmp_path / 'archive')!r}), create=True)\n"
        "archive.headlines(archive.ids(limit=50)); archive.close()"
    )
    assert not modules_after(code) & {"whoosh", "numpy", "dateparser", "textual"}


def test_the_desk_imports_no_search_engine(tmp_path):
    """Marks are shown and changed without Whoosh; only searching in notes takes it."""
    code = (
        "from pathlib import Path; from index.desk import Desk\n"
        f"desk = Desk(Path({str(tmp_path / 'desk.db')!r}))\n"
        "desk.star([1]); desk.tag([1], 'bridge'); desk.rows([1]); desk.ids('tag', 'bridge'); desk.undo()"
    )
    assert not modules_after(code) & (HEAVY - {"sqlite3"})
