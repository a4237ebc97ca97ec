"""The language of queries.

lexer           the text of a query into symbols, each with its place for messages
syntax          symbols into a tree, and a tree back into text
dates           what a person may write for a day, a month or a span of them
mark_values     what may stand after is:, has: and tag:
query           the tree into a search as Whoosh has it
marks           the articles that a person has marked, as a part of that search
"""
