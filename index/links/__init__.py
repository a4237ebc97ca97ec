"""The links between articles: resolving them, reading them both ways, telling duplicates."""
