"""Does anything leave the room that should not, or in bad shape? Every file, read back and walked.

No total without the scores that it comes of, no name in what may be published, no figure that is
not in the results, no empty section; every file opens, and opens for everybody.
"""

import csv
import datetime
import functools
import io
import math
import re
import shutil
import zipfile
from collections import namedtuple
from numbers import Real
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
from docx import Document
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from wcc_prioritise.appraisal.claims import claims_above_gaps
from wcc_prioritise.case import Case
from wcc_prioritise.evidence import provision
from wcc_prioritise.exports import packs, qa_pack
from wcc_prioritise.exports.of_record import OfRecord
from wcc_prioritise.exports.record_papers import day_of
from wcc_prioritise.exports.wording import number, people, points
from wcc_prioritise.judgement import may_be_shown
from wcc_prioritise.portfolio import thresholds
from wcc_prioritise.portfolio.mix import income_of_providers, kinds_of_care
from wcc_prioritise.ranking.why import lifts, why
from wcc_prioritise.robustness.next_band import next_band
from wcc_prioritise.tables import InputError
from wcc_prioritise.workshop import Workshop
from wcc_prioritise.workshop.names import key_path, write_names

SLOW = pytest.param("northmere", marks=pytest.mark.slow)
DAYS = ("short", SLOW)
NAME = "Marguerite Quillfeather"  # SYNTHETIC
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# ---- reading what was made ----------------------------------------------------------------------

Said = namedtuple("Said", "kind text")  # kind: h1 to h6, words, cell, alt, note


def of_word(file):
    """Read a Word file: headings with their level, words, cells, rows, and what pictures say."""
    document = Document(io.BytesIO(file))
    for block in document.element.body.iter(f"{W}p", f"{W}tr"):
        text = " | ".join if block.tag == f"{W}tr" else "".join
        said = text(t.text or "" for t in block.iter(f"{W}t"))
        if block.tag == f"{W}tr":
            yield Said("row", said)
            continue
        style = block.find(f"{W}pPr/{W}pStyle")
        found = re.fullmatch(r"Heading(\d)", "" if style is None else style.get(f"{W}val"))
        in_cell = any(True for _ in block.iterancestors(f"{W}tc"))
        yield Said(f"h{found[1]}" if found else "cell" if in_cell else "words", said)
        yield from (Said("alt", shape.get("descr", "")) for shape in block.iter("{*}docPr"))


def of_page(file, read_page):
    """Read a web page in the order of its text, each row behind its cells; then its pictures."""
    page, row = read_page(file), []
    for tag, text in page.blocks:
        cell = tag in ("td", "th")
        if row and tag != "td":  # each row begins with its heading
            yield Said("row", " | ".join(row))
            row = []
        row += [text] * cell
        yield Said("cell" if cell else tag if tag[0] == "h" else "words", text)
    yield Said("row", " | ".join(row))
    yield from (Said("alt", image.get("alt", "")) for image in page.all("img"))


def of_slides(file):
    """Read slides: titles, words, cells, rows, pictures, notes."""
    for slide in Presentation(io.BytesIO(file)).slides:
        for shape in slide.shapes:
            title = shape == slide.shapes.title
            if shape.has_text_frame:
                yield Said("h2" if title else "words", shape.text_frame.text)
            for row in shape.table.rows if shape.has_table else ():
                cells = [cell.text for cell in row.cells]
                yield from (Said("cell", text) for text in cells)
                yield Said("row", " | ".join(cells))
            if shape.shape_type == MSO_SHAPE_TYPE.PICTURE:
                yield Said("alt", shape._element.nvPicPr.cNvPr.get("descr", ""))
        for line in slide.notes_slide.notes_text_frame.text.splitlines():
            yield Said("note", line)


def of_book(file):
    """Read every cell of a workbook, as the figures that it holds."""
    book = openpyxl.load_workbook(io.BytesIO(file), data_only=True)
    for sheet in book:
        for row in sheet.iter_rows(values_only=True):
            cells = [str(value) for value in row if value is not None]
            yield from (Said("cell", text) for text in cells)
            yield Said("row", " | ".join(cells))


