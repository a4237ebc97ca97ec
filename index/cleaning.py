"""Untrusted bytes to safe text.

Articles come from anywhere: their bytes may be in any encoding and may carry terminal escape sequences,
marks that turn the direction of a line, or signs that no screen shows. What leaves this module is text
that holds only words, spaces, tabs and line feeds.
"""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1 << 16
"""Bytes that the guess of an encoding looks at; more makes it slow and no better."""
_AROUND = 60
"""Bytes of context that are looked at around each one beyond ASCII."""
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
_NEARLY = 0.002
"""The share of broken bytes up to which a text is still taken for UTF-8, with those few replaced."""

_ONE_BYTE = (
    "cp1252", "cp1250", "iso8859_2", "cp1251", "koi8_r", "iso8859_5", "cp866", "cp1253", "cp1254", "cp1255",
    "cp1256", "cp1257", "cp874",
)  # fmt: skip
_MORE_BYTES = ("cp932", "euc_jp", "iso2022_jp", "gb18030", "big5", "cp949")
"""What newspapers and their archives were written in before Unicode."""
_CENTRAL = re.compile(r"[šžýŠŽÝ]|\w[³¿]\w")

_NEWLINE = "\r\v\f\x85\u2028\u2029"
_WIDE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_UNSEEN = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0 but tab and newlines, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks, embeddings, overrides, isolates of direction
    "\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff"  # signs without width, but the joiners stay
    "\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e007f"  # annotation, musical and tag controls
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # halves of surrogate pairs, no characters
)
_ANY_OF_THEM = re.compile(f"[{_NEWLINE}{_WIDE}{_UNSEEN}]")
_NEWLINES = re.compile(f"\r\n|[{_NEWLINE}]")
_WIDE_SPACES = re.compile(f"[{_WIDE}]")
_UNSEEN_SIGNS = re.compile(f"[{_UNSEEN}]+")
_ESCAPES = re.compile(
    "\x1b\\[[0-?]{0,64}[ -/]{0,16}[@-~]"  # colours, movements of the cursor
    "|\x1b[\\]PX^_][^\x07\x1b\n]{0,2048}(?:\x07|\x1b\\\\)"  # titles, links, device strings, with their ends
    "|\x1b(?:[ -/]{1,16}[0-~]|[78=>]|[A-Zc-o](?!\\w))"  # character sets, saved cursor, reset
)
_PUNCTUATION = str.maketrans(
    {code: bytes([code]).decode("cp1252") for code in (0x80, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99)}
)
"""Quotes and dashes of Windows pages that somebody took for Latin-1: control characters to Unicode."""
_FOLDED = re.compile(r"\s+")


def decode(data: bytes) -> str:
    """The text of some bytes: by their byte order mark, as UTF-8, else as charset-normalizer guesses.

    Never raises. What cannot be decoded becomes U+FFFD.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if encoding := unmarked_utf16(data):
        return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_by_guess(data)


def unmarked_utf16(data: bytes) -> str:
    """The byte order of UTF-16 without its mark, known by every other byte being 0; empty if it is not."""
    sample = data[:4096]
    if len(sample) < 8 or 0 not in sample:
        return ""
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * 0.6 and even < half * 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.6 and odd < half * 0.05 else ""


def clean(text: str) -> str:
    """The text with nothing in it that could harm a screen.

    Line ends become ``\\n`` (also U+2028, U+2029, NEL, form feeds). Terminal escape sequences go as a whole,
    then control characters, C1, direction marks and overrides, signs without width, lone surrogates.
    No-break and other odd spaces become a plain one. Tabs, soft hyphens and the joiners ZWJ and ZWNJ stay.
    """
    if not _ANY_OF_THEM.search(text):
        return text
    text = _NEWLINES.sub("\n", text)
    if "\x1b" in text:
        text = _ESCAPES.sub("", text)
    return _WIDE_SPACES.sub(" ", _UNSEEN_SIGNS.sub("", text.translate(_PUNCTUATION)))


def clean_line(text: str) -> str:
    """The same on one line: white space folded to single spaces, none at the ends."""
    return _FOLDED.sub(" ", clean(text)).strip()


def _decode_by_guess(data: bytes) -> str:
    """The text of bytes that are not UTF-8, or not quite."""
    lenient = data.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    if (
        broken <= len(lenient) * _NEARLY
        and sum(map(len, re.findall("[^\x00-\x7f\ufffd]+", lenient))) > broken
    ):
        return lenient
    return data.decode(_guess(data if len(data) <= _SAMPLE else _telling(data)), "replace")


def _telling(data: bytes) -> bytes:
    """As much of the bytes as a guess needs: those beyond ASCII, with what stands around them."""
    pieces: list[bytes] = []
    at = size = 0
    for run in _BEYOND_ASCII.finditer(data):
        if size >= _SAMPLE:
            break
        start = max(at, run.start() - _AROUND)
        at = min(run.end() + _AROUND, start + _SAMPLE)
        pieces.append(data[start:at])
        size += len(pieces[-1])
    return b"".join(pieces)


def _guess(sample: bytes) -> str:
    """The encoding that charset-normalizer finds likeliest, of those that pages were written in.

    It cannot tell Western from Central European text when both read well, and most often takes the wrong
    one: there the letters decide that only Central European languages have.
    """
    from charset_normalizer import from_bytes  # a slow import, for old encodings only

    matches = list(from_bytes(sample, cp_isolation=[*_ONE_BYTE, *_MORE_BYTES]))
    if matches and matches[0].encoding in _MORE_BYTES:
        return matches[0].encoding
    central = _CENTRAL.search(sample.decode("cp1252", "replace"))
    order = _ONE_BYTE[1:] + _ONE_BYTE[:1] if central else _ONE_BYTE
    marks = {
        match.encoding: (2 * round(match.chaos, 2) - round(match.coherence, 2), order.index(match.encoding))
        for match in matches
        if match.encoding in order
    }
    return min(marks, key=marks.__getitem__, default="cp1252")
