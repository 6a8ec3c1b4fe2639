"""Memory that is freed goes back to the system at once, so that one large request leaves nothing behind."""

from __future__ import annotations

import ctypes

KIB, MIB = 1024, 1024 * 1024
# Of mallopt(3): without them the C library keeps what a body of 20 MiB took, once for each thread that held one.
OPTIONS = {
    -3: 512 * KIB,  # M_MMAP_THRESHOLD: longer blocks have pages of their own
    -1: 4 * MIB,  # M_TRIM_THRESHOLD: as much may stay free
    -8: 2,  # M_ARENA_MAX
}


def give_back() -> bool:
    """Have freed memory given back. Returns: whether the C library can be told so; that of GNU can."""
    told = getattr(ctypes.CDLL(None), "mallopt", None)
    return told is not None and all(told(option, value) for option, value in OPTIONS.items())
