"""The tables of ``archive.db``: the truth of an archive, readable with any SQLite tool.

    articles    one row an article: its current metadata, and where its current text lies
    texts       every text ever imported, appended under its sequence number
    versions    which earlier texts an article had, with the metadata they were printed with
    links       the related links as printed, and the article each one was resolved to
    origins     the paths that an article came from
    rejected    the files that gave no article, and why
    choices     what a person decided of a link: where it leads, or that it leads nowhere
    traces      what a headline leaves in passing: keys that another one like it leaves as well
    seeking     the same keys of printed titles, each title being known by its headline key
    sketches    what a text leaves: a key and the text's sequence number in each whole number
    copies      which articles are versions of one piece under other ids
    meta        totals that would cost a scan to count, and up to which text all is woven; -1: to none

The metadata of a million articles is small and hot, their texts are large and cold: they lie apart, so that
a list never reads past a body. Article ids are hashes and scatter; sequence numbers rise, so texts are only
ever appended, and "what is new since" is a range of them.
"""

from __future__ import annotations

APPLICATION_ID = 0x6E657773
"""What SQLite's header says of the file: ``news``."""

TABLES = f"""
PRAGMA page_size = 8192;
BEGIN;

CREATE TABLE articles (
    id           INTEGER PRIMARY KEY,
    sequence     INTEGER NOT NULL,             -- of the current text
    day          INTEGER NOT NULL,             -- YYYYMMDD, unknown parts 0; 0 when undated
    headline_key INTEGER,                      -- normalised headline; NULL when it has no words
    family       INTEGER,                      -- of a sibling: the id it would have had
    fingerprint  BLOB NOT NULL,
    listed       INTEGER NOT NULL,             -- links in its "Related articles" list
    versions     INTEGER NOT NULL,             -- texts kept, the current one included
    published    TEXT NOT NULL,
    headline     TEXT NOT NULL,
    byline       TEXT NOT NULL,
    source       TEXT NOT NULL,
    section      TEXT NOT NULL,
    dateline     TEXT NOT NULL,
    credit       TEXT NOT NULL,
    url          TEXT NOT NULL,
    language     TEXT NOT NULL
);
CREATE INDEX articles_by_day ON articles (day, sequence);
CREATE INDEX articles_by_headline ON articles (headline_key) WHERE headline_key IS NOT NULL;
CREATE INDEX articles_by_family ON articles (family, fingerprint) WHERE family IS NOT NULL;

CREATE TABLE texts (
    sequence INTEGER PRIMARY KEY,
    article  INTEGER NOT NULL,
    body     TEXT NOT NULL
);

CREATE TABLE versions (
    article     INTEGER NOT NULL,
    sequence    INTEGER NOT NULL,
    fingerprint BLOB NOT NULL,
    record      TEXT NOT NULL,                 -- JSON: everything but the text
    PRIMARY KEY (article, sequence)
) WITHOUT ROWID;
CREATE INDEX versions_by_fingerprint ON versions (fingerprint);

CREATE TABLE links (
    article      INTEGER NOT NULL,             -- the one that holds the link
    position     INTEGER NOT NULL,             -- from 0, in the order of the article's links
    kind         TEXT NOT NULL,
    title        TEXT NOT NULL,
    url          TEXT NOT NULL,
    sentence     TEXT NOT NULL,
    url_key      INTEGER,                      -- the id of the article at that url, stored or not
    headline_key INTEGER,
    target       INTEGER,                      -- NULL while the link is wanted
    how          TEXT NOT NULL DEFAULT '',
    confidence   REAL NOT NULL DEFAULT 0,
    runner_up    INTEGER,
    PRIMARY KEY (article, position)
) WITHOUT ROWID;
CREATE INDEX links_by_url ON links (url_key) WHERE url_key IS NOT NULL;
CREATE INDEX links_by_headline ON links (headline_key) WHERE headline_key IS NOT NULL;
CREATE INDEX links_by_target ON links (target) WHERE target IS NOT NULL;

CREATE TABLE origins (
    article INTEGER NOT NULL,
    path    TEXT NOT NULL,
    PRIMARY KEY (article, path)
) WITHOUT ROWID;

CREATE TABLE rejected (path TEXT PRIMARY KEY, reason TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES ('articles', 0);

PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = 1;
COMMIT;
"""
"""The first version of the schema."""

UPGRADES = (
    """
    CREATE TABLE choices (
        article      INTEGER NOT NULL,
        url_key      INTEGER NOT NULL,             -- the link's own keys, 0 for none: they outlive its place
        headline_key INTEGER NOT NULL,
        target       INTEGER,                      -- NULL: the link leads nowhere
        PRIMARY KEY (article, url_key, headline_key)
    ) WITHOUT ROWID;
    CREATE INDEX choices_by_target ON choices (target) WHERE target IS NOT NULL;

    CREATE TABLE traces (key INTEGER, article INTEGER, PRIMARY KEY (key, article)) WITHOUT ROWID;

    CREATE TABLE seeking (key INTEGER, title INTEGER, PRIMARY KEY (key, title)) WITHOUT ROWID;

    CREATE TABLE copies (article INTEGER PRIMARY KEY, family INTEGER NOT NULL);
    CREATE INDEX copies_by_family ON copies (family);

    INSERT INTO meta SELECT 'woven', NOT EXISTS (SELECT 1 FROM texts);
    """,
    """
    CREATE TABLE sketches (place INTEGER PRIMARY KEY);

    INSERT OR REPLACE INTO meta SELECT 'woven', -EXISTS (SELECT 1 FROM texts);
    """,
)
"""What each later version adds to the one before it."""

VERSION = 1 + len(UPGRADES)
"""The schema's version, in SQLite's ``user_version``. The keys of :mod:`index.identity` belong to it."""
