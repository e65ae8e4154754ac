"""Who does the work? Whole chunks, here or by the workers of an executor, put together in order."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError
from functools import reduce
from operator import add

from wcc_prioritise.tables import InputError

WAITING = 32
"""Chunks given out at once: enough for many workers, few enough to keep memory flat."""

Progress = Callable[[int, int], None]


def gathered(task: Callable, size: Callable[[int], int], chunks: int, executor, step: Callable):
    """Do a task for every chunk and add the results up in the order of the chunks.

    Parameters
    ----------
    task : callable
        Of the number of a chunk; results can be added.
    size : callable
        Gives the draws of a chunk.
    chunks : int
    executor : concurrent.futures.Executor or None
        Who does it; None does it here.
    step : callable
        Called with the draws done since the last call.

    Returns
    -------
    object
        The sum. It is the same to the last bit however many workers there are.

    Raises
    ------
    InputError
        If the task can't be sent to a worker, or the workers stop.
    """
    results = map(task, range(chunks)) if executor is None else _sent(task, chunks, executor)

    def told():
        for number, result in enumerate(results):
            step(size(number))
            yield result

    return reduce(add, told())


def _sent(task: Callable, chunks: int, executor) -> Iterator:
    """Give chunks to the workers, a few ahead, and their results in order."""
    waiting: deque = deque()
    try:
        for number in range(chunks):
            waiting.append(_submitted(executor, task, number))
            if len(waiting) >= WAITING:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())
    finally:
        for future in waiting:
            future.cancel()


def _submitted(executor, task: Callable, number: int):
    try:
        return executor.submit(task, number)
    except AttributeError as error:
        raise InputError.of(
            found=f"executor={executor!r}",
            allowed="an executor as concurrent.futures has them, or none",
            do="Leave it out: the result is the same.",
        ) from error
    except RuntimeError as error:  # it was shut down, or its workers are gone
        raise _stopped(error) from error


def _result(future):
    try:
        return future.result()
    except (BrokenExecutor, CancelledError) as error:
        raise _stopped(error) from error
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        if "pickle" not in str(error).lower():
            raise
        raise InputError.of(
            found=f"a function that can't be sent to other processes ({error})",
            allowed="a function that stands in a module",
            do="Put it into a file of its own and import it, or leave the executor out.",
        ) from error


def _stopped(error: Exception) -> InputError:
    return InputError.of(
        found=f"an executor that stopped before the work was done ({error})",
        allowed="workers that stay to the end",
        do="Start it again, or leave the executor out: the result is the same.",
    )


class Steps:
    """Tells how far the work is: calls `progress(done, total)`, or nobody."""

    def __init__(self, progress: Progress | None, total: int):
        self.progress, self.total, self.done = progress, total, 0

    def __call__(self, more: int) -> None:
        """Count more draws as done."""
        self.done += more
        if self.progress is not None:
            self.progress(self.done, self.total)
