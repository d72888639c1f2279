"""The page on routines, as a part of a window: what it shows is read here, and what is wished is carried out."""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from deskbreak.app.routine.previews import Previews
from deskbreak.app.routine.printed_card import print_card, printed_card
from deskbreak.coach.content.routine_file import DESK, Routine
from deskbreak.engine.calendar.in_turn import routine_at
from deskbreak.engine.calendar.instant import Instant
from deskbreak.i18n import _, language
from deskbreak.settings import Settings
from deskbreak.store.atomic import replace_named
from deskbreak.store.config_edit import Uneditable
from deskbreak.store.content import own, own_routines
from deskbreak.store.content.library import Library
from deskbreak.store.content.own import OwnFilesRefused
from deskbreak.store.paths import Paths
from deskbreak.ui.printed_page.layout import DoesNotFit
from deskbreak.ui.routines.page import RoutinesPage
from deskbreak.ui.routines.view import RoutineShown, RoutinesView

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

Put = Callable[[Mapping[str, object]], object]
"""Writes settings by their keys. Raises ``Uneditable``."""


class RoutinesDesk(QObject):
    """At most one page at a time. ``library`` and ``settings`` are those of now, with what was written an instant ago;
    ``now``: what day it is. ``left_out`` are the exercises that hurt (``None``: nobody knows), ``put_back`` has one of
    them done again.
    """

    def __init__(
        self,
        paths: Paths,
        *,
        library: Callable[[], Library],
        settings: Callable[[], Settings],
        put: Put,
        now: Callable[[], Instant],
        previews: Callable[[], Previews],
        left_out: Callable[[], Sequence[str] | None],
        put_back: Callable[[str], object],
    ) -> None:
        super().__init__()
        self._paths, self._library, self._settings = paths, library, settings
        self._put, self._now, self._previews = put, now, previews
        self._left_out, self._put_back_one = left_out, put_back
        self._page: RoutinesPage | None = None

    def page(self) -> RoutinesPage:
        """A new page, kept up to date until ``close``."""
        self._page = page = RoutinesPage(self._view())
        page.choose.connect(self._choose)
        page.alternate.connect(self._alternate)
        page.take_out.connect(self._take_out)
        page.preview.connect(lambda routine: self._previews().play(routine))
        page.look.connect(lambda exercise: self._previews().show(exercise))
        page.keep.connect(self._keep)
        page.change.connect(self._change)
        page.remove.connect(self._remove)
        page.put_back.connect(self._put_back)
        page.print_card.connect(self._print_card)
        page.save_card.connect(self._save_card)
        page.export.connect(self._export)
        page.take_in.connect(self._take_in)
        return page

    def refresh(self) -> None:
        """Something may have changed: the library, the settings, or what is left out."""
        if self._page is not None:
            self._page.show_library(self._view())

    def may_close(self) -> bool:
        """Whether nothing would be lost if the page went; else it is asked there."""
        return self._page is None or self._page.may_close()

    def close(self) -> None:
        """The page is gone, or will be at once."""
        self._page = None

    def _view(self) -> RoutinesView:
        library, settings = self._library(), self._settings()
        shown = [
            RoutineShown(one, own_routines.is_own(one.id, self._paths, library)) for one in library.routines.values()
        ]
        shown.sort(key=_own_first)
        return RoutinesView(
            tuple(shown),
            library.exercises,
            tuple(dict.fromkeys(library.routine(name).id for name in settings.routine.name)),
            self._today(),
            None if (left_out := self._left_out()) is None else tuple(left_out),
            library.faults,
            settings.coach.look,
        )

    def _tell(self, *sentences: str) -> None:
        if self._page is not None:
            self._page.tell("\n".join(sentences))

    def _choose(self, name: str) -> None:
        self._tell(self._offer((name,)))

    def _alternate(self, name: str) -> None:
        self._tell(self._offer((*self._settings().routine.name, name)))

    def _take_out(self, name: str) -> None:
        """Those that are not there any more stand in its place, if it is the desk routine."""
        library = self._library()
        left = tuple(one for one in self._settings().routine.name if library.routine(one).id != name)
        self._tell(self._offer(left or (DESK,)))

    def _offer(self, names: tuple[str, ...]) -> str:
        """Have these offered; a sentence on what comes of it."""
        try:
            self._put({"routine.name": names})
        except Uneditable as refused:
            return str(refused)
        self.refresh()
        if len(names) == 1:
            return _("From now on you are offered “{name}”.").format(name=self._name(names[0]))
        sentence = _("From now on you are offered these in turn, a day of work each: {names}. Today it is “{today}”.")
        return sentence.format(names=", ".join(map(self._name, names)), today=self._name(self._today()))

    def _today(self) -> str:
        """The id of the routine of today."""
        now = self._now()
        return self._library().routine(routine_at(self._settings(), now.utc, now.zone)).id

    def _keep(self, routine: Routine) -> None:
        self._save(lambda: own_routines.keep(routine, self._paths, self._library()), "")

    def _change(self, before: Routine, routine: Routine) -> None:
        self._save(lambda: own_routines.change(before, routine, self._paths, self._library()), before.id)

    def _save(self, write: Callable[[], Routine], expected: str) -> None:
        """``expected``: the id that it has if nobody else has changed its file; ``""``: a new one."""
        try:
            one = write()
        except OwnFilesRefused as refused:
            if self._page is not None:
                self._page.refuse("\n".join(refused.faults))
            return
        self.refresh()
        sentence = _("“{name}” is kept in {file}.")
        if expected and one.id != expected:
            sentence = _(
                "The file of this routine has been changed by another program meanwhile, and stays as it is now. "
                "“{name}”, as you made it, is kept beside it, in {file}."
            )
        if self._page is not None:
            file = self._library().files.get(f"routines/{one.id}", self._paths.routines / f"{one.id}.toml")
            self._page.kept(one.id, sentence.format(name=one.name(language()), file=file))

    def _remove(self, name: str) -> None:
        title = self._name(name)
        try:
            aside = own_routines.take_away(name, self._paths, self._library())
        except OwnFilesRefused as refused:
            self._tell(*refused.faults)
            return
        self.refresh()
        told = [_("“{name}” is removed; its file is kept as {file}.").format(name=title, file=aside)]
        names = self._settings().routine.name
        if name in names and name not in self._library().routines:
            told.append(self._offer(tuple(one for one in names if one != name) or (DESK,)))
        self._tell(*told)

    def _put_back(self, exercise: str) -> None:
        self._put_back_one(exercise)
        self.refresh()
        self._tell(_("“{name}” is a part of your routines again.").format(name=self._library().exercise_name(exercise)))

    def _print_card(self, name: str, printer: "QPrinter") -> None:
        try:
            title, taken = print_card(self._library(), name, self._settings(), printer)
        except DoesNotFit as error:
            self._tell(str(error))
            return
        where = printer.outputFileName() or printer.printerName()
        if not taken:
            sentence = _("“{title}” could not be printed: {printer} takes nothing. It can be saved as a PDF instead.")
            self._tell(sentence.format(title=title, printer=where))
        elif printer.outputFileName():
            self._tell(_("“{title}” is in {file} now.").format(title=title, file=where))
        else:
            self._tell(_("“{title}” is on its way to {printer}.").format(title=title, printer=where))

    def _save_card(self, name: str, path: str) -> None:
        try:
            title, page = printed_card(self._library(), name, self._settings(), os.environ)
            replace_named(Path(path), page)
        except DoesNotFit as error:
            self._tell(str(error))
        except OSError as error:
            self._tell(_("{file} cannot be written: {reason}").format(file=path, reason=error.strerror or error))
        else:
            self._tell(_("“{title}” is in {file} now.").format(title=title, file=path))

    def _export(self, name: str, path: str) -> None:
        try:
            own.write_out(own.give_out(name, self._library()), Path(path))
        except OwnFilesRefused as refused:
            self._tell(*refused.faults)
        else:
            self._tell(_("{file} is written.").format(file=path))

    def _take_in(self, path: str) -> None:
        before = self._library()
        try:
            one, target = own.take_in(Path(path), self._paths, before)
        except OwnFilesRefused as refused:
            self._tell(*refused.faults)
            return
        self.refresh()
        self._tell(*own.told_taken_in(one, target, self._paths, before))

    def _name(self, routine: str) -> str:
        return self._library().routine(routine).name(language())


def _own_first(shown: RoutineShown) -> tuple[bool, bool, str]:
    return not shown.own, shown.routine.id != DESK, shown.routine.name(language()).casefold()
