"""Giving memory back to the system."""

import ctypes
import sys
from contextlib import suppress

_MMAP_THRESHOLD = -3  # M_MMAP_THRESHOLD of <malloc.h>
_LARGE = 256 * 1024


def give_back_large_blocks() -> None:
    """Has glibc return every block of a quarter of a megabyte as soon as it is free.

    By itself it stops to do so after the first (its threshold moves), and keeps what was freed in one heap per thread:
    ten threads that fetch pages of three megabytes then hold forty that nobody uses. Other libraries are left alone.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, _LARGE)
