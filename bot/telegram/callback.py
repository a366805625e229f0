"""What a button sends back: revision, question and value, in the 64 bytes that Telegram allows."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2s

MOST_BYTES = 64
SEPARATOR = "|"
MARK = "#"
PREFIXES = ("pick:go:", "pick:ask:", "pick:read:", "pick:copy:", "pick:plan:", "pick:")
LONGEST_REVISION = 9


@dataclass(frozen=True)
class Press:
    """A button of a question, dated by the revision it was shown at."""

    value: str
    question: str
    revision: int


OLD = Press("", "", -1)
"""What cannot be read: no conversation is ever at revision -1, so it counts as an old button."""


def pack(press: Press) -> str:
    """The data of a button. Names that do not fit are replaced by a digest, which `unpack` looks up among the known names.

    Raises ValueError when a value is too long that is not a name.
    """
    plain = _join(press.revision, press.question, press.value)
    if _fits(plain) and SEPARATOR not in press.question and not press.question.startswith(MARK):
        return plain
    short = _join(press.revision, digest(press.question), _shorten(press.value))
    if not _fits(short):
        raise ValueError(f"a button's value is too long: {press.value[:MOST_BYTES]!r}")
    return short


def unpack(data: str | None, known: Iterable[str]) -> Press:
    """The press behind a button's data; `known` are the names that may have been shortened. Junk is an old button."""
    parts = (data or "").split(SEPARATOR, 2)
    if len(parts) != 3 or not _is_revision(parts[0]):
        return OLD
    names = {digest(name): name for name in known} if MARK in (data or "") else {}
    return Press(_restore(parts[2], names), names.get(parts[1], parts[1]), int(parts[0]))


def digest(name: str) -> str:
    """A short stand-in for a long name: 48 bits, so that names of one conversation practically never share one."""
    raw = blake2s(name.encode("utf-8", "surrogatepass"), digest_size=6).digest()
    return MARK + urlsafe_b64encode(raw).decode()


def _join(revision: int, question: str, value: str) -> str:
    return SEPARATOR.join((str(revision), question, value))


def _fits(data: str) -> bool:
    return len(data.encode("utf-8", "surrogatepass")) <= MOST_BYTES


def _shorten(value: str) -> str:
    prefix = _prefix(value)
    rest = value.removeprefix(prefix)
    return prefix + digest(rest) if prefix and len(rest.encode("utf-8", "surrogatepass")) > len(digest("")) else value


def _restore(value: str, names: dict[str, str]) -> str:
    prefix = _prefix(value)
    rest = value.removeprefix(prefix)
    return prefix + names.get(rest, rest)


def _prefix(value: str) -> str:
    return next((prefix for prefix in PREFIXES if value.startswith(prefix)), "")


def _is_revision(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_REVISION
