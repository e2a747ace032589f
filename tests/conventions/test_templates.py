"""A strict content policy holds: no template carries a style, a script or a handler of its own."""

import re

from tests.conventions.source import Source, expect_none, sources

COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|<!--.*?-->", re.DOTALL)
INLINE = {
    "a style attribute": re.compile(r"""[\s:"']style\s*=""", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script without a file": re.compile(
        r"""<script\b(?![^>]*\ssrc\s*=)(?![^>]*\stype\s*=\s*["']application/json["'])""", re.IGNORECASE
    ),
    "a handler": re.compile(r"<[^>]*\s(?:hx-)?on[:a-z-]+\s*=", re.IGNORECASE),
    "a javascript address": re.compile(r"""=\s*["']?\s*javascript:""", re.IGNORECASE),
}


def inline(source: Source) -> list[str]:
    """What the content policy would refuse. Comments are blanked, so that lines keep their numbers."""
    text = COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment.group()), source.text)
    return sorted(
        source.at(text.count("\n", 0, found.start()) + 1, f"has {what}")
        for what, pattern in INLINE.items()
        for found in pattern.finditer(text)
    )


def test_classes_and_files_are_allowed() -> None:
    text = (
        '<p class="style" data-on="x">on = 1</p>\n<script defer src="{% static \'gj.js\' %}"></script>\n'
        '{# style="x" #}<script id="chart" type="application/json">{}</script>'
    )

    assert inline(Source("a.html", text)) == []


def test_styles_scripts_and_handlers_are_found() -> None:
    text = (
        '<p style="x">\n<style>\n<script>\n<a onclick="x">\n'
        '<a href="javascript:x">\n<c-card :style="x">\n<b hx-on:click="x">'
    )

    assert inline(Source("a.html", text)) == [
        "a.html:1 has a style attribute",
        "a.html:2 has a style element",
        "a.html:3 has a script without a file",
        "a.html:4 has a handler",
        "a.html:5 has a javascript address",
        "a.html:6 has a style attribute",
        "a.html:7 has a handler",
    ]


def test_no_template_carries_anything_inline() -> None:
    expect_none(fault for source in sources(".html", "gongjian") for fault in inline(source))
