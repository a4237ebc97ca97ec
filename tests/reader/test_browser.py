"""Only pages of the web are opened, and trouble is told in a line."""

from __future__ import annotations

import webbrowser

import pytest

from reader import browser
from reader.browser import BrowserError


class Recorder(webbrowser.BaseBrowser):
    def __init__(self, *, works: bool = True) -> None:
        super().__init__("recorder")
        self.opened: list[str] = []
        self.works = works

    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
        self.opened.append(url)
        return self.works


@pytest.mark.parametrize(
    "url",
    ["", "file:///etc/passwd", "javascript:alert(1)", "ftp://example.org/", "https://", "-x", "http://[bad"],
)
def test_anything_but_a_web_page_is_refused(url: str) -> None:
    recorder = Recorder()
    with pytest.raises(BrowserError):
        browser.show(recorder, url)
    assert recorder.opened == []


def test_a_web_page_is_opened() -> None:
    recorder = Recorder()
    browser.show(recorder, "https://example.org/bridge")
    assert recorder.opened == ["https://example.org/bridge"]


def test_a_browser_that_fails_is_told() -> None:
    with pytest.raises(BrowserError, match="did not open"):
        browser.show(Recorder(works=False), "https://example.org/bridge")


def test_no_browser_at_all_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> webbrowser.BaseBrowser:
        raise webbrowser.Error("could not locate runnable browser")

    monkeypatch.setattr(webbrowser, "get", none)
    with pytest.raises(BrowserError, match="No browser"):
        browser.find()


def test_a_browser_for_the_terminal_needs_the_terminal() -> None:
    assert browser.needs_terminal(webbrowser.GenericBrowser("w3m"))
    assert not browser.needs_terminal(webbrowser.BackgroundBrowser("firefox"))
    assert not browser.needs_terminal(Recorder())
