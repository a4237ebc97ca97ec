"""What the person writes: notes, quotes, names for searches."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on

from index.desk.records import Note, Quote, SavedSearch
from index.errors import NewsreaderError
from reader import messages, text
from reader.keys import key_name, keys_of
from reader.marking import in_a_line
from reader.screens.marking import Marking
from reader.widgets.article_body import ArticleBody

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.desk import Desk


class Noting(Marking):
    """What e, E, Q, F2 and F3 do, and keeping what is selected as a quote."""

    def settle(self) -> None:
        """Begin without drafts."""
        super().settle()
        self._drafts: dict[int, str] = {}
        """Notes that are not on the disk yet."""

    # Notes and quotes

    def action_note(self, to_quotes: bool = False) -> None:
        """Open the note on the article at hand, or its quotes."""
        self._with_note(partial(self._open_note, to_quotes=to_quotes))

    def action_edit_note(self) -> None:
        """Write the note in the person's own editor."""
        self._with_note(self._edit_note)

    def _with_note(self, then: Callable[[int, str, str, list[Quote]], None]) -> None:
        """Go on with the article at hand, its headline, note and quotes."""
        article_id = self.at_hand
        if article_id is None:
            self.status.say("There is no article here.")
            return

        def read(desk: Desk) -> Callable[[], None]:
            known = "".join(row.headline for row in self.loader.archive.headlines([article_id]))
            headline = text.headline(known)
            note: Note | None = desk.note(article_id)
            return partial(then, article_id, headline, note.text if note else "", desk.quotes(article_id))

        self.ask("Read a note", read)

    def _open_note(
        self, article_id: int, headline: str, note: str, quotes: list[Quote], *, to_quotes: bool
    ) -> None:
        from reader.screens.notes import NoteScreen

        if to_quotes and not quotes:
            key = key_name(keys_of("selection.quote")[0])
            self.status.say(f"No quotes of this article are kept: select some words and press {key}")
            return

        def keep(written: str) -> None:
            self._keep_note(article_id, note, written)

        def drop(quote: Quote) -> None:
            self.change("Delete a quote", _drop_quote, quote)

        def go(quote: Quote | None) -> None:
            if quote is not None:
                self.go_to_quote(quote)

        shown = self._drafts.get(article_id, note)
        self.app.push_screen(
            NoteScreen(headline, shown, quotes, keep=keep, drop=drop, to_quotes=to_quotes), go
        )

    def _edit_note(self, article_id: int, headline: str, note: str, quotes: list[Quote]) -> None:
        from reader import editor
        from reader.file_names import slug

        def edit() -> str:
            before = self._drafts.get(article_id, note)
            try:
                self._keep_note(article_id, note, editor.edit(before, slug(headline)))
            except editor.EditorFailed as error:
                if not error.written:
                    raise
                self._drafts[article_id] = error.written
                key = key_name(keys_of("article.note")[0])
                return f"{error.message} {key} shows what it had written. {error.hint}"
            return ""

        self.hand_terminal(edit)

    def _keep_note(self, article_id: int, before: str, written: str) -> None:
        """Keep a note; where the desk does not take it, it is at least shown again."""
        if written.strip() == before.strip() and article_id not in self._drafts:
            return
        self._drafts[article_id] = written

        def keep(desk: Desk) -> str:
            try:
                desk.write_note(article_id, written)
            except NewsreaderError as error:
                return f"{in_a_line(error)} Your words are not lost yet: open the note to see them."
            self._drafts.pop(article_id, None)
            return "Kept the note" if written.strip() else "Deleted the note"

        self.change("Keep a note", keep)

    @on(ArticleBody.QuoteTaken)
    def _keep_quote(self, fact: ArticleBody.QuoteTaken) -> None:
        """Keep what was selected as a quote."""

        def keep(desk: Desk) -> str:
            quote = desk.keep_quote(fact.article, fact.text, fact.start, fact.end)
            return f"Kept as a quote: “{text.one_line(quote.passage.text)}”"

        self.change("Keep a quote", keep)

    def go_to_quote(self, quote: Quote) -> None:
        """Show a quote where it stands in its article."""
        raise NotImplementedError

    # Saved searches

    def action_save_search(self) -> None:
        """Ask for a name for the present search."""
        query = self.listed[0]
        if not query:
            self.status.say("There is no search to save: search for something first.")
            return
        self.ask("Read the saved searches", lambda desk: partial(self._ask_name, query, desk.searches()))

    def _ask_name(self, query: str, taken: list[SavedSearch]) -> None:
        from reader.screens.searches import NamePrompt

        def save(desk: Desk, name: str) -> str:
            desk.save_search(name, query)
            return f"Saved the search {text.one_line(name)}"

        def take(name: str | None) -> None:
            if name is not None:
                self.change("Save a search", save, name)

        self.app.push_screen(NamePrompt(query, taken), take)

    def action_saved_searches(self) -> None:
        """Offer the saved searches."""
        self.ask("Read the saved searches", lambda desk: partial(self._offer_searches, desk.searches()))

    def _offer_searches(self, searches: list[SavedSearch]) -> None:
        from reader.screens.searches import SearchesScreen

        def forget(name: str) -> None:
            self.change("Delete a saved search", _forget_search, name)

        def take(query: str | None) -> None:
            if query is not None:
                self.post_message(messages.Search(query))

        if searches:
            self.app.push_screen(SearchesScreen(searches, forget), take)
        else:
            key = key_name(keys_of("search.save")[0])
            self.status.say(f"No search is saved yet: {key} saves the one you see.")


def _drop_quote(desk: Desk, quote: Quote) -> str:
    """Delete a quote."""
    return "Deleted the quote" if desk.drop_quote(quote.id) else "That quote was gone already."


def _forget_search(desk: Desk, name: str) -> str:
    """Delete a saved search."""
    gone = desk.forget_search(name)
    return f"Deleted the saved search {text.one_line(name)}" if gone else "That search was gone already."
