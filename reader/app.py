"""The application: settings, themes, keys, the clipboard, the first screen. Nothing about articles."""

from __future__ import annotations

import gc
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App
from textual.reactive import reactive

from reader import keymap, keys, signs, themes
from reader.clipboard import osc52
from reader.keyboard import Keyboard
from reader.keys import Scope, bindings
from reader.remembered import Remembered
from reader.screens.front import FrontScreen
from reader.settings import AUTO, Loaded

if TYPE_CHECKING:
    from textual.command import Provider

_STEPS = re.compile(r"(\w+)\((-?\d+)\)")
"""An action that is told how many steps to take."""


def _commands() -> type[Provider]:
    """The palette's source, loaded when the palette is first opened."""
    from reader.palette import Commands

    return Commands


class NewsreaderApp(App[int]):
    """The reader in front of one archive. Its return value is the exit code of the process."""

    TITLE = "newsreader"
    CSS_PATH = "newsreader.tcss"
    BINDINGS = bindings(Scope.APP)
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_commands}
    COMMAND_PALETTE_BINDING = "ctrl+p"
    ESCAPE_TO_MINIMIZE = False

    typed: reactive[str] = reactive("", repaint=False)
    """The number and the strokes of a command that is not complete yet."""

    def __init__(
        self,
        folder: Path,
        query: str = "",
        *,
        samples: bool = False,
        loaded: Loaded | None = None,
        remembered: Remembered | None = None,
    ) -> None:
        """Show the archive in ``folder``, first the articles that match ``query``.

        With ``samples`` a folder without an archive gets the shipped articles. ``loaded`` holds the person's
        settings, ``remembered`` how the screen was left.
        """
        colour = "NO_COLOR" not in os.environ
        super().__init__(ansi_color=None if colour else True)  # without colours the terminal's own are drawn
        self._folder = folder
        self._query = query
        self._samples = samples
        self.loaded = loaded or Loaded()
        self.settings = self.loaded.settings
        self.remembered = remembered or Remembered()
        for name in {"list", "column", "density"} & self.loaded.given:
            setattr(self.remembered, name, getattr(self.settings, name))
        self._keymap_in_use = keymap.resolve(self.settings.preset, self.settings.keys)
        self._keyboard = Keyboard()
        signs.settle(self.settings.signs)
        self._is_chorded = self._keymap_in_use.is_chorded
        keys.use(self._keymap_in_use.keys)
        changed = self._keymap_in_use.changed()
        self.set_keymap({name: keymap.bound(name, given) for name, given in changed.items()})
        page_name = themes.preferred(self.settings.theme, self.remembered.theme, os.environ, colour=colour)
        for page in themes.PAGES.values():
            self.register_theme(page.theme())
        self.theme = page_name
        self._coloured = self.get_css_variables()
        """The colours that the styles were read with."""
        self.stylesheet.set_variables(self._coloured)
        if not themes.animated(self.settings.animations, os.environ):
            self.animation_level = "none"

    @property
    def problem(self) -> str:
        """What is wrong with the settings, in one line; empty when nothing is."""
        first, *others = (*self.loaded.problems, *self._keymap_in_use.problems, "")
        more = f" ({len(others) - 1} more: newsreader config)" if len(others) > 1 else ""
        return first + more

    def get_default_screen(self) -> FrontScreen:
        """The reading screen, or what is there of it at first, lies below everything else."""
        return FrontScreen(self._folder, self._query, samples=self._samples)

    def refresh_css(self, animate: bool = True) -> None:
        """Read the styles anew in other colours; the reader starts with styles that have the right ones."""
        wanted = self.get_css_variables()
        if wanted != self._coloured:
            self._coloured = wanted
            super().refresh_css(animate)

    def on_ready(self) -> None:
        """Leave what start-up made out of every later garbage collection: those pauses would be felt."""
        gc.enable()
        gc.freeze()

    async def on_event(self, event: events.Event) -> None:
        """Read numbers and sequences of keys, where the keymap has any, before anybody else sees them."""
        chorded = self._is_chorded
        if chorded and isinstance(event, events.Key) and not event.is_forwarded and await self._read(event):
            return
        await super().on_event(event)

    async def _read(self, event: events.Key) -> bool:
        """Read a key; says whether nothing is left to be done about it."""
        takers = (self.screen, self.focused)
        if any(taker.check_consume_key(event.key, event.character) for taker in takers if taker is not None):
            self._keyboard.forget()
            self.typed = ""
            return False
        active = self.screen.active_bindings
        pressed = self._keyboard.press(event.key, active)
        self.typed = self._keyboard.pending
        if pressed.plain:
            return False
        if pressed.key:
            meant = active[pressed.key]
            action, times = meant.binding.action, pressed.count
            if meant.binding.id not in keymap.COUNTED:
                times = 1
            elif steps := _STEPS.fullmatch(action):
                action, times = f"{steps[1]}({int(steps[2]) * times})", 1
            with self.batch_update():
                for _ in range(times):
                    await self.run_action(action, meant.node)
        return True

    def copy_to_clipboard(self, text: str) -> None:
        """Copy through the terminal, also out of tmux and screen."""
        self._clipboard = text
        if self._driver is not None:
            self._driver.write(osc52(text))

    def action_command_palette(self) -> None:
        """Offer every command, but not while the archive is only being made ready."""
        from reader.palette import Palette
        from reader.screens.opening import OpeningScreen

        if not isinstance(self.screen, OpeningScreen) and not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def action_help(self) -> None:
        """Show every key, first those that have effect here."""
        from reader.screens.help import HelpScreen

        here = {active.binding.id for active in self.screen.active_bindings.values() if active.enabled}
        self.push_screen(HelpScreen(frozenset(filter(None, here))))

    def action_choose_theme(self) -> None:
        """Choose a page, seen at once behind the choice."""
        from reader.screens.theme_choice import ThemeChoice

        self.push_screen(ThemeChoice(self.theme), self._keep_theme)

    def action_toggle_theme(self) -> None:
        """Change between the light and the dark page."""
        self._keep_theme(themes.opposite(self.theme))

    def _keep_theme(self, name: str | None) -> None:
        """Use a page from now on."""
        if name is not None:
            self.theme = name
            if self.settings.theme == AUTO:
                self.remembered.theme = name


def run(folder: Path, query: str = "", *, samples: bool = False) -> int:
    """Open the reader on the archive in ``folder`` and give the exit code when it is left."""
    from index.locations import settings_file, state_file
    from reader import settings

    app = NewsreaderApp(
        folder,
        query,
        samples=samples,
        loaded=settings.load(settings_file()),
        remembered=Remembered.load(state_file()),
    )
    code = app.run()
    try:
        app.remembered.save()
    except OSError as error:
        print(f"newsreader: how the screen was left is not remembered: {error}", file=sys.stderr)
    return code if code is not None else app.return_code or 0
