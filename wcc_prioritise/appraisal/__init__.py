"""What is every candidate worth to this room? The case and the counting rules become values."""

from wcc_prioritise.appraisal.value import PLAIN_TOTALS, Appraisal, appraise
from wcc_prioritise.appraisal.values import anchored, health_gain
from wcc_prioritise.appraisal.worth import merge_test

__all__ = ["PLAIN_TOTALS", "Appraisal", "anchored", "appraise", "health_gain", "merge_test"]
