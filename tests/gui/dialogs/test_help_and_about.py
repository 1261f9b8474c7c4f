"""Help says what the program does, from what is declared; AboutDialog what it is built on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication, QIcon, QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from gui.app.version import program_version
from gui.dialogs.about import AboutDialog
from gui.dialogs.guide import DOCS, PAGES, GuidePage, GuideWindow
from gui.dialogs.help import HelpPages, HelpWindow
from gui.session import Session
from gui.window.actions import told_keys
from model.columns import TABLES
from model.files import sample
from model.text.catalogue import catalogue
from model.text.words import words
from tests.gui.hands import settle
from tests.gui.probed import in_each_dialog
from tests.gui.window_kit import opened


def button(dialog: QDialog, text: str) -> QAbstractButton:
    return next(each for each in dialog.findChildren(QAbstractButton) if each.text().replace("&", "") == text)


def test_help_on_figures_names_every_column_and_every_notation(qtbot: QtBot) -> None:
    session = Session(sample("autumn-2024"))
    pages = HelpPages()
    qtbot.addWidget(pages)
    window = HelpWindow("How figures are typed", pages.figures(session))
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(window)
    window.show()
    text = window.page.toPlainText()
    assert "read as at least 80,000" in text
    for table in TABLES:
        for column in table.columns:
            assert session.formats.words(words(column.help)) in text
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_help_on_the_keyboard_names_every_key_of_every_action(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as kit:
        pages = HelpPages()
        qtbot.addWidget(pages)
        window = HelpWindow("Keyboard", pages.keyboard(told_keys()))
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(window)
        text = window.page.toPlainText()
        for action in kit.window.actions_by_key.by_key.values():
            for keys in action.shortcuts()[:1]:
                assert keys.toString() in text, action.text()
        assert "Ctrl+;" in text


def test_about_says_the_version_and_copies_what_a_report_of_a_fault_needs(qtbot: QtBot) -> None:
    about = AboutDialog(QIcon())
    qtbot.addWidget(about)
    about.show()
    QTest.mouseClick(button(about, "Copy Versions"), Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert f"Salient {program_version()}" in copied
    assert "PySide6" in copied
    QTest.keyClick(about, Qt.Key.Key_Escape)
    assert not about.isVisible()


def test_f1_opens_the_guide_whose_links_lead_to_its_pages_and_back(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as kit:
        QTest.keyClick(kit.window, Qt.Key.Key_F1)
        guide = kit.window.findChild(GuideWindow)
        assert isinstance(guide, GuideWindow)
        assert guide.page.toPlainText().startswith("Salient: the guide")
        assert not button(guide, "Back").isEnabled()
        QTest.keyClick(guide.page, Qt.Key.Key_Tab)
        QTest.keyClick(guide.page, Qt.Key.Key_Return)
        assert guide.page.toPlainText().startswith("Ten minutes: from an article to a chart")
        QTest.mouseClick(button(guide, "Back"), Qt.MouseButton.LeftButton)
        assert guide.page.toPlainText().startswith("Salient: the guide")
        QTest.mouseClick(button(guide, "Forward"), Qt.MouseButton.LeftButton)
        assert guide.page.toPlainText().startswith("Ten minutes")
        QTest.mouseClick(button(guide, "Contents"), Qt.MouseButton.LeftButton)
        assert guide.page.toPlainText().startswith("Salient: the guide")


def test_f1_opens_the_guide_in_the_language_of_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as kit:
        kit.settings.set_language("uk")
        QTest.keyClick(kit.window, Qt.Key.Key_F1)
        guide = kit.window.findChild(GuideWindow)
        assert isinstance(guide, GuideWindow)
        assert guide.page.toPlainText().startswith("Salient: посібник")
        QTest.keyClick(guide.page, Qt.Key.Key_Tab)
        QTest.keyClick(guide.page, Qt.Key.Key_Return)
        assert guide.page.toPlainText().startswith("Десять хвилин")
        QTest.mouseClick(button(guide, "Contents"), Qt.MouseButton.LeftButton)
        guide.page.setSource(QUrl("../project-format.md"))
        assert guide.page.toPlainText().startswith("The project file")
        QTest.mouseClick(button(guide, "Back"), Qt.MouseButton.LeftButton)
        assert guide.page.toPlainText().startswith("Salient: посібник")


def test_the_menus_that_the_guide_names_are_those_of_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as kit:
        menus = kit.window.menuBar().findChildren(QMenu)
        texts = {menu.title(): [entry.text() for entry in menu.actions()] for menu in menus}
    texts["Adjust"] = ["&Marks"]  # the button beside a chart
    for folder, language in ((DOCS, "en"), (DOCS / "uk", "uk")):
        say = catalogue(language)
        known = {plain(say(title)): [plain(say(text)) for text in texts[title] if text] for title in texts}
        for page in folder.glob("*.md"):
            text = " ".join(page.read_text("utf-8").replace("*", "").split())
            for title, entry in re.findall(r"(?<!▸ )\b(\w+) ▸ ([^▸]+)", text):
                assert any(entry.startswith(each) for each in known[title]), f"{page}: {title} ▸ {entry[:40]}"


def plain(text: str) -> str:
    return text.replace("&", "").removesuffix("…")


@pytest.mark.parametrize(
    "page", sorted(DOCS.rglob("*.md")), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_a_page_of_the_guide_is_shown_with_its_pictures_and_leads_nowhere_else(
    page: Path, qtbot: QtBot
) -> None:
    guide = GuidePage(page.parent.name)
    qtbot.addWidget(guide)
    guide.resize(600, 400)
    guide.setSource(QUrl(page.name))
    heading = page.read_text("utf-8").splitlines()[0].removeprefix("# ")
    assert guide.toPlainText().startswith(heading)
    named = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", page.read_text("utf-8"))
    for name in named:
        picture = guide.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name))
        assert isinstance(picture, QImage)
        assert 0 < picture.width() <= 600
    for outside in (
        "https://example.org/",
        "file:///etc/passwd",
        "../../README.md",
        f"{DOCS.as_uri()}/../README.md",
    ):
        guide.setSource(QUrl(outside))
        assert guide.toPlainText().startswith(heading)


def test_f1_in_a_dialog_or_pane_opens_the_page_about_it(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as kit:
        opened_at: dict[str, str] = {}

        def press(dialog: QDialog) -> None:
            field = next(
                each for each in dialog.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus
            )
            field.setFocus()
            settle()
            QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_F1)
            guide = next(each for each in dialog.findChildren(GuideWindow) if each.isVisible())
            opened_at[type(dialog).__name__] = guide.page.source().fileName()
            guide.close()

        keys = ("read_report", "scenario", "sensitivity", "check_claim", "export_plot", "preferences")
        in_each_dialog(kit, keys, tmp_path, press)
    assert opened_at == {
        "ReadReport": "reading.md",
        "ScenarioDialog": "recipes.md",
        "Sensitivity": "recipes.md",
        "CheckClaim": "certainty.md",
        "ExportPlot": "charts.md",
        "Preferences": "index.md",
    }


def test_the_pages_that_f1_leads_to_are_there_and_so_are_the_places() -> None:
    code = "\n".join(path.read_text("utf-8") for path in (DOCS.parent / "gui").rglob("*.py"))
    for place, page in PAGES.items():
        assert (DOCS / page).exists()
        assert re.search(rf"^class {place}\(", code, re.MULTILINE), place
