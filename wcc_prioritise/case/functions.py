"""Which function of somebody's own was used? Its name and the hash of its source."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable

HASH_SHOWN = 16
"""Hexadecimal digits of the hash that are shown: 64 bits, enough to tell two sources apart."""


def told(function: Callable) -> str:
    """Which function was this, so that another person can tell whether theirs is the same?

    Parameters
    ----------
    function : callable
        A plain function passed as an argument.

    Returns
    -------
    str
        Its qualified name and the start of the SHA-256 of its source; where the source cannot be
        read (a built-in, or typed at a prompt) the hash is of its compiled code, or of its name.

    Examples
    --------
    >>> import statistics
    >>> told(statistics.median).split(" ")[0]
    'statistics.median'
    """
    name = (
        f"{function.__module__}.{function.__qualname__}"
        if hasattr(function, "__qualname__")
        else repr(type(function).__qualname__)
    )
    return f"{name} sha256:{hashlib.sha256(_source(function)).hexdigest()[:HASH_SHOWN]}"


def _source(function: Callable) -> bytes:
    try:
        return inspect.getsource(function).encode("utf-8")
    except (OSError, TypeError):
        code = getattr(function, "__code__", None)
        return code.co_code if code is not None else repr(type(function)).encode("utf-8")
