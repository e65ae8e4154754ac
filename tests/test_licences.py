"""May everything that is installed with the project be passed on under its own, freer terms?

The GPL and the AGPL are refused; the LGPL, and a choice of licences of which one is neither, are
allowed. Each distribution's own metadata is read, and its licence files when that says nothing.
"""

import re
from email.message import Message
from importlib.metadata import distributions
from types import SimpleNamespace

import pytest

# Distributions whose licence text names the GPL and that may be passed on all the same: the words
# in their text that say so, and why a person who read it was content. Should the words go, the
# distribution is refused again until it has been read anew.
READ_BY_A_PERSON = {
    "docutils": (
        "GNU General Public License (GPL)",
        "only rst.el, for an editor, which the wheel does not carry; the rest is public domain, "
        "BSD and PSF (its COPYING)",
    ),
    "matplotlib": (
        "License: FTL OR GPL-2.0-or-later",
        "FreeType, inside the wheel, is taken under its own licence, which asks for credit only",
    ),
    "scipy": (
        "License: GPL-3.0-or-later WITH GCC-exception-3.1",
        "libgfortran, inside the wheel; the exception leaves what is compiled with GCC free",
    ),
}

REFUSED = re.compile(r"\bA?GPL|GNU\s+(Affero\s+)?General\s+Public", re.IGNORECASE)
LESSER = re.compile(r"\bLGPL|GNU\s+(Lesser|Library)\s+(General|or\s+Lesser)", re.IGNORECASE)
EXCEPTION = re.compile(r"GPL-\S+ WITH GCC-exception-\S+", re.IGNORECASE)
LONG = 200  # characters of a licence that a refusal quotes


def meets(expression):
    """Does an SPDX expression leave a choice that is neither GPL nor AGPL?"""
    words = re.findall(r"\(|\)|[^\s()]+", expression)
    allowed, rest = any_of(words)
    if rest:
        raise ValueError(f"not a licence expression: {expression}")
    return allowed


def any_of(words):
    """Read alternatives joined by OR; give the verdict and the words left over."""
    verdict, rest = all_of(words)
    while rest and rest[0].upper() == "OR":
        another, rest = all_of(rest[1:])
        verdict = verdict or another
    return verdict, rest


def all_of(words):
    """Read terms joined by AND; give the verdict and the words left over."""
    verdict, rest = term(words)
    while rest and rest[0].upper() == "AND":
        another, rest = term(rest[1:])
        verdict = verdict and another
    return verdict, rest


def term(words):
    """Read one licence, with its exception if it has one, or a bracket."""
    if not words:
        raise ValueError("not a licence expression: it ends too early")
    if words[0] == "(":
        verdict, rest = any_of(words[1:])
        if rest[:1] != [")"]:
            raise ValueError("not a licence expression: a bracket is not closed")
        return verdict, rest[1:]
    name, rest = words[0], words[1:]
    if rest and rest[0].upper() == "WITH":
        name, rest = " ".join([name, *rest[:2]]), rest[2:]
    return not named_gpl(name), rest


def named_gpl(text):
    """Is a GPL or an AGPL named, the LGPL and GCC's exception for its run time aside?"""
    return bool(REFUSED.search(LESSER.sub("", EXCEPTION.sub("", text))))


def declared(metadata):
    """List what the metadata says of the licence, the vaguer words left out."""
    said = [metadata.get("License", "") or ""]
    said += [
        line.rpartition("::")[2]
        for line in metadata.get_all("Classifier", [])
        if line.startswith("License ::")
    ]
    return [s.strip() for s in said if s.strip() and s.strip() not in ("UNKNOWN", "OSI Approved")]


def licence_texts(distribution):
    """Read the licence files that came with a distribution."""
    names = re.compile(r"(LICEN[CS]E|COPYING|NOTICE)[^/]*$|licenses/", re.IGNORECASE)
    found = [f for f in distribution.files or () if names.search(f.as_posix())]
    return [f.locate().read_text(encoding="utf-8", errors="replace") for f in found]


