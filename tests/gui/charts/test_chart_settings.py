"""The settings of a chart, with keys and mouse: what is chosen is drawn, kept in the project, and undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.charts import styles_kept
from gui.charts.chart_settings_dialog import ChartSettingsDialog
from gui.charts.chart_settings_pages import LookPage
from gui.charts.panel import ChartPanel
from gui.session import Session
from model.chart_settings import ChartKey, ChartNote, ChartSettings, LabelsShown
from model.files import sample

T = TypeVar("T", bound=QWidget)
OF = ChartKey("losses-gains", "ru")


@pytest.fixture
def panel(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ChartPanel]:
    monkeypatch.setattr(styles_kept, "styles_folder", lambda: tmp_path / "styles")
    made = ChartPanel(Session(sample("autumn-2024")))
    qtbot.addWidget(made)
    made.resize(700, 420)
    made.show()
    yield made
    made.close()


def settings_of(panel: ChartPanel) -> ChartSettings:
    return panel._session.project.settings_of(OF)


def opened(qtbot: QtBot, panel: ChartPanel) -> ChartSettingsDialog:
    qtbot.mouseClick(named(panel, QAbstractButton, "Settings of this chart"), Qt.MouseButton.LeftButton)
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, ChartSettingsDialog))
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    return dialog


def named(parent: QWidget, kind: type[T], name: str) -> T:
    found = (w for w in parent.findChildren(kind) if name in (w.accessibleName(), getattr(w, "text", str)()))
    return next(found)


def typed(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClicks(field, text)


def accepted(qtbot: QtBot, dialog: ChartSettingsDialog) -> None:
    qtbot.keyClick(dialog, Qt.Key.Key_Return)


def test_a_title_that_is_typed_is_kept_drawn_and_undone(qtbot: QtBot, panel: ChartPanel) -> None:
    dialog = opened(qtbot, panel)
    title = named(dialog, QLineEdit, "Title")
    assert title.text() == "Losses against gains: Russian forces"
    typed(qtbot, title, "Ours")
    qtbot.mouseClick(named(dialog, QPushButton, "OK"), Qt.MouseButton.LeftButton)
    assert settings_of(panel).title == "Ours"
    assert panel.view.chart is not None
    assert panel.view.chart.title == "Ours"
    panel._session.undo_stack.undo()
    assert panel._session.project == sample("autumn-2024")
    assert panel.view.chart.title == "Losses against gains: Russian forces"


def test_a_text_goes_back_to_the_automatic_one(qtbot: QtBot, panel: ChartPanel) -> None:
    dialog = opened(qtbot, panel)
    title, back = (
        named(dialog, QLineEdit, "Title"),
        named(dialog, QPushButton, "Automatic text: Title"),
    )
    assert not back.isEnabled()
    typed(qtbot, title, "Ours")
    assert back.isEnabled()
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert title.text() == "Losses against gains: Russian forces"
    assert dialog.settings == ChartSettings("losses-gains", "ru")


def test_the_main_number_is_stated_for_the_days_chosen(qtbot: QtBot, panel: ChartPanel) -> None:
    dialog = opened(qtbot, panel)
    pages, title = dialog.findChildren(QTabWidget)[0], named(dialog, QLineEdit, "Title")
    states = named(dialog, QCheckBox, "&State the main number")
    typed(qtbot, title, "Ours")
    states.click()
    assert title.text() == "Each km² cost 53 casualties in autumn 2024"
    pages.setCurrentIndex(1)
    typed(qtbot, named(dialog, QLineEdit, "First day"), "2024-11-01")
    pages.setCurrentIndex(0)
    assert title.text() == "Each km² cost 54 casualties in November 2024"
    assert dialog.settings == ChartSettings("losses-gains", "ru", start=date(2024, 11, 1), states=True)
    typed(qtbot, title, "Ours")
    assert not states.isChecked()


def test_where_no_number_can_be_stated_it_is_said(qtbot: QtBot, panel: ChartPanel) -> None:
    dialog = opened(qtbot, panel)
    states = named(dialog, QCheckBox, "&State the main number")
    dialog.findChildren(QTabWidget)[0].setCurrentIndex(1)
    typed(qtbot, named(dialog, QLineEdit, "First day"), "2025-01-01")
    dialog.findChildren(QTabWidget)[0].setCurrentIndex(0)
    said = [label for label in dialog.findChildren(QLabel) if label.text().startswith("No single number")]
    assert [label.isVisible() for label in said] == [False]
    states.click()
    assert [label.isVisible() for label in said] == [True]


def test_what_cannot_be_read_is_said_and_not_taken(qtbot: QtBot, panel: ChartPanel) -> None:
    dialog = opened(qtbot, panel)
    typed(qtbot, named(dialog, QLineEdit, "Last day"), "2024-13-99")
    assert named(dialog, QLabel, "What is wrong").text()
    qtbot.mouseClick(named(dialog, QPushButton, "OK"), Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert settings_of(panel) == ChartSettings("losses-gains", "ru")


def test_remarks_labels_and_style_are_chosen(qtbot: QtBot, panel: ChartPanel) -> None:
    dialog = opened(qtbot, panel)
    remarks = named(dialog, QPlainTextEdit, "Remarks on days")
    qtbot.keyClicks(remarks, "2024-11-01..2024-11-30 figures incomplete")
    labels = named(dialog, QComboBox, "Labels")
    labels.setFocus()
    qtbot.keyClick(labels, Qt.Key.Key_End)
    style = named(dialog, QComboBox, "Style")
    qtbot.keyClick(style, Qt.Key.Key_End)
    qtbot.mouseClick(named(dialog, QPushButton, "Apply"), Qt.MouseButton.LeftButton)
    kept = settings_of(panel)
    assert kept.notes == (ChartNote("figures incomplete", date(2024, 11, 1), date(2024, 11, 30)),)
    assert (kept.labels, kept.style) == (LabelsShown.NONE, "newsprint")
    qtbot.mouseClick(named(dialog, QPushButton, "All automati&c"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(named(dialog, QPushButton, "OK"), Qt.MouseButton.LeftButton)
    assert panel._session.project.charts == ()


def test_a_style_is_loaded_or_refused_with_what_is_wrong(
    qtbot: QtBot, panel: ChartPanel, tmp_path: Path
) -> None:
    dialog = opened(qtbot, panel)
    good, bad = tmp_path / "ours.json", tmp_path / "bad.json"
    good.write_text('{"format": "salient-style", "version": 1, "name": "Ours"}', "utf-8")
    bad.write_text('{"format": "salient-style", "version": 1, "name": "", "run": "x"}', "utf-8")
    dialog.load_style(bad)
    assert "run: unknown key" in named(dialog, QLabel, "What is wrong").text()
    dialog.load_style(good)
    assert dialog.settings.style == "ours"
    assert named(dialog, QComboBox, "Style").currentText() == "ours"


def test_days_are_shown_and_kept(panel: ChartPanel) -> None:
    panel.show_days(date(2024, 11, 1), date(2024, 11, 30))
    assert settings_of(panel).start == date(2024, 11, 1)
    assert panel.view.chart is not None
    assert panel.view.chart.dates == "1–30 Nov 2024"


def test_a_chart_follows_the_filter_only_where_that_is_chosen(panel: ChartPanel) -> None:
    panel.set_filter((1,))
    assert panel.view.chart is not None
    assert len(panel.view.chart.panels[0].marks[0]) == 2
    panel._on_settings_chosen(ChartSettings("losses-gains", "ru", filtered=True))
    assert panel.view.chart.panels[0].marks[0].rows.tolist() == [1]


def test_what_is_shown_is_put_in_order_by_hand(qtbot: QtBot, panel: ChartPanel) -> None:
    page = LookPage((("ru", "Russia"), ("ua", "Ukraine"), ("kp", "North Korea")), several=True)
    qtbot.addWidget(page)
    assert panel.view.chart is not None
    plain = ChartSettings("losses-gains", "ru")
    page.show_settings(plain, panel.view.chart)
    assert page.put_into(plain).order == ()
    qtbot.mouseClick(named(page, QPushButton, "D&own"), Qt.MouseButton.LeftButton)
    moved = page.put_into(plain)
    assert moved.order == ("ua", "ru", "kp")
    page.show_settings(moved, panel.view.chart)
    assert page.put_into(plain).order == ("ua", "ru", "kp")