def of_text(file):
    yield from (Said("words", line) for line in file.decode("utf-8-sig").splitlines() if line)


def of_list(file):
    for cells in csv.reader(io.StringIO(file.decode("utf-8-sig"))):
        yield from (Said("cell", text) for text in cells)
        yield Said("row", " | ".join(cells))


def unpacked(file):
    with zipfile.ZipFile(io.BytesIO(file)) as held:
        return {name: held.read(name) for name in held.namelist()}


@pytest.fixture(scope="module")
def read(read_page):
    """Read a file by the ending of its name; what is in a zip is one document."""

    @functools.cache
    def said(name, file):
        if name.endswith(".zip"):
            return [one for part in unpacked(file).items() for one in said(*part)]
        readers = {"docx": of_word, "html": lambda f: of_page(f, read_page), "pptx": of_slides,
                   "xlsx": of_book, "txt": of_text, "csv": of_list}  # fmt: skip
        return list(readers[name.rpartition(".")[2]](file))

    return said


@pytest.fixture(scope="module")
def day(request, packed):
    """Give a scripted day by its name, with everything that was made of it."""
    return lambda name: (request.getfixturevalue(f"{name}_told"), packed(name))


def files_of(made):
    return {name: file for files in made.values() for name, file in files.items()}


def office(made):
    """Give every office file and page, those inside zips too."""
    for name, file in files_of(made).items():
        yield from unpacked(file).items() if name.endswith(".zip") else [(name, file)]


# ---- no total without its scores ----------------------------------------------------------------

HIDDEN = ("not shown", "not told", "too near an end of the scale")
"""What stands where a figure would be one person's own."""

OF_THE_SET = re.compile(r"would be worth [\d.,]+ points a year")
"""A difference of two sets, which is no total of whichever candidate is named beside it."""


def as_printed(figure):
    """Give a figure in every form in which the papers print one."""
    forms = {points(figure), number(figure), number(figure, 2), number(figure, 4), f"{figure:.3f}"}
    halves_up = str(math.floor(figure + 0.5))
    return forms | {people(figure), halves_up, repr(float(figure)), f"{figure:.15g}"}


def totals_of(appraisal, code):
    """Give the totals of a candidate as they are printed: with decimals, so that a whole number
    beside its code, as of people or months, is not taken for one."""
    totals = (appraisal.value[code], appraisal.worth[code])
    known = (figure for figure in totals if not math.isnan(figure) and abs(figure) >= 0.05)
    return {form for figure in known for form in as_printed(figure) if "." in form}


def numbers_in(text):
    return set(re.findall(r"(?<![\w.,])−?-?\d[\d,]*(?:\.\d+)?(?:e-\d+)?(?!\w|[.,]\d)", text))


def about(said, code, whole):
    """Give what is said of a candidate: what names it, and all below a heading that names it.

    In a letter to its sponsor that is all of it (`whole`).
    """
    named, own, texts = re.compile(rf"(?<!\w){code}(?!\w)"), "", []
    for kind, text in ((kind, OF_THE_SET.sub("", text)) for kind, text in said):
        here = bool(named.search(text))
        if kind[0] == "h" and (here or kind <= own):
            own = kind if here else ""
        if kind != "cell" and (here or own or whole):
            texts.append(text)
    return texts


def scores_missing(said, appraisal, code, whole):
    """Which criteria does a document hold no score on, though it holds a total of the candidate?"""
    texts = about(said, code, whole)
    figures = set().union(*map(numbers_in, texts)) if texts else set()
    if not figures & totals_of(appraisal, code):
        return []
    hidden = any(words in text.casefold() for text in texts for words in HIDDEN)
    return [
        criterion
        for criterion in appraisal.values.columns
        for held in [(appraisal.values.at[code, criterion], appraisal.scores.at[code, criterion])]
        if not any(figures & as_printed(f) for f in held if not pd.isna(f)) and not hidden
    ]


