"""Work given out in chunks: in order, a few ahead, and stopped when something fails."""

from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from wcc_prioritise.robustness.running import WAITING, Steps, gathered


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
