"""Work given out in chunks: in order, a few ahead, and stopped when something fails."""

import os
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor

import pytest

from wcc_prioritise.robustness.running import WAITING, Steps, gathered
from wcc_prioritise.tables import InputError


class Words(str):
    __slots__ = ()

    def __add__(self, other):
        return Words(str(self) + str(other))


def test_results_are_put_together_in_the_order_of_the_chunks():
    with ThreadPoolExecutor(5) as executor:
        found = gathered(lambda n: Words(f"{n},"), lambda n: 1, 100, executor, Steps(None, 100))
    assert found == "".join(f"{n}," for n in range(100))


class Counting:
    """An executor that does the work at once and keeps count of what nobody fetched yet."""

    def __init__(self):
        self.out = self.most = 0

    def submit(self, task, number):
        counter = self

        class Fetched(Future):
            def result(self, timeout=None):
                counter.out -= 1
                return super().result(timeout)

        self.out += 1
        self.most = max(self.most, self.out)
        future = Fetched()
        future.set_result(task(number))
        return future


def test_only_a_few_chunks_are_out_at_once():
    executor = Counting()
    assert gathered(lambda n: n, lambda n: 1, 500, executor, Steps(None, 500)) == sum(range(500))
    assert executor.most <= WAITING and executor.out == 0


def test_what_a_worker_stumbles_over_is_passed_on():
    def task(number):
        if number == 2:
            raise AttributeError("of the task itself")
        return number

    with (
        ThreadPoolExecutor(2) as executor,
        pytest.raises(AttributeError, match="of the task itself"),
    ):
        gathered(task, lambda n: 1, 10, executor, Steps(None, 10))


def dies(number):
    if number == 1:
        os._exit(1)
    return number


def test_workers_that_die_half_way_are_told_in_words():
    with (
        ProcessPoolExecutor(1) as executor,
        pytest.raises(InputError, match="stopped before the work was done.*the result is the same"),
    ):
        gathered(dies, lambda n: 1, 5, executor, Steps(None, 5))


def test_an_executor_that_was_shut_down_or_is_none_is_told_in_words():
    executor = ThreadPoolExecutor(1)
    executor.shutdown()
    with pytest.raises(InputError, match="stopped before the work was done"):
        gathered(dies, lambda n: 1, 2, executor, Steps(None, 2))
    with pytest.raises(InputError, match="executor=5"):
        gathered(dies, lambda n: 1, 2, 5, Steps(None, 2))


def test_what_was_not_begun_is_called_off_when_one_fails():
    def task(number):
        if number == 0:
            raise InputError.of(found="nothing", do="Stop.")
        return number

    class Later:
        """An executor that does the first thing at once and leaves the rest lying."""

        left = ()

        def submit(self, task, number):
            future = Future()
            if number == 0:
                future.set_exception(InputError.of(found="nothing"))
            self.left = (*self.left, future)
            return future

    executor = Later()
    with pytest.raises(InputError, match="nothing"):
        gathered(task, lambda n: 1, WAITING + 5, executor, Steps(None, 1))
    assert all(future.cancelled() for future in executor.left[1:])
