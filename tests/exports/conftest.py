"""Papers made once, and how their text is read back."""

import functools
import io
import pickle
import time
import xml.etree.ElementTree as ElementTree
import zipfile
from html.parser import HTMLParser

import pytest

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BLOCKS = ("h1", "h2", "h3", "h4", "p", "li", "caption", "th", "td", "figcaption")


class Page(HTMLParser):
    """Reads the blocks of the main part of a page, and every element with its attributes."""

    def __init__(self, text):
        super().__init__()
        self.blocks, self.elements = [], []
        self._open, self._main = None, False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self._main |= tag == "main"
        if self._main and tag in BLOCKS:
            self._open = []

    def handle_endtag(self, tag):
        if tag == "main":
            self._main = False
        if self._open is not None and tag in BLOCKS:
            self.blocks.append((tag, " ".join("".join(self._open).split())))
            self._open = None

    def handle_data(self, data):
        if self._open is not None:
            self._open.append(data)

    def all(self, tag):
        return [attrs for name, attrs in self.elements if name == tag]


def _body_of(file):
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        return ElementTree.fromstring(parts.read("word/document.xml")).find(f"{W}body")


def _words_of_word(file):
    texts = ("".join(t.text or "" for t in p.iter(f"{W}t")) for p in _body_of(file).iter(f"{W}p"))
    return [" ".join(text.split()) for text in texts if text.strip()]


@pytest.fixture(scope="session")
def read_page():
    """Read a page's elements and blocks."""
    return lambda file: Page(file.decode("utf-8"))


@pytest.fixture(scope="session")
def words_of_page():
    """Give the text of every block of a page, cells too, in the order of reading."""
    return lambda file: [text for _, text in Page(file.decode("utf-8")).blocks if text]


@pytest.fixture(scope="session")
def body_of():
    """Give the body of a Word file as XML."""
    return _body_of


@pytest.fixture(scope="session")
def words_of_word():
    """Give the text of every paragraph of a Word file, cells too, in the order of reading."""
    return _words_of_word


@pytest.fixture(scope="session")
def ranking(appraisal):
    import wcc_prioritise as wcc

    return wcc.rank(appraisal)


@pytest.fixture(scope="session")
def gaps(northmere):
    import wcc_prioritise as wcc

    return wcc.benchmark(northmere.indicators, area="Northmere", peers=northmere.peers)


@pytest.fixture(scope="session")
def results(portfolio, ranking, gaps):
    from wcc_prioritise.exports.results import gather

    return gather((portfolio, ranking, gaps))


@pytest.fixture(scope="session")
def paper(results):
    from wcc_prioritise.exports.paper import board_paper

    return board_paper(results)


@pytest.fixture(scope="session")
def word(paper):
    from wcc_prioritise.exports.word import word_file

    return word_file(paper)


@pytest.fixture(scope="session")
def page(paper):
    from wcc_prioritise.exports.page import page_file

    return page_file(paper)


@pytest.fixture(scope="session")
def short_results(short):
    import wcc_prioritise as wcc
    from wcc_prioritise.exports.results import gather

    appraisal = wcc.appraise(short)
    limits = dict(zip(short.limits["resource"], short.limits["most"], strict=True))
    counts = short.rules[short.rules["kind"] == "at least"]
    at_least = dict(zip(counts["what"], counts["number"], strict=True))
    portfolio = wcc.select(appraisal, limits=limits, at_least=at_least)
    return gather((portfolio, wcc.rank(appraisal)))


@pytest.fixture(scope="session")
def crowded_results(appraisal, ranking):
    """Give a set of many more projects than a summary has room for pictures."""
    import wcc_prioritise as wcc
    from wcc_prioritise.exports.results import gather

    limits = {"gross_3yr": 16_000, "lead_months": 120}
    portfolio = wcc.select(appraisal, limits=limits, at_least={"quick win": 3})
    assert len(portfolio.chosen) > 15
    return gather((portfolio, ranking))


@pytest.fixture(scope="session")
def stressed(portfolio):
    """Give a stress and a funded share of the set that the README chooses."""
    from wcc_prioritise.portfolio.robust import funded_share
    from wcc_prioritise.robustness import draws, stress

    a = portfolio.appraisal
    return stress(a, 2_000, seed=2026), funded_share(draws(a, 2_000, seed=2026), portfolio)


