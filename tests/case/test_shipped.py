"""Where the sample is found: in an installed copy first, else in the checkout."""

import pytest

import wcc_prioritise as wcc
from wcc_prioritise.case import shipped
from wcc_prioritise.tables import InputError


def test_the_checkout_has_all_three():
    for name in ("northmere", "short", "real"):
        assert (wcc.sample(name) / "README.md").is_file()


def test_an_installed_copy_comes_first(tmp_path, monkeypatch):
    packaged = tmp_path / "wcc_prioritise" / "_shipped" / "sample_data" / "northmere"
    checkout = tmp_path / "sample_data"
    packaged.mkdir(parents=True)
    (checkout / "northmere").mkdir(parents=True)
    (checkout / "short").mkdir()
    monkeypatch.setattr(shipped, "PACKAGE", tmp_path / "wcc_prioritise")
    assert wcc.sample("northmere") == packaged
    assert wcc.sample("short") == checkout / "short"


@pytest.mark.parametrize("name", ["northmeer", "../tests", "", "northmere/truth", "."])
def test_another_name_is_refused_with_the_names_there_are(name):
    with pytest.raises(InputError, match="one of: competencies, northmere, real, short"):
        wcc.sample(name)


def test_a_near_miss_is_named():
    with pytest.raises(InputError, match="Did you mean 'northmere'"):
        wcc.sample("northmeer")


def test_a_copy_without_sample_data_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(shipped, "PACKAGE", tmp_path / "wcc_prioritise")
    with pytest.raises(InputError, match="no sample data came with this copy"):
        wcc.sample("northmere")