@pytest.mark.parametrize("name", DAYS)
def test_no_total_stands_without_its_criterion_scores(day, read, name):
    told, made = day(name)
    wrong = [
        (file, code, missing)
        for file, contents in files_of(made).items()
        for code in told.appraisal.values.index
        if (missing := scores_missing(
            read(file, contents), told.appraisal, code, file == f"letters/{code}.docx"))
    ]  # fmt: skip
    assert wrong == []


# ---- no empty section ---------------------------------------------------------------------------


def empty_sections(said):
    """Which headings have nothing below them?"""
    shown = [one for one in said if one.kind not in ("note", "alt") and one.text.strip()]
    return [
        one.text
        for one, after in zip(shown, [*shown[1:], Said("h1", "")], strict=True)
        if re.fullmatch(r"h\d", one.kind) and after.kind[0] == "h" and after.kind <= one.kind
    ]


@pytest.mark.parametrize("name", DAYS)
def test_no_section_is_empty(day, read, name):
    _, made = day(name)
    for file, contents in office(made):
        if file.endswith((".docx", ".html")):
            assert empty_sections(read(file, contents)) == [], file


# ---- no figure that is not in the results -------------------------------------------------------

OF_THE_RECORD = (
    *("case", "head", "frozen", "entries", "gaps", "appraisal", "ranking", "portfolio", "stress"),
    *("funded", "money", "programme", "ledger", "minority", "agreement", "gut", "completeness"),
)
DRAWS = ("drawn", "figures")  # thousands of draws, among which every figure would be found

NOT_FIGURES = re.compile(
    r"\b[0-9a-f]{40,64}\b"  # seals and fingerprints
    r"|\b\d{4}-\d\d(?:-\d\d)?\b|\b\d{1,2} (?=[A-Z][a-z]+ \d{4})"  # dates: their years are checked
    r"|\b\d\d?:\d\d(?::\d\d)?\b"  # times of day
    r"|\b\d+\.\d+\.\d+\S*|(?<=version )\d+\.\d+\S*"  # versions of libraries
    r"|\b(?:Table|Figure) \d+\.|^\d+\. (?=[A-Z])|\d+ of \d+$"  # numbers of tables, items, slides
)
FIGURE = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\w)|(?<![\w.,])\d+(?:\.\d+)?(?!\w)")


def asked_further(told):
    """Give what a result says when it is asked, and shares that are printed as points of 100."""
    a, stress = told.appraisal, told.stress
    yield from (told.portfolio.summary(), told.money.summary(), told.money.savings.sum())
    yield from (thresholds(told.portfolio), may_be_shown(told.case))
    for code in a.values.index:
        yield next_band(stress, code).words
        yield from (why(told.ranking, code), lifts(told.ranking, code))
    yield from (100 * a.weights, 100 * a.person_weights, 100 * a.weights_by)
    yield from (200 * stress.error, 200 * told.funded.table["error"])  # give or take two errors
    yield from (kinds_of_care(told.portfolio), income_of_providers(told.portfolio))
    yield told.case.questions()
    if told.gaps is not None:
        yield claims_above_gaps(told.case, told.gaps)
    if not told.case.services.empty:
        yield provision(told.case.services, told.gaps, on=day_of(told))
    yield from qa_pack.REFERENCES  # years and pages of what the method rests on


