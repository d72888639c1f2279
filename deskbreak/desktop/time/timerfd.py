"""Linux tells by a timerfd when the wall clock was set, or the machine has slept: nobody has to poll for it."""

import ctypes
import errno
import os

CLOCK_REALTIME = 0
TFD_CLOEXEC = 0o2000000
TFD_NONBLOCK = 0o4000
TFD_TIMER_ABSTIME = 1
TFD_TIMER_CANCEL_ON_SET = 2
NEVER = 2**33
"""Seconds since 1970: the year 2242. The timer is not there to expire."""


class _Timespec(ctypes.Structure):
    _fields_ = (("sec", ctypes.c_long), ("nsec", ctypes.c_long))


class _Itimerspec(ctypes.Structure):
    _fields_ = (("interval", _Timespec), ("value", _Timespec))


class ClockSetTimer:
    """A timer that the kernel cancels whenever CLOCK_REALTIME jumps against CLOCK_MONOTONIC: timerfd_create(2).

    That is so when the clock is set, and at each resume from suspend, as only one of the two runs on
    (timerfd_resume in the kernel's fs/timerfd.c). Slewing by NTP does not count. Raises ``OSError`` where there
    is no such timer. (``os.timerfd_create`` comes with Python 3.13.)
    """

    def __init__(self) -> None:
        try:
            self._libc = ctypes.CDLL(None, use_errno=True)
            self.fd: int = self._libc.timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK)
        except (AttributeError, TypeError) as error:  # another platform's C library, or none to be had by that name
            raise OSError(errno.ENOSYS, "no timerfd here") from error
        if self.fd < 0:
            raise OSError(ctypes.get_errno(), "timerfd_create")
        self.arm()

    def arm(self) -> None:
        """Set the timer (again). Raises ``OSError``."""
        when = _Itimerspec(_Timespec(0, 0), _Timespec(NEVER, 0))
        flags = TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET
        if self._libc.timerfd_settime(self.fd, flags, ctypes.byref(when), None) != 0:
            raise OSError(ctypes.get_errno(), "timerfd_settime")

    def was_set(self) -> bool:
        """Whether the clock was set since this was last asked; never blocks. To be asked when ``fd`` is readable."""
        try:
            os.read(self.fd, 8)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno != errno.ECANCELED:
                raise
            self.arm()
            return True
        return False

    def close(self) -> None:
        """Give the descriptor back."""
        os.close(self.fd)
