"""Taking articles away: citations, and files in the formats that other programs read.

:mod:`index.takeaway.formats` is the table of the formats; the command line, the reader and the README all
read it. Every format is a generator over :class:`index.takeaway.clippings.Clippings`, so that a million
articles need no more memory than one and a list of headlines.
"""