class Known:
    """Every figure of a record's results, and every text in which one may stand."""

    def __init__(self, told):
        self.figures, self.counts, self.texts, self._seen = [], set(), set(), {}
        for held in (*(getattr(told, name) for name in OF_THE_RECORD), *asked_further(told)):
            self.take(held)
        self.figures = np.unique(np.abs([f for f in self.figures if math.isfinite(f)]))
        self.texts = {token for text in self.texts for token, _ in figures_in(text)}

    def take(self, held):
        """Take whatever is held: figures, texts, dates, tables, and results with all they hold."""
        if held is None or isinstance(held, bool | np.bool_) or id(held) in self._seen:
            return
        self._seen[id(held)] = held  # kept, so that no other thing gets its id
        if isinstance(held, Real):
            self.figures.append(float(held))
        elif isinstance(held, str):
            self.texts.add(held)
        elif isinstance(held, datetime.date):
            self.figures += [held.year, held.month, held.day]
        elif isinstance(held, pd.DataFrame):
            self._table(held)
        elif isinstance(held, pd.Series | dict):
            self._all([*held.keys(), *(held.tolist() if isinstance(held, pd.Series)
                                       else held.values())])  # fmt: skip
        elif isinstance(held, tuple | list | set | frozenset):
            self._all(held)
        elif type(held).__module__.startswith("wcc_prioritise"):
            self._result(held)

    def _all(self, many):
        self.counts.add(len(many))
        for one in many:
            self.take(one)

    def _table(self, table):
        self._all([*table.columns, *table.index])
        for column in table.columns:
            cells = table[column].tolist()
            self._all(cells)
            self.counts |= set(table[column].map(str).value_counts())
            self.counts.add(int(table[column].notna().sum()))

    def _result(self, held):
        names = [n for n in dir(held) if n[0] != "_" and n not in DRAWS]
        if isinstance(held, Case):
            names = ["tables", "resources"]
            self.take(held.charter.model_dump())
        for name in names:
            if not callable(getattr(type(held), name, None)):
                self.take(getattr(held, name, None))

    def holds(self, figure, share):
        """Is a printed figure one of them, rounded as it was printed?"""
        value, decimals = float(figure.replace(",", "")), len(figure.partition(".")[2])
        if figure.replace(",", "") in self.texts:
            return True
        if not decimals and not share and value < 100:
            return value in self.counts or self._near(value, 1e-9)
        half = 0.5 * 10**-decimals + 1e-9
        return self._near(value, half) or (share and self._near(value / 100, half / 100))

    def _near(self, value, half):
        low, high = np.searchsorted(self.figures, [value - half, value + half])
        return high > low


def figures_in(text):
    """Give every figure of a text, and whether it is a percentage."""
    text = NOT_FIGURES.sub(" ", text)
    return [(f[0].replace(",", ""), text[f.end() : f.end() + 1] == "%")
            for f in FIGURE.finditer(text)]  # fmt: skip


def not_in_the_results(said, known):
    """Which figures of a document are in no result, each with the words around it?"""
    return [
        (figure, text)
        for kind, text in said
        if kind != "row"
        for figure, share in figures_in(text)
        if not known.holds(figure, share)
    ]


FOR_MACHINES = "08-re-run.txt"
"""Calls and versions; a test of the packs makes the calls."""


@pytest.mark.parametrize("name", DAYS)
def test_every_figure_is_in_the_results(day, read, name):
    told, made = day(name)
    known = Known(told)
    read_by_people = (".docx", ".html", ".pptx", ".txt")
    wrong = [
        (file, *found)
        for file, contents in office(made)
        if file.endswith(read_by_people) and file != FOR_MACHINES
        for found in not_in_the_results(read(file, contents), known)
    ]
    assert wrong == []
    # and a figure that is nowhere would be found
    made_up = "Savings of £98,765.4 thousand, 97.31% of them sure, and a worth of 1,234.56 points."
    assert len(not_in_the_results([Said("words", made_up)], known)) == 3


# ---- nobody is named in what may be published ---------------------------------------------------


@pytest.fixture(scope="module")
def named(short_day, tmp_path_factory):
    """Give a copy of the short day in which somebody of the key is named wherever one may write."""
    path = tmp_path_factory.mktemp("named") / "short.wcc"
    shutil.copy(short_day, path)
    said = {"by": "facilitator"}
    with Workshop(path) as workshop:
        candidate = workshop.case().names.index[0]
        workshop.note(f"{NAME} spoke", **said)
        workshop.challenge("error", f"{NAME} was wrong", source=f"friends of {NAME}", **said)
        workshop.add("promise", what=f"to ring {NAME}", whom=NAME, **said)
        workshop.add("comment", source="public", what=f"ask {NAME.upper()} first", **said)
        workshop.add(
            "decision", what=f"{NAME} leads", body="board", because=f"{NAME} asked", **said
        )
        shown = {"statement": f"said {NAME}", "source": NAME, "grade": "D", "kind": "audit"}
        shown |= {"candidate": candidate, "criterion": "K1", "because": f"{NAME} found it"}
        workshop.add("evidence", **shown, **said)
    write_names(path, {"S01": NAME})
    with Workshop(path) as workshop:
        yield OfRecord(workshop)