def objection(distribution):
    """Say what stands against passing a distribution on; empty when nothing does."""
    metadata = distribution.metadata
    expression = metadata.get("License-Expression")
    if expression:
        return "" if meets(expression) else f"its licence is {expression}"
    said = declared(metadata) or licence_texts(distribution)
    if not said:
        return "it says nothing of its licence"
    leave, _ = READ_BY_A_PERSON.get(metadata["Name"].lower(), ("", ""))
    refused = [words for words in said if named_gpl(words) and not (leave and leave in words)]
    return f"its licence reads: {refused[0][:LONG]}" if refused else ""


def test_nothing_installed_is_under_the_gpl_or_silent_about_its_licence():
    found = {d.metadata["Name"]: objection(d) for d in distributions()}
    assert len(found) > 50, "the libraries of the project are not installed here"
    assert {name: why for name, why in found.items() if why} == {}


def test_a_reading_by_a_person_holds_only_while_the_words_are_there(monkeypatch):
    monkeypatch.setitem(READ_BY_A_PERSON, "pretend", ("License: FTL OR GPL", "a choice"))
    text = "BSD. Inside: FreeType. License: {} or-later"
    assert objection(pretend(License=text.format("FTL OR GPL"))) == ""
    assert objection(pretend(License=text.format("GPL")))


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("BSD-3-Clause AND (Apache-2.0 OR GPL-2.0-only)", True),
        ("MIT OR GPL-3.0-or-later", True),
        ("LGPL-3.0-or-later", True),
        ("BSD-3-Clause AND GPL-3.0-or-later WITH GCC-exception-3.1", True),
        ("GPL-3.0-or-later", False),
        ("MIT AND GPL-2.0-only", False),
        ("(MIT OR BSD-2-Clause) AND AGPL-3.0-only", False),
        ("GPL-2.0-only WITH Classpath-exception-2.0", False),
    ],
)
def test_a_licence_expression_is_read_as_a_choice(expression, allowed):
    assert meets(expression) is allowed


@pytest.mark.parametrize("broken", ["MIT AND", "(MIT", "MIT MIT", ""])
def test_a_broken_expression_is_not_read_as_leave(broken):
    with pytest.raises(ValueError, match="not a licence expression"):
        meets(broken)


def pretend(files=(), **headers):
    metadata = Message()
    metadata["Name"] = "pretend"
    for header, values in headers.items():
        for value in [values] if isinstance(values, str) else values:
            metadata[header.replace("_", "-")] = value
    return SimpleNamespace(metadata=metadata, files=files)


def licence_file(folder, text):
    place = folder / "COPYING"
    place.write_text(text)
    return SimpleNamespace(as_posix=lambda: "pretend/COPYING", locate=lambda: place)


@pytest.mark.parametrize(
    "headers",
    [
        {"License_Expression": "GPL-3.0-only"},
        {"License": "GPLv3+"},
        {"License": "GNU General Public License"},
        {"License": "the whole text. " * 20 + "GNU AFFERO GENERAL PUBLIC LICENSE"},
        {"Classifier": ["License :: OSI Approved :: GNU General Public License v2 (GPLv2)"]},
        {"License": "MIT", "Classifier": ["License :: OSI Approved :: GNU Affero General Public"]},
        {"License": "UNKNOWN"},
    ],
    ids=str,
)
def test_gpl_or_silence_is_refused_wherever_it_stands(headers):
    assert objection(pretend(**headers))


@pytest.mark.parametrize(
    "headers",
    [
        {"License_Expression": "MIT", "License": "GPL"},
        {"License": "LGPLv2+"},
        {"Classifier": ["License :: OSI Approved :: GNU Lesser General Public License v3"]},
    ],
    ids=str,
)
def test_freer_terms_are_allowed(headers):
    assert objection(pretend(**headers)) == ""


def test_licence_files_are_read_when_the_metadata_is_silent(tmp_path):
    gpl = licence_file(tmp_path, "GNU GENERAL PUBLIC LICENSE\nVersion 3, 29 June 2007\n")
    assert "GNU GENERAL PUBLIC" in objection(pretend(files=[gpl]))
    mit = licence_file(tmp_path, "Permission is hereby granted, free of charge, to any person")
    assert objection(pretend(files=[mit])) == ""
