"""A field for a day, typed with or without what stands between its numbers."""

import re
from datetime import date

from PySide6.QtCore import QDate, QLocale

from deskbreak.i18n import _
from deskbreak.ui.kit.fields.typed_edit import TypedEdit


class DateEdit(TypedEdit[date]):
    """In the order of the locale: "24/12/2026", "24.12.26", "24122026"; or "2026-12-24" everywhere."""

    def written(self, value: date) -> str:
        """The locale's short date, with the whole year."""
        return QLocale().toString(QDate(value.year, value.month, value.day), _form())

    def read(self, text: str) -> date | None:
        """The day of these numbers."""
        exact = QLocale().toDate(text.strip(), _form())
        if exact.isValid():
            return date(exact.year(), exact.month(), exact.day())
        if set(re.findall(r"[^\W\d_]", text)) - set(self.written(self._value)):
            return None
        parts, order = re.findall(r"\d+", text), _order()
        if len(parts) == 1 and len(parts[0]) in (6, 8):
            parts = _cut(parts[0], order)
        if len(parts) != 3:
            return None
        if len(parts[0]) == 4:
            order = "yMd"
        found = dict(zip(order, parts, strict=True))
        if len(found["y"]) not in (2, 4):
            return None
        year = int(found["y"])
        try:
            return date(year + 2000 if len(found["y"]) == 2 else year, int(found["M"]), int(found["d"]))
        except ValueError:
            return None

    def refusal(self, text: str) -> str:
        """As of every field: what, and what is accepted."""
        sentence = _("“{text}” is no day, and nothing was changed; accepted: a day with its year, like {example}.")
        return sentence.format(text=text, example=self.written(self._value))

    def counted(self, value: date, steps: int, place: int) -> date:
        """Days, months or years on, within those that there are."""
        day = QDate(value.year, value.month, value.day)
        begun = [number for number in re.finditer(r"\d+", self.written(value)) if number.start() <= place]
        part = _order()[max(len(begun) - 1, 0)]
        then = {"d": day.addDays, "M": day.addMonths, "y": day.addYears}[part](steps)
        return date(then.year(), then.month(), then.day()) if 1 <= then.year() <= 9999 else value

    def widest(self) -> date:
        """Two numbers for the day and for the month."""
        return date(2028, 12, 28)


def _form() -> str:
    form = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    return form if "yyyy" in form else form.replace("yy", "yyyy")


def _order() -> str:
    return "".join(sorted("dMy", key=_form().find))


def _cut(digits: str, order: str) -> list[str]:
    year, parts = len(digits) - 4, []
    for part in order:
        size = year if part == "y" else 2
        parts.append(digits[:size])
        digits = digits[size:]
    return parts
