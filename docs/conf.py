"""How is the site built? `python -m sphinx -W -b html docs site`: offline, with nothing fetched."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from wcc_prioritise import __version__  # noqa: E402

project = "wcc_prioritise"
author = "the wcc-prioritise developers"
copyright = "the wcc-prioritise developers, MIT licence"  # noqa: A001
release = version = __version__
language = "en-GB"

extensions = ["myst_parser", "sphinx.ext.autodoc", "numpydoc"]
source_suffix = {".md": "markdown", ".rst": "restructuredtext"}
exclude_patterns = ["making", "made/**/*.txt"]
templates_path = ["_templates"]
nitpicky = False

myst_heading_anchors = 4
myst_links_external_new_tab = False

numpydoc_show_class_members = False  # autodoc lists them
numpydoc_xref_param_type = False
autodoc_member_order = "bysource"
autodoc_typehints = "none"
python_use_unqualified_type_names = True
toc_object_entries_show_parents = "hide"

html_theme = "alabaster"
html_title = f"wcc_prioritise {release}"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_search_summary = False  # it would be fetched, which a page opened as a file may not
html_theme_options = {
    "description": "Choose which care pathways to redesign, with everyone heard.",
    "fixed_sidebar": False,
    "font_family": "Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif",
    "head_font_family": "Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif",
    "link": "#005eb8",
    "link_hover": "#003087",
    "page_width": "72rem",
    "body_max_width": "54rem",
    "show_powered_by": False,
}


def setup(app):
    """Make the pages that are made, before any is read."""
    app.connect("config-inited", _make)


def _make(app, config):
    from making import make

    make(pictures="without_pictures" not in app.tags)