@pytest.fixture(scope="session")
def programme(portfolio):
    from wcc_prioritise.programme import schedule

    return schedule(portfolio, "2027-04", capacity={"lead_months": 9})


@pytest.fixture(scope="session")
def cash(portfolio):
    from wcc_prioritise.portfolio.money import money

    return money(portfolio)


@pytest.fixture(scope="session")
def book(portfolio):
    from wcc_prioritise.voices import ledger

    return ledger(portfolio)


@pytest.fixture(scope="session")
def whole_results(portfolio, ranking, gaps, stressed, programme, cash, book):
    """Give everything that a paper can be made from."""
    from wcc_prioritise.exports.results import gather

    return gather((ranking, gaps, *stressed, programme, cash, book))


@pytest.fixture(scope="session")
def whole_paper(whole_results):
    from wcc_prioritise.exports.paper import board_paper

    return board_paper(whole_results)


def _told(path):
    from wcc_prioritise.exports.of_record import OfRecord
    from wcc_prioritise.workshop import Workshop

    with Workshop(path) as workshop:
        yield OfRecord(workshop)


@pytest.fixture(scope="session")
def short_told(short_day):
    """Give what the scripted day of the short path comes to."""
    yield from _told(short_day)


@pytest.fixture(scope="session")
def northmere_told(northmere_day):
    """Give what the scripted Northmere day comes to."""
    yield from _told(northmere_day)


def _made_once(folder, name, told):
    """Make everything that leaves the room, unless another worker of this run has; by kind."""
    from wcc_prioritise.exports import packs

    kept, failed = folder / f"{name}.packs", folder / f"{name}.packs-failed"
    try:
        (folder / f"{name}.packing").mkdir()
    except FileExistsError:
        while not kept.exists():
            if failed.exists():
                pytest.fail(f"the papers of {name} could not be made; see the other worker")
            time.sleep(0.2)
        return pickle.loads(kept.read_bytes())
    try:
        made = {kind: packs.made_by(kind)(told()) for kind in packs.MAKERS}
    except BaseException:
        failed.touch()
        raise
    whole = kept.with_suffix(".whole")
    whole.write_bytes(pickle.dumps(made))
    whole.rename(kept)
    return made


@pytest.fixture(scope="session")
def packed(quick_folder, request):
    """Give everything that leaves the room after a scripted day, by kind and by file name."""

    @functools.cache
    def made(name):
        told = functools.partial(request.getfixturevalue, f"{name}_told")
        return _made_once(quick_folder, name, told)

    return made


@pytest.fixture(scope="session")
def printed(tmp_path_factory):
    """Print an office file with LibreOffice, its own profile apart; give the text of each page."""
    import shutil
    import subprocess

    def pages(file, name, needs="writer"):
        office = shutil.which("soffice") or shutil.which("libreoffice")
        if office is None:
            pytest.skip(f"needs libreoffice-{needs}")
        pypdf = pytest.importorskip("pypdf", reason="needs pypdf to read what was printed")
        folder = tmp_path_factory.mktemp("printed")
        (folder / name).write_bytes(file)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        convert = [office, profile, "--headless", "--convert-to", "pdf", name]
        subprocess.run(convert, cwd=folder, capture_output=True, check=True, timeout=180)
        found = list(folder.glob("*.pdf"))
        if not found:
            pytest.skip(f"needs libreoffice-{needs}")
        return [page.extract_text() for page in pypdf.PdfReader(found[0]).pages]

    return pages


@pytest.fixture(scope="session")
def cut_off():
    """List what stands in the last column of a Word file's tables and not on its printed pages."""
    from docx import Document

    def missing(file, pages):
        there = "".join("".join(pages).split())
        rows = Document(io.BytesIO(file)).element.body.iter(f"{W}tr")
        last = ("".join(t.text or "" for t in row.findall(f"{W}tc")[-1].iter(f"{W}t"))
                for row in rows)  # fmt: skip
        return [text for text in last if "".join(text.split()) not in there]

    return missing
