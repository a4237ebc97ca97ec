"""From articles to segments.

writer          adds, replaces, deletes, commits: what the rest of the program uses
parallel        the same in several processes, each of which reads the source itself
batch           documents held until their share of memory is used up, then written as a segment
tokens          many texts cut into words at once
vocabulary      every distinct form of a word and the terms it stands for, by number
inversion       words in the order of documents to postings in the order of terms
merging         several segments into one, without looking at a single word
tiers           which segments to merge, so that there are never many
"""
