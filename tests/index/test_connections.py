"""A connection for each thread, whole transactions, and no error of SQLite's that a person would see."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.connections import Connections, as_json, connect, primary_code, storable
from index.errors import NewsreaderError


class Told(NewsreaderError):
    """What these connections raise, with the code that it was raised for."""

    def __init__(self, error: sqlite3.Error) -> None:
        super().__init__(str(error))
        self.code = primary_code(error)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Connections]:
    connections = Connections(lambda: connect(tmp_path / "some.db"), Told)
    connections.rows("PRAGMA journal_mode = WAL")
    connections.rows("CREATE TABLE numbers (number INTEGER UNIQUE)")
    yield connections
    connections.close()


def test_a_transaction_that_fails_leaves_nothing(file: Connections) -> None:
    def write_and_fail() -> None:
        with file.transaction():
            file.write("INSERT INTO numbers VALUES (?)", [(1,), (2,)])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    assert list(file.column("SELECT number FROM numbers")) == []
    with file.transaction() as connection:
        connection.execute("INSERT INTO numbers VALUES (3)")
    assert file.rows("SELECT number FROM numbers WHERE number = ?", 3) == [(3,)]


def test_errors_of_sqlite_become_those_asked_for(file: Connections) -> None:
    with pytest.raises(Told) as told, file.transaction():
        file.write("INSERT INTO numbers VALUES (?)", [(1,), (1,)])
    assert told.value.code == sqlite3.SQLITE_CONSTRAINT
    assert isinstance(told.value.__cause__, sqlite3.IntegrityError)
    with pytest.raises(Told, match="no such table"):
        file.column("SELECT 1 FROM letters")


def test_what_is_closed_says_so_in_every_thread(file: Connections) -> None:
    file.close()
    with pytest.raises(Told, match="closed"):
        file.rows("SELECT 1")
    with ThreadPoolExecutor() as pool, pytest.raises(Told, match="closed"):
        pool.submit(file.rows, "SELECT 1").result()


def test_a_thread_reads_beside_a_transaction_and_its_connection_goes_with_it(file: Connections) -> None:
    seen: list[int] = []
    own = file.own()
    assert own is file.own()

    def read() -> None:
        assert file.own() is not own
        seen.extend(file.column("SELECT count(*) FROM numbers"))

    with file.transaction():
        file.write("INSERT INTO numbers VALUES (?)", [(1,)])
        reader = Thread(target=read)
        reader.start()
        reader.join()
    gc.collect()
    assert seen == [0]
    assert list(file._open) == [own]


def test_threads_write_one_after_another(file: Connections) -> None:
    def write(number: int) -> None:
        with file.transaction() as connection:
            ((count,),) = connection.execute("SELECT count(*) FROM numbers")
            connection.execute("INSERT INTO numbers VALUES (?)", (count,))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(40)))
    assert list(file.column("SELECT number FROM numbers ORDER BY number")) == list(range(40))


@given(st.lists(st.integers(-(2**63), 2**63 - 1)))
def test_ids_reach_sqlite_as_they_are(ids: list[int]) -> None:
    connection = sqlite3.connect(":memory:")
    rows = connection.execute("SELECT value FROM json_each(?)", (as_json(ids),)).fetchall()
    connection.close()
    assert rows == [(each,) for each in ids]


@given(st.text(st.characters()))
def test_any_text_can_be_stored(text: str) -> None:
    connection = sqlite3.connect(":memory:")
    assert connection.execute("SELECT ?", (storable(text),)).fetchone() == (storable(text),)
    connection.close()