def names_of(said):
    parts = "|".join(NAME.split())
    return [one.text for one in said if re.search(parts, one.text, re.IGNORECASE)]


@pytest.mark.parametrize("kind", packs.PUBLISHABLE)
def test_nobody_is_named_in_what_may_be_published(named, read, kind):
    assert len(named.workshop.names_to_check()) >= 5
    assert key_path(named.workshop.path).exists()
    for file, contents in packs.make(named, [kind]).items():
        said = read(file, contents)
        assert names_of(said) == []
        tokens = "|".join(named.case.people["person"])
        assert not [one.text for one in said if re.search(rf"(?<!\w)(?:{tokens})(?!\w)", one.text)]
        whole = unpacked(contents) if file.endswith(".docx") else {file: contents}
        texts = [
            part.decode("utf-8") for name, part in whole.items() if name[-4:] in ("html", ".xml")
        ]
        assert texts and names_of([Said("", text) for text in texts]) == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["board-paper", "minutes", "sign-off"])
def test_a_name_of_the_key_leaves_in_no_paper(named, read, kind):
    """The workbook, the logs and the packs are held to it in tests of their own."""
    for file, contents in packs.make(named, [kind]).items():
        assert names_of(read(file, contents)) == [], file


# ---- the same again, and open to everybody ------------------------------------------------------

LONG = ("board-paper", "slides", "letters")


@pytest.fixture(scope="module")
def again(short_day, tmp_path_factory):
    """Give the short day from a copy of its file elsewhere."""
    path = shutil.copy(short_day, tmp_path_factory.mktemp("again") / short_day.name)
    with Workshop(path) as workshop:
        yield OfRecord(workshop)


@pytest.mark.parametrize(
    "kind", [pytest.param(k, marks=[pytest.mark.slow] * (k in LONG)) for k in packs.MAKERS]
)
def test_two_runs_are_byte_equal(day, again, kind):
    assert packs.make(again, [kind]) == day("short")[1][kind]


@pytest.mark.parametrize("name", DAYS)
def test_word_files_open_and_are_open_to_everybody(day, name):
    for file, contents in files_of(day(name)[1]).items():
        if not file.endswith(".docx"):
            continue
        document = Document(io.BytesIO(contents))
        assert document.core_properties.language == "en-GB", file
        langs = {e.get(f"{W}val") for e in document.styles.element.iter(f"{W}lang")}
        assert langs == {"en-GB"}, file
        for table in document.tables:
            assert table.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None, file
        shown = list(document.element.body.iter("{*}docPr"))
        assert len(shown) == len(document.inline_shapes)
        assert all(len(shape.get("descr", "")) > 20 for shape in shown), file


@pytest.mark.parametrize("name", DAYS)
def test_pages_are_open_to_everybody(day, read_page, name):
    pages = [(f, c) for f, c in office(day(name)[1]) if f.endswith(".html")]
    assert len(pages) == 6
    for file, contents in pages:
        page = read_page(contents)
        assert page.all("html")[0]["lang"] == "en-GB", file
        assert all(len(image.get("alt", "")) > 20 for image in page.all("img")), file
        assert len(page.all("table")) == len(page.all("caption")) == len(page.all("thead"))
        assert {head["scope"] for head in page.all("th")} <= {"col", "row"}, file
        assert len(page.all("h1")) == 1 and page.all("title"), file


