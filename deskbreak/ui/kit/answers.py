"""What Later and Skip lead to, in words (I6): each button says for how long."""

from deskbreak.engine.outlook import Outlook
from deskbreak.i18n import _
from deskbreak.ui.kit.dates import moment_at, span, until


def later(outlook: Outlook) -> str:
    """A Later, by what it means: "In 10 min"."""
    return _("In {span}").format(span=span(outlook.later))


def later_this(outlook: Outlook) -> str:
    """The same where it stands by itself."""
    return _("Later: in {span}").format(span=span(outlook.later))


def skip(outlook: Outlook) -> str:
    """A Skip, by what it leads to: "Skip for 2 h" for the routine that is offered, else that of the one to come."""
    if outlook.invited:
        return _skip(outlook, _("Skip"), _("Skip for {span}"), _("Skip until {time}"), _("Skip for today"))
    this, for_span = _("Skip the next routine"), _("Skip the next routine, for {span}")
    until_then, for_today = _("Skip the next routine, until {time}"), _("Skip the next routine, for today")
    return _skip(outlook, this, for_span, until_then, for_today)


def _skip(outlook: Outlook, plain: str, for_span: str, until_then: str, for_today: str) -> str:
    leads = outlook.skipping
    if leads is None:
        return plain
    if leads.until is None:
        return for_today
    if leads.moves:  # told as a span, it stays true however long one thinks it over
        return for_span.format(span=span(leads.until - outlook.now))
    return until_then.format(time=until(leads.until, outlook.now, outlook.zone))


def again(outlook: Outlook) -> str:
    """When what was put off comes again, "" where nothing was: for whoever has just said Later."""
    if outlook.invited or outlook.not_before is None:
        return ""
    return _("again {moment}").format(moment=moment_at(outlook.not_before, outlook.now, outlook.zone))
