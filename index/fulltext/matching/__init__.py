"""Which documents a query finds, in which order, by operations on whole arrays.

evaluate        begin here: a query over all segments
plan            a query into a tree of nodes for one segment; what it does not know, Whoosh does
nodes           what a node is: cost, documents, scores
terms, phrases  the leaves: a word, several in a row
boolean         and, or, not and their kin
expansion       prefixes, wildcards, misspelt words, ranges: one leaf out of many terms
ranking         BM25F and the best few of many
ordering        by date or paper, from columns
counting        how many by year or paper
array_searcher  all this as a Whoosh searcher, with Whoosh's own collector to fall back on
"""
