"""Do a trust's own templates stand in, and is every broken one named by file and place?"""

import copy
import io
import re
import zipfile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Cm

from wcc_prioritise.exports import letters, public_summary, sign_off
from wcc_prioritise.exports.content import Heading, Paper, Paragraph, Picture, Table, section
from wcc_prioritise.exports.of_record import OfRecord
from wcc_prioritise.exports.page import own_template, page_file
from wcc_prioritise.exports.record_papers import in_both, paper_of
from wcc_prioritise.exports.shells import FIELDS, KINDS, LETTER, PAGE, PAPER, Templates, fields_for
from wcc_prioritise.exports.template_folder import own_templates, read_templates, write_templates
from wcc_prioritise.exports.word import word_file
from wcc_prioritise.exports.word_own import own_word
from wcc_prioritise.exports.word_parts import W
from wcc_prioritise.tables import InputError

OWN = own_template(PAGE)


def refused(folder, **files):
    """Put templates into a folder, and give what is said of them."""
    names = {"page": PAGE, "paper": PAPER, "letter": LETTER}
    for name, contents in files.items():
        contents = contents.encode() if isinstance(contents, str) else contents
        (folder / names.get(name, name)).write_bytes(contents)
    with pytest.raises(InputError) as found:
        read_templates(folder)
    return str(found.value)


