"""Opening an article's original page in the person's own browser."""

from __future__ import annotations

import webbrowser
from urllib.parse import urlsplit

from index.errors import NewsreaderError
from reader.keys import key_name, keys_of


class BrowserError(NewsreaderError):
    """The page cannot be shown in a browser."""

    title = "Not opened"
    exit_code = 1


def check(url: str) -> None:
    """Raise :class:`BrowserError` for anything but http and https: an archive may hold any url at all."""
    if not url:
        raise BrowserError("This article names no original page.")
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise BrowserError(f"This is no url: {url}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BrowserError(f"Only http and https pages are opened, and this is {url}")


def find() -> webbrowser.BaseBrowser:
    """The desktop's browser, or the one ``$BROWSER`` names; :class:`BrowserError` where there is none."""
    try:
        return webbrowser.get()
    except webbrowser.Error as error:
        raise BrowserError("No browser was found here.", hint=_instead()) from error


def needs_terminal(browser: webbrowser.BaseBrowser) -> bool:
    """Whether the browser draws on this terminal, as lynx and w3m do, and so needs it for itself."""
    background = isinstance(browser, webbrowser.BackgroundBrowser)
    return isinstance(browser, webbrowser.GenericBrowser) and not background


def show(browser: webbrowser.BaseBrowser, url: str) -> None:
    """Show the page; may block until a terminal browser is left. Raises :class:`BrowserError`."""
    check(url)
    if not browser.open(url):
        raise BrowserError(f"The browser did not open {url}", hint=_instead())


def _instead() -> str:
    """What can be done without a browser."""
    return f"{key_name(keys_of('article.copy-link')[0])} copies the link instead."
