"""Memory that is freed goes back to the system at once, so that one large request leaves nothing behind; what is there from
the start is not searched for garbage again and again.
"""

from __future__ import annotations

import ctypes
import gc

KIB, MIB = 1024, 1024 * 1024
# Of mallopt(3): without them the C library keeps what a body of 20 MiB took, once for each thread that held one.
OPTIONS = {
    -3: 512 * KIB,  # M_MMAP_THRESHOLD: longer blocks have pages of their own
    -1: 4 * MIB,  # M_TRIM_THRESHOLD: as much may stay free
    -8: 2,  # M_ARENA_MAX
}


NEW = 10_000  # objects from one search for garbage to the next; an answer makes some tens that are none


def settle() -> None:
    """Leave all that there is now out of later searches for garbage: modules, routes and the law stay until the end, and to
    search them is to keep every request waiting for a tenth of a second.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW)


def give_back() -> bool:
    """Have freed memory given back. Returns: whether the C library can be told so; that of GNU can."""
    told = getattr(ctypes.CDLL(None), "mallopt", None)
    return told is not None and all(told(option, value) for option, value in OPTIONS.items())