def changed(change, letter=False):
    """Give the product's own Word template after something was done to it."""
    document = Document(io.BytesIO(own_word(letter)))
    change(document)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def rezipped(file, **parts):
    """Give a zip with parts replaced or added; underscores stand for what names can't hold."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(made, "w") as new:
        held = {name: old.read(name) for name in old.namelist()}
        for name, change in parts.items():
            path = name.replace("__", "/")
            held[path] = change(held.get(path, b""))
        for name, contents in held.items():
            new.writestr(name, contents)
    return made.getvalue()


@pytest.fixture(scope="module")
def small(short_told):
    """Give a paper of every kind of block, upright and wide, from the record."""
    import matplotlib.image

    png = io.BytesIO()
    matplotlib.image.imsave(png, [[0.0, 1.0]], format="png")
    table = Table("A table", ("A", "B"), (("<b>1</b>", "2"),), align="lr")
    return paper_of(
        short_told,
        "Title & more",
        [
            section("One", [Paragraph("{{ seal }} is a text here"), Heading("Below", 3)]),
            section("Two", [table], wide=True),
            section("Three", [Picture("A picture", "what it shows", png.getvalue())], wide=True),
        ],
    )


def with_templates(told, templates):
    """Give the same results of a record, to be written with other templates."""
    again = copy.copy(told)
    again.templates = templates
    return again


def drawn(paper, /, **templates):
    return Paper(**{**vars(paper), "templates": Templates(**templates)})


# ---- the product's own --------------------------------------------------------------------------


def test_our_own_are_written_once_with_every_field_told(tmp_path):
    place = write_templates(tmp_path / "new" / "templates")
    assert sorted(p.name for p in place.iterdir()) == sorted([*KINDS, "README.md"])
    readme = (place / "README.md").read_text(encoding="utf-8")
    for name, field in FIELDS.items():
        assert f"`{{{{ {name} }}}}` | {field.words} | {field.example}" in readme
    with pytest.raises(InputError, match="already"):
        write_templates(place)
    assert own_templates() == {p.name: p.read_bytes() for p in place.iterdir()}


def test_our_own_read_back_give_the_same_bytes(tmp_path, short_told):
    templates = read_templates(write_templates(tmp_path))
    again = with_templates(short_told, templates)
    assert sign_off.make(again) == sign_off.make(short_told)
    papers = (public_summary.PublicSummary(told).paper() for told in (again, short_told))
    assert page_file(next(papers)) == page_file(next(papers))
    one, other = (letters.Letters(told).paper("P01") for told in (again, short_told))
    assert one.letter and word_file(one) == word_file(other)


# ---- a trust's own ------------------------------------------------------------------------------


def test_a_page_of_a_trust_has_its_words_and_our_tables(tmp_path, small, read_page):
    own = OWN.replace("--blue: #005eb8", "--blue: #330072").replace(
        "</footer>", "<p>{{ organisation | upper }}: {{ frozen }}, {{ entries }}</p>\n</footer>"
    )
    (tmp_path / PAGE).write_text(own, encoding="utf-8")
    templates = read_templates(tmp_path)
    assert templates.paper is None and templates.letter is None
    text = page_file(drawn(small, page=templates.page)).decode()
    assert "#330072" in text and "NORTHMERE SYSTEM (SYNTHETIC): freeze 1, 646" in text
    page = read_page(text.encode())
    assert page.all("html") == [{"lang": "en-GB"}]
    assert {attrs.get("scope") for attrs in page.all("th")} == {"col", "row"}
    assert [image["alt"] for image in page.all("img")] == ["what it shows"]
    assert "&lt;b&gt;1&lt;/b&gt;" in text and "{{ seal }} is a text here" in text
    assert page_file(drawn(small, page=own)) == text.encode()


def letterhead(document):
    """Make a template as somebody would in Word: a letterhead in pieces, a table, an end."""
    document.sections[0].left_margin = Cm(4)
    head = document.sections[0].header.paragraphs[0]
    head.clear()
    for piece in ("From {{ organ", "isa", "tion }}, ", "{{made_on}}"):
        head.add_run(piece).bold = piece == "isa"
    content = document.paragraphs[-1]
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Seal"
    table.cell(0, 1).text = "{{ seal }} of {{ entries }}"
    content._p.addprevious(table._tbl)
    document.add_paragraph("Written for {{ decides }}. Braces { } stay.")


def test_a_paper_of_a_trust_has_its_letterhead_and_our_content(tmp_path, small, body_of):
    (tmp_path / PAPER).write_bytes(changed(letterhead))
    templates = read_templates(tmp_path)
    file = word_file(drawn(small, paper=templates.paper))
    document = Document(io.BytesIO(file))
    fields = small.values
    head = document.sections[0].header.paragraphs[0]
    assert head.text == f"From {fields['organisation']}, {fields['made_on']}"
    assert document.tables[0].cell(0, 1).text == f"{fields['seal']} of {fields['entries']}"
    texts = [p.text for p in document.paragraphs]
    assert texts.index("{{ seal }} is a text here") < texts.index(
        f"Written for {fields['decides']}. Braces {{ }} stay."
    )
    heads = [p.style.name for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert heads == ["Heading 1", "Heading 2", "Heading 3", "Heading 2", "Heading 2"]
    turned = [s.orientation for s in document.sections]
    assert turned == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    assert {round(s.left_margin.cm) for s in document.sections} == {4}
    assert all(s.header.is_linked_to_previous for s in list(document.sections)[1:])
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == "what it shows"
    assert "{{ organ" not in str(zipfile.ZipFile(io.BytesIO(file)).read("word/document.xml"))
    assert word_file(drawn(small, paper=templates.paper)) == file
    widths = [int(c.get(f"{W}w")) for c in body_of(file).findall(f"{W}tbl")[1].iter(f"{W}gridCol")]
    assert sum(widths) == pytest.approx((29.7 - 4 - 1.9) * 567, abs=2)


def test_a_letter_has_fields_of_its_own(tmp_path, short_told):
    def to_the_sponsor(document):
        document.paragraphs[0].insert_paragraph_before("To {{ sponsor }}: {{ project }}")
        document.paragraphs[0].insert_paragraph_before("{{ challenge_to }} {{challenge_by}}")

    (tmp_path / LETTER).write_bytes(changed(to_the_sponsor, letter=True))
    told = with_templates(short_told, read_templates(tmp_path))
    document = Document(io.BytesIO(word_file(letters.Letters(told).paper("P01"))))
    texts = [p.text for p in document.paragraphs]
    assert texts[0].startswith("To the sponsor of P01: P01 TIA") and texts[1] == document_title(
        document
    )
    said = refused(tmp_path, paper=changed(to_the_sponsor))
    assert "paper.docx: found a field called 'sponsor' in paragraph 2" in said


def document_title(document):
    return next(p.text for p in document.paragraphs if p.style.name == "Heading 1")


def test_a_style_that_is_missing_is_added_and_english_is_british(small):
    def without(document):
        styles = document.styles.element
        for style in list(styles):
            name = style.find(f"{W}name")
            if name is not None and name.get(f"{W}val") in ("Lead", "In head", "heading 4"):
                styles.remove(style)
        document.paragraphs[0].runs[0]._r.get_or_add_rPr().append(
            document.element.makeelement(f"{W}lang", {f"{W}val": "en-US"})
        )

    document = Document(io.BytesIO(word_file(drawn(small, paper=changed(without)))))
    names = {style.name for style in document.styles}
    assert {"Lead", "In head", "Heading 4"} <= names
    languages = {one.get(f"{W}val") for one in document.element.iter(f"{W}lang")}
    assert languages == {"en-GB"}


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "{{ content }}", "x" * 300,
                                     "\u202eeman", "bell\x07", "=1+1", "&amp; ]]>"])  # fmt: skip
def test_hostile_values_stay_texts(hostile, read_page):
    paper = Paper(hostile, hostile, (section("S", [Paragraph("p")]),), named=(("seal", hostile),),
                  templates=Templates(paper=changed(letterhead)))  # fmt: skip
    document = Document(io.BytesIO(word_file(paper)))
    assert document.paragraphs[0].text == paper.title
    assert [p.text for p in document.paragraphs].count("p") == 1
    page = read_page(page_file(paper))
    assert not page.all("script") and ("h1", paper.title) in page.blocks


def test_names_of_the_key_are_taken_out_of_fields(short_copy):
    from wcc_prioritise.workshop import Workshop
    from wcc_prioritise.workshop.names import write_names

    write_names(short_copy, {"S01": "Northmere"})
    with Workshop(short_copy) as workshop:
        paper = paper_of(OfRecord(workshop), "T", [])
    assert (
        "Northmere" not in paper.values["organisation"] and "[name]" in paper.values["organisation"]
    )


# ---- broken pages -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("<h1>{{ title }}", "<h1>{{ titel }}", "line 92: found a field called 'titel'"),
        ("{{ notice }} {%", "{{ notise }} {%", "Did you mean 'notice'?"),
        ("<h1>{{ title }}", "<h1>{{ title.__class__.__mro__ }}", "look behind a field (.__mro__)"),
        ("<h1>{{ title }}", "<h1>{{ title['x'] }}", "a look into a field with [ ]"),
        ("<h1>{{ title }}", "<h1>{{ title() }}", "a call with ( )"),
        ("<h1>{{ title }}", "<h1>{{ title | attr('x') }}", "a filter called 'attr'"),
        ("<h1>{{ title }}", "<h1>{{ title | safe }}", "a filter called 'safe'"),
        ("<h1>{{ title }}", "<h1>{{ title | random }}", "a filter called 'random'"),
        ("<h1>{{ title }}", "<h1>{{ title | uper }}", "Did you mean 'upper'?"),
        ("<footer>", "<footer>{% include 'x' %}", "another file taken in"),
        ("<footer>", "<footer>{% for x in title %}{% endfor %}", "a loop"),
        ("<footer>", "<footer>{% set x = 1 %}", "an instruction of the kind 'assign'"),
        ("<footer>", "<footer>{% autoescape false %}{{ title }}{% endautoescape %}", "instruction"),
        ("<footer>", "<footer>{{ self }}", "a field called 'self'"),
        ("<footer>", "<footer>{{ cycler }}", "a field called 'cycler'"),
        ("<footer>", "<footer>{% if notice %}", "can't be read as a template"),
        ("<footer>", "<footer>{{ title", "line 99: found what can't be read as a template"),
        ("{{ content }}", "", "found no {{ content }}"),
        ("{{ content }}", "{{ content }}\n{{ content }}", "line 97: found {{ content }} again"),
        ("{{ content }}\n</main>", "</main>{{ content }}", "{{ content }} outside <main>"),
        ('lang="en-GB"', 'lang="en-US"', "line 2: found the language en-US"),
        ("<h1>{{ title }}</h1>", "<p>{{ title }}</p>", "without one <h1>"),
        ("<footer>", "<footer><h1>{{ title }}</h1>", "without one <h1>"),
        ("default-src 'none'; img-src", "default-src *; img-src", "no policy that keeps the page"),
        ("<footer>", "<footer><script>1</script>", "line 98: found <script>, which runs"),
        ("<footer>", '<footer><p onclick="1">', "<p>, which runs or fetches"),
        ("<footer>", '<footer><img src="https://x.example/a.png">', "a file from elsewhere"),
        ("<footer>", "<footer><p title={{ title }}>", "a field without quotation marks around it"),
    ],
)
def test_a_broken_page_is_named_by_line(tmp_path, old, new, words):
    assert old in OWN
    said = refused(tmp_path, page=OWN.replace(old, new, 1))
    assert words in said and said.count("page.html.j2") >= 1 and "allowed:" in said


def test_a_page_that_is_no_text_is_named(tmp_path):
    said = refused(tmp_path, page=OWN.encode() + b"\n\xff")
    assert re.search(r"page\.html\.j2, line \d+: found a sign that is not UTF-8", said)


def test_nothing_but_the_fields_is_in_reach_even_past_the_check(small):
    from jinja2.exceptions import SecurityError, UndefinedError

    for way in ("{{ title.__class__ }}", "{{ title.__class__.__mro__[1].__subclasses__() }}"):
        with pytest.raises((SecurityError, UndefinedError)):
            page_file(drawn(small, page=way))
    with pytest.raises(UndefinedError):
        page_file(drawn(small, page="{{ range(3) }}"))


# ---- broken Word files --------------------------------------------------------------------------


def with_text(text, where="body"):
    def change(document):
        if where == "body":
            document.paragraphs[0].insert_paragraph_before(text)
        elif where == "cell":
            document.add_table(rows=2, cols=2).cell(1, 0).text = text
        elif where == "first head":
            document.sections[0].different_first_page_header_footer = True
            document.sections[0].first_page_header.paragraphs[0].text = text
        else:
            document.sections[0].footer.paragraphs[0].text = text

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (with_text("By {{ organisaton }}"), "'organisaton' in paragraph 1, 'By {{ organisaton }}'"),
        (with_text("By {{ organisaton }}"), "Did you mean 'organisation'?"),
        (with_text("{{ xyz }}", "cell"), "'xyz' in table 1, row 2, cell 1"),
        (with_text("{{ xyz }}", "foot"), "'xyz' in paragraph 1 of the foot"),
        (with_text("{{ xyz }}", "first head"), "paragraph 1 of the head of the first page"),
        (with_text("{{ title.__class__ }}"), "a field called 'title.__class__'"),
        (with_text("{{ title"), "braces that are no field in paragraph 1"),
        (with_text("{% if title %}"), "braces that are no field"),
        (with_text("{{ content }}"), "{{ content }} again in paragraph 4"),
        (with_text("{{ contents }}"), "a field called 'contents'"),
        (lambda d: setattr(d.paragraphs[-1], "text", "x"), "found no paragraph {{ content }}"),
        (lambda d: setattr(d.paragraphs[-1], "text", "see {{ content }}"), "'see {{ content }}'"),
        (lambda d: d.add_section(), "{{ content }} in paragraph 3"),
        (lambda d: d.add_table(1, 1).cell(0, 0)._tc.append(d.paragraphs[-1]._p), "in table 1, row"),
        (lambda d: setattr(d.core_properties, "title", "{{ title }}"), "a field in core"),
        (lambda d: setattr(d.paragraphs[0], "text", "Ours"), "no heading with {{ title }}"),
        (lambda d: d.add_paragraph("More", style="Heading 1"), "another Heading 1 in paragraph 4"),
        (lambda d: d.styles["List Bullet"].delete(), "found no style 'List Bullet'"),
    ],
)
def test_a_broken_word_file_is_named_by_place(tmp_path, change, words):
    said = refused(tmp_path, paper=changed(change))
    assert words in said and "paper.docx: found" in said


def word_field(name):
    from wcc_prioritise.exports.word_parts import field

    return lambda document: field(document.paragraphs[0], name)


def tracked(document):
    run = document.paragraphs[0].runs[0]._r
    change = run.makeelement(f"{W}ins", {f"{W}author": "A. Body"})
    run.addprevious(change)
    change.append(run)


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (b"not a zip", "what is no Word file"),
        (b"", "what is no Word file"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "what is no Word file"),
        (own_word()[:5000] + own_word()[-400:], "damaged"),
        (rezipped(own_word(), word__vbaProject=lambda old: b"macro"), "macros"),
        (rezipped(own_word(), word__embeddings__a=lambda old: b"x"), "a file inside the file"),
        (rezipped(own_word(), **{"[Content_Types].xml": lambda old: old.replace(
            b"openxmlformats-officedocument.wordprocessingml.document.main",
            b"ms-word.document.macroEnabled.main")}), "macros"),
        (rezipped(own_word(), **{"word__document.xml": lambda old: old[:900]}), "damaged"),
        (rezipped(own_word(), **{"word__document.xml": lambda old: b"<x/>"}), "damaged"),
        (rezipped(own_word(), **{"word___rels__document.xml.rels": lambda old: old.replace(
            b"</Relationships>", b'<Relationship Id="rX" Type="http://x/image" '
            b'Target="https://x.example/a.png" TargetMode="External"/></Relationships>')}),
         "fetched from elsewhere"),
        (changed(word_field("DDEAUTO cmd")), "the Word field DDEAUTO"),
        (changed(word_field("INCLUDETEXT x")), "the Word field INCLUDETEXT"),
        (changed(tracked), "changes that are tracked"),
    ],
)  # fmt: skip
def test_what_is_no_sound_word_file_is_refused(tmp_path, file, words):
    said = refused(tmp_path, letter=file)
    assert words in said and "letter.docx: found" in said and "Traceback" not in said


def test_every_fault_of_every_template_comes_at_once(tmp_path):
    said = refused(tmp_path, page=OWN.replace("<h1>{{ title }}", "<h1>{{ titel }}"), letter=b"x",
                   paper=changed(with_text("{{ xyz }} {{ zyx }}")))  # fmt: skip
    assert said.startswith("4 things to put right") and "titel" in said
    assert "'xyz'" in said and "'zyx'" in said and "letter.docx" in said


@pytest.mark.parametrize(
    ("name", "words"),
    [("papers.docx", "Did you mean 'paper.docx'?"), ("letter.docm", "'letter.docm'"),
     ("page.html", "Did you mean 'page.html.j2'?")],
)  # fmt: skip
def test_a_template_of_another_name_is_not_left_aside_in_silence(tmp_path, name, words):
    assert words in refused(tmp_path, **{name: own_word()})


def test_a_folder_that_is_not_there_or_holds_none_is_told(tmp_path):
    with pytest.raises(InputError, match="no folder of that name"):
        read_templates(tmp_path / "nowhere")
    (tmp_path / "~$paper.docx").write_bytes(b"lock")
    (tmp_path / "README.md").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="found no template"):
        read_templates(tmp_path)


def test_what_a_template_carries_with_it_is_forgotten(small):
    linked = rezipped(
        own_word(),
        **{"word___rels__settings.xml.rels": lambda old: b'<?xml version="1.0"?><Relationships '
           b'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
           b'Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
           b'attachedTemplate" Target="file:///C:/Somebody/x.dotx" TargetMode="External"/>'
           b"</Relationships>"},
    )  # fmt: skip
    file = word_file(drawn(small, paper=linked))
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        assert not [n for n in parts.namelist() if b"Somebody" in parts.read(n)]


def test_the_fields_of_each_kind_are_those_that_a_paper_holds(small):
    assert set(small.values) == set(FIELDS)
    assert set(fields_for(PAPER)) < set(fields_for(LETTER))
    assert in_both("x", small).keys() == {"x.docx", "x.html"}
