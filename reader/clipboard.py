"""Copying through the terminal, so that it works over ssh: the escape sequence OSC 52.

Source: XTerm Control Sequences, "Operating System Commands", Ps = 52. Multiplexers swallow it unless it is
wrapped: tmux wants ``DCS tmux; … ST`` with every ESC doubled (tmux FAQ, "passthrough"), GNU screen
``DCS … ST`` in pieces of at most 768 bytes. A tmux without passthrough may still take the bare sequence
(``set-clipboard on``), so tmux is sent both.
"""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Mapping

_PIECE = 512


def osc52(text: str, environ: Mapping[str, str] = os.environ) -> str:
    """What to write to the terminal so that ``text`` gets into the clipboard."""
    encoded = b64encode(text.encode("utf-8", "replace")).decode("ascii")
    sequence = f"\x1b]52;c;{encoded}\x07"
    if environ.get("TMUX"):
        return sequence + "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    if environ.get("TERM", "").startswith("screen"):
        pieces = (sequence[start : start + _PIECE] for start in range(0, len(sequence), _PIECE))
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return sequence
