"""Everything that turns files, pages and feeds into articles.

``files`` finds and loads files, one module a format reads their text (``archive_page``), ``pipeline`` runs
an import from paths to a sink. Nothing here knows the store, the index or a screen.
"""