@pytest.mark.parametrize("name", DAYS)
def test_slides_open_and_are_open_to_everybody(day, name):
    deck = Presentation(io.BytesIO(day(name)[1]["slides"]["slides.pptx"]))
    for slide in deck.slides:
        assert slide.shapes.title.text_frame.text.strip()
        assert len(slide.shapes) >= 3  # title, message and foot
        assert slide.notes_slide.notes_text_frame.text.strip()
        for shape in slide.shapes:
            if shape.shape_type == MSO_SHAPE_TYPE.PICTURE:
                assert len(shape._element.nvPicPr.cNvPr.get("descr", "")) > 20
            if shape.has_table:
                assert shape.table.first_row
        assert {e.get("lang") for e in slide._element.iter("{*}rPr")} == {"en-GB"}


@pytest.mark.parametrize("name", DAYS)
def test_books_and_zips_open(day, name):
    for file, contents in office(day(name)[1]):
        if file.endswith(".xlsx"):
            for sheet in openpyxl.load_workbook(io.BytesIO(contents)):
                assert sheet.max_row > 1 or sheet.max_column > 1, (file, sheet.title)
                assert sheet.freeze_panes and sheet.print_title_rows, (file, sheet.title)
    for contents in files_of(day(name)[1]).values():
        if contents.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(contents)) as held:
                assert held.testzip() is None
                assert {part.date_time for part in held.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# ---- all kinds together -------------------------------------------------------------------------


def test_every_module_that_makes_files_is_among_the_makers():
    homes = {where.partition(":")[0] for where in packs.MAKERS.values()}
    folder = Path(packs.__file__).parent
    makes = {
        p.stem
        for p in folder.glob("*.py")
        if re.search(r"^def make\(told: OfRecord\)", p.read_text("utf-8"), re.MULTILINE)
    }
    assert {home.rpartition(".")[2] for home in homes} == makes  # fmt: skip
    assert set(packs.WHAT_FOR) == set(packs.MAKERS) >= set(packs.PUBLISHABLE)
    assert len(set(packs.WHAT_FOR.values())) == len(packs.MAKERS)


def test_no_two_kinds_make_a_file_of_one_name_and_none_leaves_the_folder(day):
    made = day("short")[1]
    names = [name for files in made.values() for name in files]
    assert len(names) == len({name.casefold() for name in names})
    assert all(re.fullmatch(r"[\w-]+(/[\w-]+)?\.\w+", name) for name in names)


def test_only_what_was_asked_is_made_in_the_order_of_the_makers(again):
    said = []
    files = packs.make(again, ["sign-off", "public-summary", "sign-off"], said.append)
    assert said == ["public-summary", "sign-off"]
    assert list(files) == ["public-summary.docx", "public-summary.html", "sign-off.docx"]


@pytest.mark.parametrize(
    ("only", "words"),
    [
        (["board paper"], "Did you mean 'board-paper'"),
        (["slides", "works book"], "no kind of file called 'works book'"),
        (["P99"], "Choose one of these"),
        ([], "no kind of file"),
    ],
)
def test_an_unknown_kind_is_told_in_words(again, only, words):
    with pytest.raises(InputError, match=words):
        packs.make(again, only)


# ---- would a fault be found? --------------------------------------------------------------------


def test_a_total_without_scores_is_found(day):
    a = day("short")[0].appraisal
    said = [Said("words", f"P19 is worth {points(a.worth['P19'])} points a year.")]
    assert scores_missing(said, a, "P19", whole=False) == list(a.values.columns)
    row = " | ".join(points(value) for value in a.values.loc["P19"])
    assert scores_missing([*said, Said("row", f"P19 | {row}")], a, "P19", whole=False) == []
    assert scores_missing([*said, Said("row", f"P20 | {row}")], a, "P19", whole=False) != []


def test_an_empty_section_is_found():
    said = [Said("h1", "Paper"), Said("h2", "A"), Said("h3", "B"), Said("h2", "C")]
    assert empty_sections(said) == ["B", "C"]
    assert empty_sections([*said[:3], Said("words", "x")]) == []
