"""Where things lie: the archive, the desk, settings, the shipped articles, the archive made of them."""

from __future__ import annotations

import os
from pathlib import Path

from index.database import FILE
from index.errors import ArchiveMissing

VARIABLE = "NEWSREADER_ARCHIVE"
"""The environment variable that names the archive's folder."""

DESK_VARIABLE = "NEWSREADER_DESK"
"""The environment variable that names the file of the person's marks."""

SETTINGS_VARIABLE = "NEWSREADER_CONFIG"
"""The environment variable that names the file of settings."""

STATE_VARIABLE = "NEWSREADER_STATE"
"""The environment variable that names the file of what the screen remembers."""

_APPLICATION = "newsreader"


def archive_folder() -> Path:
    """The archive's folder: what ``NEWSREADER_ARCHIVE`` says, else one in the user's data folder."""
    if chosen := os.environ.get(VARIABLE):
        return Path(chosen).expanduser()
    from platformdirs import user_data_path

    return user_data_path(_APPLICATION, appauthor=False) / "archive"


def desk_file() -> Path:
    """The person's marks: what ``NEWSREADER_DESK`` says, else ``desk.db`` in the user's data folder."""
    if chosen := os.environ.get(DESK_VARIABLE):
        return Path(chosen).expanduser()
    from platformdirs import user_data_path

    return user_data_path(_APPLICATION, appauthor=False) / "desk.db"


def settings_file() -> Path:
    """The settings: what ``NEWSREADER_CONFIG`` says, else ``config.toml`` in the user's config folder."""
    if chosen := os.environ.get(SETTINGS_VARIABLE):
        return Path(chosen).expanduser()
    from platformdirs import user_config_path

    return user_config_path(_APPLICATION, appauthor=False) / "config.toml"


def state_file() -> Path:
    """What the screen remembers of how it was left: what ``NEWSREADER_STATE`` says, else ``screen.json``."""
    if chosen := os.environ.get(STATE_VARIABLE):
        return Path(chosen).expanduser()
    from platformdirs import user_state_path

    return user_state_path(_APPLICATION, appauthor=False) / "screen.json"


def is_archive(folder: Path) -> bool:
    """Whether there is an archive in a folder, whatever state it is in."""
    return (folder / FILE).exists()


def seeds_folder() -> Path:
    """The folder of the archive pages that ship with newsreader; ArchiveMissing when they were left out.

    Installed they lie inside the ``reader`` package, in a checkout beside it.
    """
    home = Path(__file__).resolve().parent.parent
    for folder in (home / "reader" / "seeds", home / "seeds"):
        if folder.is_dir():
            return folder
    raise ArchiveMissing(
        f"the sample articles are not where newsreader is installed ({home})",
        hint="Install newsreader again, or import articles of your own.",
    )


def samples_folder() -> Path:
    """Where the archive of the shipped articles is made: in the user's cache, one for each set of pages.

    Other pages, in another version of newsreader, give another folder.
    """
    from hashlib import blake2b

    from platformdirs import user_cache_path

    seeds = seeds_folder()
    pages = sorted((str(page.relative_to(seeds)), page.stat().st_size) for page in seeds.rglob("*.*"))
    name = blake2b(repr(pages).encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return user_cache_path(_APPLICATION, appauthor=False) / f"samples-{name}"
