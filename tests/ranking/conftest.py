"""What the tests of the ranking may lean on."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest


@pytest.fixture(scope="session")
def northmere_like():
    """Give something with values and weights and nothing else, as the array functions see it."""

    def made(rows, weights=None):
        values = pd.DataFrame(np.asarray(rows, dtype=float)).rename(
            index="P{}".format, columns="C{}".format
        )
        m = values.shape[1]
        weights = pd.Series(weights or [1 / m] * m, index=values.columns)
        return SimpleNamespace(values=values, weights=weights)

    return made
