"""The text of a page: its article, tables as rows, raised digits raised; what is hidden is told."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from model.imports.articles.written import Written, lowered, raised, spaced
from model.imports.child_side import OddFile
from model.imports.formats.html_nodes import Node, children, lines, rows, steps

_SKIPPED = frozenset(
    (
        *("script", "style", "head", "title", "template", "noscript", "svg", "math", "iframe", "object"),
        *("embed", "canvas", "audio", "video", "button", "select", "textarea", "input", "nav", "dialog"),
        "map",
    )
)
_INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em"),
        *("font", "i", "ins", "kbd", "label", "mark", "q", "ruby", "s", "samp", "small", "span", "strike"),
        *("strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    )
)
_DELETED = frozenset(("del", "s", "strike"))
_HIDDEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$|!)"
    r"|font-size\s*:\s*0(?:\.0+)?[a-z%]*\s*(?:;|$|!)"
    r"|(?:left|top|text-indent|margin-left)\s*:\s*-\d{3,}"
    r"|color\s*:\s*(?:transparent|white|#fff(?:fff)?\b|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\)))",
    re.IGNORECASE,
)
_SHADED = re.compile(r"background", re.IGNORECASE)
_RULE = re.compile(r"([^{}]{1,500})\{[^{}]{0,2000}?display\s*:\s*none[^{}]{0,2000}\}", re.IGNORECASE)
_SIMPLE = re.compile(r"\s*([.#])([\w-]+)\s*")
_MOST_STYLE = 500_000  # letters
_NESTING = re.compile(
    r"<(/?)(?:address|article|aside|blockquote|center|details|dir|div|dl|fieldset|figcaption|figure|footer|form"
    r"|header|hgroup|listing|main|menu|nav|ol|pre|search|section|summary|ul)\b",
    re.IGNORECASE,
)
_DEEPEST = 2000
_MOST_SPAN = 200
_MOST_CELLS = 200_000
_TOLD = 20  # hidden passages


class PageText:
    """Reads a page: `text`, and what was `left_out` because nobody sees it."""

    def __init__(self, markup: str) -> None:
        from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - after the limits are set

        _refuse_depth(markup)
        self._tree = LexborHTMLParser(markup)
        self._out = Written()
        self._cells = 0
        self._numbers: dict[int, int] = {}  # entries so far, by list
        self.left_out: list[str] = []
        self._unseen = self._hidden_by_style()
        root = self._root()
        self._tables = frozenset[int]() if root is None else _tables(root)
        if root is not None:
            self._walk(root, self._out, lists=True)
        self.text = self._out.text()

    def _root(self) -> Node:
        """Return what the page is about: its one article or main part, where most of the text is there."""
        body = self._tree.body
        if body is None:
            return None
        whole = len(body.text())
        for choice in ("article", "main", "[role=main]"):
            found = self._tree.css(choice)
            if len(found) == 1 and 2 * len(found[0].text()) > whole:
                return found[0]
        return body

    def about(self) -> dict[str, str]:
        """Return what the page says of itself: title, publisher, link, day published, language."""
        said = dict.fromkeys(("title", "publisher", "link", "published", "language"), "")
        for node in self._tree.css("meta")[:200]:
            given = node.attributes
            name = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
            content = spaced(given.get("content") or "")[:500]
            key = {
                "og:title": "title",
                "og:site_name": "publisher",
                "og:url": "link",
                "article:published_time": "published",
                "datepublished": "published",
                "date": "published",
            }.get(name)
            if key and content and not said[key]:
                said[key] = content
        root = self._tree.css_first("html")
        said["language"] = ((root.attributes.get("lang") if root is not None else "") or "")[:2].lower()
        title = self._tree.css_first("title")
        if not said["title"] and title is not None:
            said["title"] = spaced(title.text())[:500]
        link = self._tree.css_first("link[rel=canonical]")
        if not said["link"] and link is not None:
            said["link"] = (link.attributes.get("href") or "")[:500]
        said["published"] = said["published"] or self._dated()
        return said

    def _dated(self) -> str:
        """Return the day that structured data (JSON-LD) says."""
        for node in self._tree.css("script[type='application/ld+json']")[:20]:
            match = re.search(r'"datePublished"\s*:\s*("[^"]{8,40}")', node.text()[:100_000])
            if match is not None:
                return str(json.loads(match[1])) if "\\" not in match[1] else ""
        return ""

    def _walk(self, root: Node, out: Written, *, lists: bool) -> None:
        """Say what is in a node; blocks end paragraphs."""
        for node, leaving in steps(root, self._enters):
            if node.tag == "-text":
                out.say(_folded(node))
            elif node.tag == "br":
                out.say("\n")
            elif leaving and node.tag not in _INLINE:
                out.end(_kind(node))
            elif node.tag == "q":
                out.say("”" if leaving else "“")
            elif not leaving and self._seen(node):
                self._begin(node, out, lists=lists)

    def _begin(self, node: Node, out: Written, *, lists: bool) -> None:
        if node.mem_id in self._tables:
            out.end()
            self._table(node, out)
        elif node.tag in ("sup", "sub"):
            inner = _plain(node)
            out.say(raised(inner) if node.tag == "sup" else lowered(inner))
        elif node.tag not in _INLINE:
            out.end(_kind(node))
            if node.tag == "li" and lists:
                out.begin_entry(self._marker(node))

    def _enters(self, node: Node) -> bool:
        """Whether what is in a node is said by going through it."""
        tag = node.tag
        if tag in ("sup", "sub") or tag in _SKIPPED or node.mem_id in self._tables:
            return False
        return tag not in _DELETED and not self._is_hidden(node) and not _is_beside(node)

    def _seen(self, node: Node) -> bool:
        """Whether a node is said; what nobody sees is told."""
        if node.tag in _SKIPPED or _is_beside(node):
            return False
        if node.tag in _DELETED or self._is_hidden(node):
            text = spaced(_plain(node))
            if text and len(self.left_out) < _TOLD:
                self.left_out.append(text[:200])
            return False
        return True

    def _is_hidden(self, node: Node) -> bool:
        given: Mapping[str, str | None] = node.attributes
        if "hidden" in given or f"#{given.get('id')}" in self._unseen:
            return True
        if self._unseen and any(f".{name}" in self._unseen for name in (given.get("class") or "").split()):
            return True
        style = given.get("style")
        match = _HIDDEN.search(style) if style else None
        if match is None or style is None:
            return False
        return "color" not in match.group().lower() or _SHADED.search(style) is None

    def _hidden_by_style(self) -> frozenset[str]:
        """Return the classes and ids that a sheet of the page does not display, whatever the medium."""
        found = set()
        for sheet in self._tree.css("style")[:50]:
            for rule in _RULE.finditer(sheet.text()[:_MOST_STYLE]):
                for selector in rule[1].split(","):
                    match = _SIMPLE.fullmatch(selector)
                    if match is not None:
                        found.add(match[1] + match[2])
        return frozenset(found)

    def _marker(self, item: Node) -> str:
        """Return what stands before an entry of a list: its number, or a bullet."""
        parent = item.parent
        if parent is None or parent.tag != "ol":
            return "• "
        number = self._numbers[parent.mem_id] = self._numbers.get(parent.mem_id, 0) + 1
        return f"{number}. "

    # tables

    def _table(self, table: Node, out: Written) -> None:
        """Say a table row by row; words of merged cells stand in each cell that they cover, numbers once."""
        for caption in children(table, "caption"):
            out.say(_plain(caption))
            out.end()
        for line, _ in lines(table, self._cell, _word, _MOST_SPAN):
            self._cells += len(line)
            if self._cells > _MOST_CELLS:
                raise MemoryError
            if any(line):
                out.row(line)
        out.end()

    def _cell(self, cell: Node) -> str:
        inner = Written()
        if self._enters(cell):
            self._walk(cell, inner, lists=False)
        else:
            self._seen(cell)
        return inner.text().replace("\n", " ")


def _refuse_depth(markup: str) -> None:
    """Refuse what is nested deeper than any page: the parser takes the square of the depth for it."""
    depth = 0
    for tag in _NESTING.finditer(markup):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > _DEEPEST:
            raise OddFile("said")


def _plain(node: Node) -> str:
    """Return the letters within a node."""
    return "".join(
        each.text_content or ""
        for each, leaving in steps(node, lambda inner: inner.tag not in _SKIPPED)
        if each.tag == "-text" and not leaving
    )


def _folded(node: Node) -> str:
    """Return a text as it is shown: the lines of its source are none, but those of `pre` are."""
    text = node.text_content or ""
    parent = node.parent
    if parent is not None and parent.tag == "pre":
        return text
    return re.sub(r"[\r\n\t\f ]+", " ", text)


def _is_beside(node: Node) -> bool:
    """Whether a node is the head or the foot of the page, not of its article."""
    parent = node.parent
    return node.tag in ("header", "footer") and parent is not None and parent.tag == "body"


def _tables(root: Node) -> frozenset[int]:
    """Return the tables with several columns in a row and no table in them, as those of a layout have."""
    open_ones: list[Node] = [root] if root.tag == "table" else []
    layouts: set[int] = set()
    found: dict[int, Node] = {}
    for node, leaving in steps(root, lambda _node: True):
        if node.tag != "table":
            continue
        if leaving:
            open_ones.pop()
            continue
        if open_ones:
            layouts.add(open_ones[-1].mem_id)
        found[node.mem_id] = node
        if node.child is not None:
            open_ones.append(node)
    return frozenset(
        key
        for key, table in found.items()
        if key not in layouts and any(_has_columns(row) for row in rows(table))
    )


def _has_columns(row: Node) -> bool:
    cells = children(row, "td", "th")
    return next(cells, None) is not None and next(cells, None) is not None


def _word(text: str) -> str:
    """Return what stands in the other cells that a merged one covers."""
    return text if not text[:1].isdigit() else ""


def _kind(node: Node) -> str:
    return "entry" if node.tag in ("li", "dd", "dt") else ""
