"""The reader: the screen in front of :mod:`index`, and the ``newsreader`` command."""
