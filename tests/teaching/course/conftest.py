"""The copies of the course, made once."""

import pytest

from wcc_prioritise.teaching.course import build


@pytest.fixture(scope="session")
def for_learners(tmp_path_factory):
    """Give the folder that learners get."""
    folder = tmp_path_factory.mktemp("course") / "learner"
    build("learner", folder)
    return folder
