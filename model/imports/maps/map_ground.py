"""The maps at the edges of some days as they are drawn: of an import that is being made, or of a project."""

from __future__ import annotations

import os
from collections.abc import Sequence

import numpy as np

from model.analyses.ground import Ground, Rings, on_plane
from model.imports.cells import Question, Unsettled
from model.imports.choices import Choices, Kind, Watch
from model.imports.inspect_file import look
from model.imports.maps.map_series import MapChanges, by_maps, read_maps
from model.imports.maps.map_set import Change
from model.imports.recipe import Recipe, recipe_of
from model.imports.refresh import recipe_in
from model.imports.series_columns import settle
from model.project import Project
from model.text.days import Span, span_words
from model.text.errors import FileError, SalientError, Unreadable
from model.text.words import Words, marked, words


def ground_over(changes: MapChanges, span: Span, watch: Watch | None = None) -> Ground:
    """Return what changed over some days, to be drawn. Raises Unreadable where one of the maps is missing."""
    said = changes.drawn(span, watch)
    if isinstance(said, Words):
        raise Unreadable(said)
    change, names = said
    return as_drawn(span, names, change)


def as_drawn(span: Span, names: tuple[str, str], change: Change) -> Ground:
    """Return a change between two maps, with how it is drawn, on a plane."""
    if change.drawn is None:
        raise TypeError("a change that is drawn has shapes")
    west, south, east, north = change.drawn.box
    middle = ((west + east) / 2, (south + north) / 2)
    gained, lost, held = (_rings(shape, middle) for shape in change.drawn.shapes)
    corners = on_plane(np.array([(west, south), (east, north)]), middle)
    low, high = ((float(x), float(y)) for x, y in corners)
    areas = (change.gained, change.lost)
    return Ground(span, *names, *areas, gained, lost, held, low, high, middle[1])


def _rings(shape: tuple[Sequence[int], Sequence[float]], middle: tuple[float, float]) -> Rings:
    lengths, corners = shape
    points = on_plane(np.array(corners, dtype=np.float64).reshape(-1, 2), middle)
    starts = np.cumsum([0, *lengths], dtype=np.int64)[:-1]
    return Rings(points, starts)


def ground_of(
    project: Project, folder: str | os.PathLike[str], series: str, span: Span, watch: Watch | None = None
) -> Ground | Words:
    """Return what changed over some days, from the maps of a project's recipe; or why it cannot be drawn.

    Only the two maps are measured. Nothing outside of the project's folder is read.
    """
    recipes = [recipe_of(tree) for tree in project.imports if tree.get("kind") == str(Kind.MAP)]
    found = next((one for one in recipes if one.target.series == series), None)
    if found is None:
        return words("the maps of this series were imported into another project: import them here")
    try:
        return _of_recipe(found, folder, span, watch)
    except SalientError as error:
        message = marked("The maps cannot be drawn: {why}")
        return words(message, why=error.words)


def _of_recipe(recipe: Recipe, folder: str | os.PathLike[str], span: Span, watch: Watch | None) -> Ground:
    file, reading = recipe_in(recipe, folder)
    if not isinstance(recipe.choices, Choices):
        raise TypeError("maps have the choices of a series")
    questions: list[Question] = []
    try:
        looked = look(file, reading, watch=watch)
        chosen, settled = settle(looked, by_maps(looked, recipe.choices), questions)
    except FileError:
        raise
    except SalientError as error:  # of what is in a file that nobody chose nothing is told
        message = marked("it is not written as the one that was imported; choose it to see what differs")
        raise Unreadable(words(message)) from error
    if chosen is None:
        raise Unsettled(questions)
    shift = MapChanges.shift(settled)
    edges = (span.start.toordinal() - 1 + shift, span.end.toordinal() + shift)
    series, account, dated = read_maps(looked, chosen, settled, questions, watch, edges)
    if questions:
        raise Unsettled(questions)
    if not len(series):
        raise Unreadable(words("there is no map of {days}", days=span_words(span.start, span.start)))
    return ground_over(MapChanges(series, settled, account, dated, watch), span, watch)
