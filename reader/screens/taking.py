"""Taking an article along: its page in the browser, its link in the clipboard."""

from __future__ import annotations

from textual import on

from index.errors import NewsreaderError
from reader import browser
from reader.fetching import UrlLoaded
from reader.messages import OpenPage
from reader.screens.takeaway import Takeaway


class Taking(Takeaway):
    """What o and y do: with the open article, or from the list with the chosen one."""

    def action_browse(self) -> None:
        """Open the original page in the browser."""
        self._ask_url("browse")

    def action_copy_link(self) -> None:
        """Copy the article's link."""
        self._ask_url("copy")

    def _ask_url(self, purpose: str) -> None:
        """Fetch the url of the article at hand."""
        if self.at_hand is not None:
            self.fetcher.url(self.at_hand, purpose)

    @on(UrlLoaded)
    def _take(self, fact: UrlLoaded) -> None:
        """Do with the url what was asked for."""
        if not self.loader.is_current(fact):
            return
        if fact.purpose == "browse":
            self.post_message(OpenPage(fact.url))
        elif fact.url:
            self.app.copy_to_clipboard(fact.url)
            self.status.say(f"Copied {fact.url}")
        else:
            self.status.say("This article names no original page.")

    @on(OpenPage)
    def _browse(self, request: OpenPage) -> None:
        """Show a page in the browser, in a thread unless the browser needs this terminal."""
        try:
            browser.check(request.url)
            chosen = browser.find()
        except NewsreaderError as error:
            self.status.say(f"{error.message} {error.hint}".strip())
            return
        self.status.say(f"Opening {request.url}")
        if not browser.needs_terminal(chosen):
            self.fetcher.browse(chosen, request.url)
            return

        def show() -> str:
            browser.show(chosen, request.url)
            return ""

        self.hand_terminal(show)
