"""The files of the index: what a segment holds, read as arrays from a memory map.

    commits         commit.json: which segments there are, and how much of the store they have seen
    segment_file    one file a segment: sections, version, checksum
    layout          which sections the fields of the schema have
    lexicon         a sorted dictionary of terms, searched without making Python objects of it
    packing         posting lists: document numbers, frequencies and positions in few bytes
    columns         a value per document, to order, filter and count by
    segment_view    an open segment: all of this as plain arrays
    documents       sets of documents, and what is done with them
    codec           the same segment as Whoosh wants to read it, with term_reader

How a section is written stands beside how it is read; whole segments are made in
:mod:`index.fulltext.writing`.
"""
