"""A plain text editor, run as a program: somebody's work on the desktop, and somewhere for real typing to go."""

import sys

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QPlainTextEdit


def main() -> int:
    app = QApplication(["editor"])
    editor = QPlainTextEdit()
    editor.setWindowTitle("Report")
    font = QFont("Sans")
    font.setPixelSize(15)
    editor.setFont(font)
    editor.document().setDocumentMargin(24)
    editor.setFrameShape(QPlainTextEdit.Shape.NoFrame)
    editor.setPlainText("Third quarter, in short\n\n")
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    editor.resize(700, 460)
    editor.move(70, 60)
    editor.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
