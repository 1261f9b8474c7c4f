"""Every action is declared once, stands in a menu, and is reached by keys that nothing else has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtGui import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
)
from pytestqt.qtbot import QtBot

from gui.app.theme import DARK, ICONS, LIGHT, Scheme, Tones, mix, palette_of, table_tones
from gui.tables.actions import ABOUT, CELLS, FINDING, INSERTING, ROWS, fill_context_menu
from gui.window.actions import ACTIONS, MENUS
from gui.window.actions_on_files import SAMPLES
from model.files import sample_names
from model.project import Project
from tests.gui.hands import act, choose_in, entries_of
from tests.gui.window_kit import Kit, opened


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path) as opened_kit:
        yield opened_kit


def test_every_sample_that_is_shipped_is_in_the_menu() -> None:
    assert set(SAMPLES) == set(sample_names())
    keys = [action.key for action in ACTIONS]
    first = keys.index("sample")
    assert keys[first : first + len(SAMPLES)] == [action.key for action in SAMPLES.values()]


def test_every_action_stands_in_one_menu_of_the_window(kit: Kit) -> None:
    shown = Counter(
        entry.objectName()
        for entry in entries_of(kit.window.menuBar())
        if entry in kit.window.actions_by_key.by_key.values()
    )
    assert shown == Counter(action.key for action in ACTIONS)


def test_every_declared_action_of_a_table_is_in_its_context_menu_and_does_it(kit: Kit, qtbot: QtBot) -> None:
    view = kit.window.tables.current
    view.grid.go_to(0, 0)
    menu = QMenu(view)
    fill_context_menu(menu, view)
    shown = {entry.text().partition("\t")[0]: entry for entry in entries_of(menu)}
    declared = [action for action in (*CELLS, *INSERTING, *ROWS, *ABOUT, *FINDING) if action.context]
    for action in declared:
        assert shown[action.shown_text()].isEnabled() == action.when(view.situation()), action.key
    before = len(kit.session.project.periods)
    choose_in(menu, "Duplicate Rows")
    assert len(kit.session.project.periods) == before + 1
    letters = [mnemonic(entry.text()) for entry in menu.actions() if not entry.isSeparator()]
    assert all(letters)
    assert len(set(letters)) == len(letters)


def test_the_places_on_the_toolbar_are_all_different_and_in_its_groups() -> None:
    places = [action.toolbar for action in ACTIONS if action.toolbar]
    assert len(set(places)) == len(places) > 8
    assert {place // 10 for place in places} == {1, 2, 3, 4, 5}


def test_what_undo_is_about_stands_in_its_text_and_its_tip(kit: Kit) -> None:
    undo = kit.window.actions_by_key["undo"]
    assert undo.text() == "&Undo"
    act(kit.window, "duplicate")
    kit.window.update_actions()
    assert undo.text() == f"&Undo {kit.session.undo_stack.undoText()}"
    assert kit.session.undo_stack.undoText() in undo.toolTip()


def test_every_icon_is_a_drawing_in_the_colour_of_the_text() -> None:
    for declared in ACTIONS:
        if declared.icon:
            assert "currentColor" in (ICONS / f"{declared.icon}.svg").read_text()


def mnemonic(text: str) -> str:
    marked = text.replace("&&", "")
    return marked[marked.index("&") + 1].lower() if "&" in marked else ""


def test_no_two_entries_of_a_menu_have_the_same_letter(kit: Kit) -> None:
    bar = kit.window.menuBar()
    menus = [menu for menu in bar.findChildren(QMenu) if menu.actions()]
    assert len(menus) >= len(MENUS)
    for entries in ([action.text() for action in menu.actions()] for menu in [bar, *menus]):
        letters = [mnemonic(text) for text in entries if text]
        assert all(letters), entries
        assert len(set(letters)) == len(letters), entries


def test_no_two_actions_have_the_same_keys(kit: Kit) -> None:
    keys = Counter(
        sequence.toString()
        for action in kit.window.actions_by_key.by_key.values()
        for sequence in action.shortcuts()
    )
    assert [sequence for sequence, times in keys.items() if times > 1] == []


def test_every_action_has_a_tip_and_the_toolbar_has_names(kit: Kit) -> None:
    for action in kit.window.actions_by_key.by_key.values():
        assert action.toolTip()
        assert not Qt.mightBeRichText(action.toolTip())  # a screen reader says it
    for action in kit.window.toolbar.actions():
        widget = kit.window.toolbar.widgetForAction(action)
        if action.text():
            assert widget.accessibleName()


def test_what_cannot_be_done_is_switched_off(kit: Kit) -> None:
    kit.session.load(Project(), None)
    kit.window.update_actions()
    enabled = {key for key, action in kit.window.actions_by_key.by_key.items() if action.isEnabled()}
    assert not enabled & {"undo", "redo", "revert", "delete_rows", "duplicate", "copy", "cut"}
    assert {"new", "open", "save", "add_period", "paste", "export_plot"} <= enabled


def test_begin_goes_to_the_empty_last_row_of_the_table(kit: Kit) -> None:
    for key, table in (("add_intake", "intake"), ("add_source", "sources"), ("add_period", "periods")):
        act(kit.window, key)
        current = kit.window.tables.current
        assert current.table.key == table
        assert current.grid.currentIndex().row() == current.model.draft_row


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2.1 defines it."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    darker, lighter = sorted((light(one), light(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_text_of_every_tone_can_be_read_on_every_ground(dark: bool) -> None:
    tones: Tones = DARK if dark else LIGHT
    for text in (tones.text, tones.muted, tones.good, tones.bad, tones.doubtful, tones.accent):
        for ground in (tones.canvas, tones.surface, tones.tint):
            assert contrast(text, ground) >= 4.5, (text, ground)
    assert contrast(tones.on_accent, tones.accent) >= 4.5
    for ground in (tones.canvas, tones.surface):  # what is no text, but has to be seen
        assert contrast(tones.box, ground) >= 3, ground
        assert contrast(tones.accent, ground) >= 3, ground


@pytest.mark.parametrize("dark", [False, True])
def test_what_a_table_writes_can_be_read_on_every_ground_it_has(dark: bool) -> None:
    tones = table_tones(palette_of(DARK if dark else LIGHT))
    plain = (tones.base, tones.computed, tones.total, tones.head)
    for text in (tones.text, tones.muted, tones.good, tones.bad, tones.doubtful):
        for ground in (*plain, *map(tones.selected_on, plain)):
            assert contrast(text.name(), ground.name()) >= 4.5, (text.name(), ground.name())
    doubtful = mix(tones.base, tones.doubtful, 0.16)  # behind the count on a tab
    assert contrast(tones.doubtful.name(), doubtful.name()) >= 4.5
    assert contrast(tones.base.name(), tones.doubtful.name()) >= 4.5  # a sign on its ground


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_what_is_ticked_typed_into_or_pressed_has_an_edge_that_is_seen(
    qtbot: QtBot, kit: Kit, scheme: Scheme
) -> None:
    theme = kit.window._theme
    theme.set_scheme(scheme)
    for kind in (QCheckBox, QRadioButton, QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QPushButton):
        button = kind()
        qtbot.addWidget(button)
        button.show()
        image = button.grab().toImage()
        seen = {image.pixelColor(x, image.height() // 2).name() for x in range(4)}  # the edge
        ground = theme.tones.canvas
        assert max(contrast(colour, ground) for colour in seen) >= 3, (kind, seen)
    theme.set_scheme(Scheme.LIGHT)


def test_the_colours_follow_the_system_while_the_window_is_open(
    kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme, totals = kit.window._theme, kit.window.tables.current.totals
    assert totals is not None
    real = theme._hints  # no platform of tests lets its scheme be set
    for scheme, tones in ((Qt.ColorScheme.Dark, DARK), (Qt.ColorScheme.Light, LIGHT)) * 2:
        monkeypatch.setattr(theme, "_hints", SimpleNamespace(colorScheme=lambda now=scheme: now))
        real.colorSchemeChanged.emit(scheme)
        QApplication.processEvents()
        assert theme.tones is tones
        image = totals.viewport().grab().toImage()
        seen = {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(12)}
        ground = table_tones(palette_of(tones)).total.name()
        assert ground in seen
        assert max(contrast(colour, ground) for colour in seen) >= 4.5  # the total itself
