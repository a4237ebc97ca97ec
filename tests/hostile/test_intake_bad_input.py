"""Pages made to do harm: nothing of them steers a screen, stalls an import or stops it."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from index.article import Article
from index.cleaning import decode
from index.intake import archive_page
from index.intake.files import LARGEST, load, walk
from index.intake.pipeline import LinkCounts, run
from index.markdown import blocks, plain
from index.records import Outcome, Rejected

TURNING = {"RLO", "LRO", "RLE", "LRE", "PDF", "RLI", "LRI", "FSI", "PDI"}
STEERING = {"Cc", "Cs", "Zl", "Zp"}


class Counting:
    """A sink that keeps headlines."""

    def __init__(self) -> None:
        self.headlines: list[str] = []

    def put(self, batch: list[tuple[Article, str]]) -> list[Outcome]:
        self.headlines += [article.headline for article, _ in batch]
        return [Outcome.ADDED] * len(batch)

    def reject(self, rejected: list[Rejected]) -> None:
        pass

    def finish(self, on_progress: object) -> LinkCounts:
        return LinkCounts(0, 0, 0)


def texts(article: Article) -> str:
    parts = [article.headline, article.body, article.byline, article.source, article.section]
    parts += [article.dateline, article.credit, article.url]
    return "\n".join(
        parts + [text for link in article.links for text in (link.title, link.url, link.sentence)]
    )


def test_no_field_of_a_hostile_page_holds_what_steers_a_terminal(tmp_path: Path) -> None:
    evil = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202e\u2066\x00\x08&#27;&#x9b;&#8238;"
    page = tmp_path / "page.md"
    page.write_text(
        f"# [/bold] The {evil} Tide [Reuters] \x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\\n\n"
        f"By [I{evil}da](#{evil})\n\nMay 3, 1998\n\n**Sound{evil} Courier**\n\nBody {evil} text [a{evil}](http://x.example/{evil}).\n\n"
        f"*(Wi{evil}re)*\n\nRelated articles\n\n- [On{evil}e](#)\n\nOriginal url: <http://x.example/{evil}a>\n",
        encoding="utf-8",
    )
    data = page.read_bytes().replace(b"\x00", b"")  # a NUL makes it a binary file, which is rejected
    page.write_bytes(data)
    article = load(page)
    assert isinstance(article, Article)
    assert article.headline.startswith("[/bold] The")
    assert "[Reuters]" in article.headline
    for sign in texts(article):
        assert sign in "\n\t" or unicodedata.category(sign) not in STEERING, repr(sign)
        assert unicodedata.bidirectional(sign) not in (
            "RLO",
            "LRO",
            "RLE",
            "LRE",
            "PDF",
            "RLI",
            "LRI",
            "FSI",
            "PDI",
        )


@pytest.mark.parametrize(
    "headline", ["[/markup]", "[red]x[/red]", "[@click=app.quit]go[/]", "\\[x]", "[[[", "]"]
)
def test_markup_in_a_headline_is_text(headline: str) -> None:
    assert archive_page.read(f"# {headline}\n\nText.").headline == headline.replace("\\", "")


def test_a_folder_of_all_kinds_of_bad_files_is_imported_as_far_as_it_goes(tmp_path: Path) -> None:
    (tmp_path / "1.md").write_text("# First\n\nText.")
    (tmp_path / "2.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 10)
    (tmp_path / "3.md").write_bytes(b"")
    (tmp_path / "4.md").write_bytes(b"word " * ((LARGEST // 5) + 1))
    (tmp_path / "5.md").symlink_to(tmp_path / "nowhere")
    (tmp_path / "6").mkdir()
    (tmp_path / "6/loop").symlink_to(tmp_path)
    (tmp_path / "7.md").write_text("# Last\n\nText.")
    sink = Counting()
    report = run([tmp_path], sink)
    assert sink.headlines == ["First", "Last"]
    assert {Path(rejected.path).name for rejected in report.rejected} == {
        "2.jpg",
        "3.md",
        "4.md",
        "5.md",
        "loop",
    }
    assert all(rejected.reason for rejected in report.rejected)
    assert report.files == 7


def test_one_line_of_as_much_as_a_file_may_hold_is_an_article(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_bytes(b"# Long\n\n" + b"word " * ((LARGEST - 100) // 5))
    article = load(page)
    assert isinstance(article, Article)
    assert article.body.count("word") == (LARGEST - 100) // 5


def test_folders_deeper_than_the_stack_are_walked(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(500):
        folder = folder / "d"
    folder.mkdir(parents=True)
    (folder / "page.md").write_text("# Deep\n\nText.")
    assert list(walk([tmp_path])) == [folder / "page.md"]


REPEATED = [
    "#", "[", "(", "](", "[](", "![", "![](", " ", "*", "* ", "_a_ ", "**a", "`", "` ``", "<http://", "http://a)",
    ">", "> ", "- ", "-", "|", "a|\n", "\n", "\n ", "\n\n    a", "\n    a\nb", "=", ".", ". A", '"',
    '<a href="x', "&#", "\\", "[a]: http://b\n", "[a][b]", "~~~\n", "```\n", "# a\n", "**a**\n", "*(A)*\n\n",
    "\x1b[", "By A\n", "(A", "1. a\n", "a  \n",
    "Related articles\n- a\n", "Original url:\n", "\x1b]", "\u202e", "a   b\n", "A — ", '[x](y "', "\t",
    "A, ", "Read more: [a](b)\n", "14 x 2012\n", "May 3, 1998\n", "[a](b) ",
]  # fmt: skip


@pytest.mark.parametrize("sign", REPEATED, ids=repr)
def test_long_runs_of_one_sign_are_read_in_one_pass(sign: str) -> None:
    """Quadratic work on these would take minutes; the suite's own limit of time is the judge."""
    text = sign * (100_000 // len(sign)) + "x"
    article = archive_page.read(text)
    assert len(plain(article.body)) <= len(text) * 4 + 100
    assert len(blocks(article.body)) <= len(text)


@pytest.mark.parametrize("data", [b"\xff" * 50_000, b"\x80\x81\x9d" * 20_000, bytes(range(128, 256)) * 500])
def test_bytes_of_no_encoding_are_decoded_all_the_same(data: bytes) -> None:
    assert decode(data)
