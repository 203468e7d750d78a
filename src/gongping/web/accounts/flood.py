"""Too many wrong passwords from one address: a count in memory, per process, of failures only. Nothing is stored."""

from __future__ import annotations

import time
from collections import OrderedDict, deque

WINDOW = 600.0
MOST = 60
ADDRESSES = 10_000
_wrong: OrderedDict[str, deque[float]] = OrderedDict()


def count(address: str) -> None:
    """One more failure from there."""
    times = _wrong.setdefault(address, deque(maxlen=MOST))
    times.append(time.monotonic())
    _wrong.move_to_end(address)
    while len(_wrong) > ADDRESSES:
        _wrong.popitem(last=False)


def full(address: str) -> bool:
    """Whether the address has to wait."""
    times = _wrong.get(address)
    return times is not None and len(times) == MOST and time.monotonic() - times[0] < WINDOW


def clear() -> None:
    """Forget everything (for tests)."""
    _wrong.clear()
