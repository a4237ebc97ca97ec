"""The open article on the screen: its matches, its links by letters, what is selected of it, zen mode."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import on
from textual.events import Key
from textual.keys import key_to_character

from reader import hints, messages
from reader.hints import Hint
from reader.keys import key_name, keys_of
from reader.screens.taking import Taking
from reader.widgets.article_body import ArticleBody
from reader.widgets.hinted_pane import HintedPane

if TYPE_CHECKING:
    from reader.app import NewsreaderApp


class Viewing(Taking):
    """What can be done with the article that is seen, without knowing another one."""

    _hints: tuple[tuple[HintedPane, list[Hint]], ...] = ()
    """The letters that are shown, by pane; none while no link is being chosen by them."""
    _typed = ""

    def settle(self) -> None:
        """Tell what was typed of a command that is not complete yet."""
        super().settle()
        self.watch(self.app, "typed", self._tell_typed)

    def _tell_typed(self, typed: str) -> None:
        """Show a number or the beginning of a sequence as it would be written: ``12g``."""
        strokes = (key if key == "space" else key_to_character(key) or key for key in typed.split())
        self.status.typed = "".join(map(key_name, strokes))
        if typed:
            self.status.hush()

    # Matches

    def action_match(self, steps: int) -> None:
        """Go to the next match in the open article."""
        if not self.opened:
            return
        body = self.article_pane.body
        if not (body.next_match() if steps > 0 else body.previous_match()):
            self.status.say("There is no match in this article.")

    @on(ArticleBody.Matched)
    def _tell_match(self, fact: ArticleBody.Matched) -> None:
        """Say which match of how many one is at."""
        self.status.match = (fact.number, fact.total)
        if self.zen and fact.number and not self.article_pane.prompt.display:
            self.status.say(f"match {fact.number} of {fact.total:,}")

    @on(ArticleBody.Progressed)
    def _tell_progressed(self, fact: ArticleBody.Progressed) -> None:
        """Say how far one has read."""
        self.status.percent = fact.percent

    @on(ArticleBody.ColumnSet)
    def _tell_column(self, fact: ArticleBody.ColumnSet) -> None:
        """Say how wide the column is now, and remember it."""
        cast("NewsreaderApp", self.app).remembered.column = fact.cells
        self.status.say(f"The column is {fact.cells} cells wide.")

    # Links

    @on(ArticleBody.LinkChosen)
    def _tell_link(self, fact: ArticleBody.LinkChosen) -> None:
        """Say where the chosen link leads."""
        if fact.url:
            verb = "follows" if fact.number else "opens"
            self.status.say(f"{_key('link.follow')} {verb}: {fact.title or fact.url}")
        else:
            self.status.hush()

    def action_hints(self) -> None:
        """Show letters beside the links in view."""
        seen: list[HintedPane] = [self.article_pane.body, self.related]
        panes = [pane for pane in seen if self.opened and pane.is_on_screen and pane.region]
        targets = [pane.targets() for pane in panes]
        letters = iter(hints.labels(sum(map(len, targets))))
        self._typed = ""
        self._hints = tuple(
            (pane, [Hint(next(letters), target) for target in each])
            for pane, each in zip(panes, targets, strict=True)
        )
        if not any(each for _, each in self._hints):
            self._hints = ()
            self.status.say("There is no link in view.")
            return
        self._show_hints()
        self.status.say("Type the letters beside a link to follow it.")

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """While letters are shown, no number and no sequence of keys is begun."""
        return bool(self._hints) and character is not None and character.isprintable()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nor is anything else done that a key means otherwise."""
        return False if self._hints else super().check_action(action, parameters)

    def on_key(self, event: Key) -> None:
        """While letters are shown, what is typed is one of them, or ends them."""
        if not self._hints:
            return
        event.stop()
        event.prevent_default()
        self.status.hush()
        self._typed += event.character or ""
        left = [hint for _, each in self._hints for hint in hints.beginning(each, self._typed)]
        if not event.is_printable or not left:
            self._end_hints()
        elif left[0].letters == self._typed:
            self._end_hints()
            self.post_message(left[0].target.request)
        else:
            self._show_hints()

    def on_resize(self) -> None:
        """Other links come into view."""
        self._end_hints()

    def _show_hints(self) -> None:
        for pane, each in self._hints:
            pane.show_hints(hints.beginning(each, self._typed))

    def _end_hints(self) -> None:
        for pane, _ in self._hints:
            pane.show_hints(())
        self._hints = ()

    # What is selected

    @on(ArticleBody.Selected)
    def _tell_selected(self, fact: ArticleBody.Selected) -> None:
        """Say what can be done with it."""
        if fact.text:
            words = len(fact.text.split())
            told = f"{words:,} word{'' if words == 1 else 's'} selected"
            copy, keep, leave, more, less = map(_key, _SELECTING)
            arrows = f"{less} {more} less or more, " if fact.by_words else ""
            self.status.say(f"{told}: {arrows}{copy} copies, {keep} keeps a quote, {leave} leaves")
        else:
            self.status.hush()

    @on(messages.CopyText)
    def _copy(self, request: messages.CopyText) -> None:
        """Copy through the terminal; show the text too, which a terminal may not take."""
        self.app.copy_to_clipboard(request.text)
        self.status.say(f"Copied: {' '.join(request.text.split())}")

    # Nothing but the article

    @property
    def zen(self) -> bool:
        """Whether nothing but the article is shown."""
        return self.has_class("-zen")

    def action_zen(self) -> None:
        """Show nothing but the article, or everything again."""
        if not self.opened:
            self.status.say("Open an article first.")
            return
        self.to_article()
        self._set_zen(not self.zen)

    def to_list(self) -> None:
        """Go to the list, which is then shown."""
        if self.zen:
            self._set_zen(False)
        super().to_list()

    def _set_zen(self, wanted: bool) -> None:
        self.set_class(wanted, "-zen")
        self.status.bare = wanted
        self.article_pane.place_relations(inline=self.panes < 3)


_SELECTING = (
    "selection.copy", "selection.quote", "selection.leave", "selection.next-word", "selection.previous-word",
)  # fmt: skip
"""What can be done with what is selected."""


def _key(command_id: str) -> str:
    """The key of a command, as people write it."""
    return key_name(keys_of(command_id)[0])
