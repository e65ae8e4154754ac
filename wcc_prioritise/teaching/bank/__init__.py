"""Which exercises are there? One module each; every answer is worked out from its tables."""

from wcc_prioritise.teaching.bank import (
    warm_up,
    x01,
    x02,
    x03,
    x04,
    x05,
    x06,
    x07,
    x08,
    x09,
    x10,
    x11,
    x13,
    x14,
    x15,
    x16,
)

EXERCISES = {
    module.EXERCISE.code: module.EXERCISE
    for module in (
        warm_up,
        x01,
        x02,
        x03,
        x04,
        x05,
        x06,
        x07,
        x08,
        x09,
        x10,
        x11,
        x13,
        x14,
        x15,
        x16,
    )
}
"""By code, in the order of their numbers."""
