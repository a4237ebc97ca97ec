"""A segment file holds what was put in, and tells when it no longer does."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.fulltext import IndexUnusable
from index.fulltext.storage.packing import PackedArray, PackedStream, add_packed
from index.fulltext.storage.segment_file import SegmentFile, SegmentFileWriter


def write_sample(path: Path) -> None:
    with SegmentFileWriter(path) as file:
        file.add("small", np.arange(5, dtype=np.uint8))
        file.add("wide", np.array([1, 1 << 40], np.uint64))
        file.add("nothing", np.zeros(0, np.uint32))
        stream = file.stream("grown", np.uint16)
        for start in range(0, 3000, 1000):
            stream.append(np.arange(start, start + 1000))
        file.finish({"documents": 7})


def test_sections_and_meta_data_come_back(tmp_path: Path) -> None:
    write_sample(tmp_path / "a")
    file = SegmentFile(tmp_path / "a")
    assert file.meta == {"documents": 7}
    assert file.array("small").tolist() == [0, 1, 2, 3, 4]
    assert file.integers("wide")[1] == 1 << 40
    assert len(file.array("nothing")) == len(file.integers("nothing")) == 0
    assert file.array("grown").tolist() == list(range(3000))
    assert "grown" in file
    assert "other" not in file
    file.verify()


def test_sections_lie_where_an_array_of_any_type_may_begin(tmp_path: Path) -> None:
    write_sample(tmp_path / "a")
    file = SegmentFile(tmp_path / "a")
    assert all(file.offset(name) % 64 == 0 for name in file.names())


def test_arrays_cannot_be_written_to(tmp_path: Path) -> None:
    write_sample(tmp_path / "a")
    with pytest.raises(ValueError, match="read-only"):
        SegmentFile(tmp_path / "a").array("small")[0] = 1


def test_what_fails_half_way_leaves_no_file(tmp_path: Path) -> None:
    def fail_half_way() -> None:
        with SegmentFileWriter(tmp_path / "a") as file:
            file.add("small", np.arange(5))
            file.stream("grown", np.uint8).append(np.arange(9))
            raise RuntimeError("the disk is full, say")

    with pytest.raises(RuntimeError):
        fail_half_way()
    assert list(tmp_path.iterdir()) == []


def test_a_section_that_is_missing_means_a_damaged_index(tmp_path: Path) -> None:
    write_sample(tmp_path / "a")
    with pytest.raises(IndexUnusable, match="lacks the section other"):
        SegmentFile(tmp_path / "a").array("other")


def test_a_file_cut_anywhere_is_refused_when_it_is_opened(tmp_path: Path) -> None:
    write_sample(tmp_path / "a")
    whole = (tmp_path / "a").read_bytes()
    for size in [*range(0, len(whole), 97), len(whole) - 1]:
        (tmp_path / "cut").write_bytes(whole[:size])
        with pytest.raises(IndexUnusable):
            SegmentFile(tmp_path / "cut")


def test_a_file_that_grew_or_is_something_else_is_refused(tmp_path: Path) -> None:
    write_sample(tmp_path / "a")
    whole = (tmp_path / "a").read_bytes()
    for content in (whole + b"x", b"PK\x03\x04" * 100, bytes(len(whole)), whole[:200] + whole[-200:]):
        (tmp_path / "b").write_bytes(content)
        with pytest.raises(IndexUnusable):
            SegmentFile(tmp_path / "b")


def test_another_version_of_the_format_is_named(tmp_path: Path) -> None:
    write_sample(tmp_path / "a")
    content = bytearray((tmp_path / "a").read_bytes())
    content[8] = 99
    (tmp_path / "a").write_bytes(content)
    with pytest.raises(IndexUnusable, match="version 99"):
        SegmentFile(tmp_path / "a")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_flipped_bit_in_any_section_or_in_the_frame_is_found(tmp_path: Path, data: st.DataObject) -> None:
    """Bits between the sections carry nothing; every other one matters."""
    write_sample(tmp_path / "a")
    content = bytearray((tmp_path / "a").read_bytes())
    file = SegmentFile(tmp_path / "a")
    covered = [*range(12)]
    for name in file.names():
        covered += range(file.offset(name), file.offset(name) + file.array(name).nbytes)
    covered += range(content.rindex(b'{"sections"'), len(content))
    place = data.draw(st.sampled_from(covered))
    content[place] ^= 1 << data.draw(st.integers(0, 7))
    (tmp_path / "b").write_bytes(content)
    with pytest.raises(IndexUnusable):
        SegmentFile(tmp_path / "b").verify()


numbers = st.lists(
    st.one_of(st.integers(0, 300), st.sampled_from([255, 256, 65_535, 65_536, 70_000, 1 << 31])), max_size=60
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=numbers, low=st.sampled_from([np.uint8, np.uint16]), cut=st.integers(0, 60), data=st.data())
def test_packed_numbers_come_back_whole_and_in_slices(
    tmp_path: Path, values: list[int], low: type[np.uint8], cut: int, data: st.DataObject
) -> None:
    """Written at once or in pieces of any width, packed arrays read the same."""
    array = np.array(values, np.uint32)
    with SegmentFileWriter(tmp_path / "a") as file:
        add_packed(file, "once", array, low)
        stream = PackedStream(file, "pieces", low, len(array))
        for piece in (array[:cut], array[cut:]):
            narrow = piece.astype(np.uint8) if len(piece) and piece.max() < 256 else piece
            stream.append(narrow)
        file.finish({})
    start = data.draw(st.integers(0, len(values)))
    stop = data.draw(st.integers(start, len(values)))
    opened = SegmentFile(tmp_path / "a")
    for name in ("once", "pieces"):
        packed = PackedArray(opened, name)
        assert packed.read(start, stop).tolist() == values[start:stop]
        assert packed.read_as(start, stop, np.int64).tolist() == values[start:stop]


def test_many_runs_are_read_as_well_as_few(tmp_path: Path) -> None:
    values = np.arange(0, 5_000_000, 700, dtype=np.uint32)
    with SegmentFileWriter(tmp_path / "a") as file:
        add_packed(file, "numbers", values, np.uint16)
        file.finish({})
    packed = PackedArray(SegmentFile(tmp_path / "a"), "numbers")
    for start, stop in [(0, len(values)), (1, 7000), (50, 60), (93, 94), (94, 95), (10, 10)]:
        assert np.array_equal(packed.read(start, stop), values[start:stop])
        out = np.empty(stop - start, np.intp)
        assert np.array_equal(packed.read_as(start, stop, np.intp, out), values[start:stop])


def test_what_was_read_stays_good_when_its_memory_is_given_back(tmp_path: Path) -> None:
    """Merging gives memory back while it still holds arrays of the file."""
    values = np.arange(100_000, dtype=np.uint32)
    with SegmentFileWriter(tmp_path / "a") as file:
        file.add("numbers", values)
        file.finish({})
    opened = SegmentFile(tmp_path / "a")
    held = opened.array("numbers")
    assert held.sum() == values.sum()
    opened.release()
    assert (held == values).all()
    opened.verify()
