"""Times of day: two that differ never look alike, in whatever locale, and everybody writes them in the same way."""

import re
from collections.abc import Callable
from datetime import datetime, time

import pytest
from PySide6.QtCore import QLocale, QTime

from deskbreak.i18n import ClockFace

Render = Callable[[time, str], str]

GLIBC = [
    ("C", "%H:%M:%S", "%I:%M:%S %p", "AM", "PM"),
    ("nb_NO", "kl. %H.%M %z", "", "", ""),
    ("fa_IR", "%OH:%OM:%OS", "", "", ""),
    ("ms_MY", "%I:%M:%S %p %Z", "%I:%M:%S %p %Z", "", ""),
    ("hy_AM", "%r", "", "", ""),
    ("ar_MA", "%Z %H:%M:%S", "", "ص", "م"),
    ("en_US", "%r", "%I:%M:%S %p", "AM", "PM"),
    ("de_DE", "%T", "", "", ""),
    ("fi_FI", "%H.%M.%S", "", "", ""),
    ("ko_KR", "%H시 %M분 %S초", "%p %I시 %M분 %S초", "오전", "오후"),
    ("zh_TW", "%H時%M分%S秒", "%p %I時%M分%S秒", "上午", "下午"),
    ("ta_IN", "%p %I:%M:%S %Z", "%p %I:%M:%S %Z", "காலை", "மாலை"),
    ("te_IN", "%p%I.%M.%S %Z", "%p%I.%M.%S %Z", "ఉ.", "సా."),
    ("lzh_TW", "%OH時%OM分%OS秒", "%p %OI時%OM分%OS秒", "朝", "暮"),
    ("gd_GB", "%r", "", "m", "f"),
    ("br_FR", "%T", "%Ie%M:%S %p", " ", " "),
    ("sq_AL", "%I:%M:%S.%p %Z", "%I:%M:%S.%p %Z", "PD", "MD"),
    ("as_IN", "%I.%M.%S %p", "%I.%M.%S %p", "পূৰ্ব্বাহ্ন", "অপৰাহ্ন"),
    ("my_MM", "%OI:%OM:%OS %p", "%OI:%OM:%OS %p", "နံနက်", "ညနေ"),
    ("ja_JP", "%H時%M分%S秒", "%p%I時%M分%S秒", "午前", "午後"),
    ("bg_BG", "%k:%M:%S", "", "", ""),
    ("aa_DJ", "%l:%M:%S %p", "%l:%M:%S %p", "saaku", "carra"),
    ("af_ZA", "%T", "", "VM", "NM"),
    ("agr_PE", "%T", "%I:%M:%S %p", "VM", "NM"),
    ("anp_IN", "%I:%M:%S %p %Z", "%I:%M:%S %p %Z", "पूर्वाह्न", "अपराह्न"),
    ("ar_AE", "%Z %I:%M:%S %p", "%Z %I:%M:%S %p", "ص", "م"),
    ("ar_SA", "%k:%M:%S", "%k:%M:%S", "", ""),
    ("bo_CN", "ཆུ་ཚོད%Hཀསར་མ%Mཀསར་ཆ%S", "ཆུ་ཚོད%Iཀསར་མ%Mཀསར་ཆ%S %p", "ངས་ཆ", "ཕྱི་ཆ"),
    ("ckb_IQ", "%Z %I:%M:%S %p", "%I:%M:%S %p", "پن", "دن"),
    ("cmn_TW", "%H點%M分%S秒", "%p %I點%M分%S秒", "上午", "下午"),
    ("cs_CZ", "%H:%M:%S", "", "", ""),
    ("cy_GB", "%T", "%l:%M:%S %P %Z", "am", "pm"),
    ("dv_MV", "%H:%M:%S", "%P %I:%M:%S", "މކ", "މފ"),
    ("ff_SN", "%R", "", "subaka", "kikiiɗe"),
    ("gez_ER", "%l:%M:%S፡%p", "%l:%M:%S፡%p", "ጽባሕ", "ምሴት"),
    ("he_IL", "%H:%M:%S", "%I:%M:%S %P", "AM", "PM"),
    ("hu_HU", "%H:%M:%S", "%H:%M:%S", "", ""),
    ("km_KH", "%H:%M:%S", "", "ព្រឹក", "ល្ងាច"),
    ("mt_MT", "%H:%M:%S %Z", "", "", ""),
    ("quz_PE", "%I:%M:%S %p", "%I:%M:%S %p", "AM", "PM"),
    ("shn_MM", "%OH:%OM:%OS %p", "%OI:%OM:%OS %p", "ပွတ်းၼႂ်", "ဝၢႆးဝၼ်း"),
    ("si_LK", "%H:%M:%S", "%p %I:%M:%S", "පෙ.ව.", "ප.ව."),
    ("sr_ME", "%T", "%T", "", ""),
    ("ta_LK", "%H:%M:%S %Z", "", "காலை", "மாலை"),
    ("tpi_PG", "%r", "%I:%M:%S %p %Z", "biknait", "apinun"),
    ("vi_VN", "%T", "%I:%M %p", "AM", "PM"),
    ("yue_HK", "%H點%M分%S秒", "%p%I點%M分%S秒", "上午", "下午"),
    ("zh_CN", "%H时%M分%S秒", "%p %I时%M分%S秒", "上午", "下午"),
    ("zh_HK", "%p %I時%M分%S秒 %Z", "%p %I:%M:%S", "上午", "下午"),
    ("zh_SG", "%H时%M分%S秒 %Z", "", "上午", "下午"),
]
"""Locale, t_fmt, t_fmt_ampm and am_pm of glibc 2.36 (localedata/locales): one for each kind of pattern there is."""
NUMERALS = dict(zip("0123456789", "۰۱۲۳۴۵۶۷۸۹", strict=True))


def as_glibc(pattern: str, twelve: str, am: str, pm: str) -> Render:
    """What strftime(3) makes of ``%X`` and ``%p`` in such a locale."""

    def render(moment: time, form: str) -> str:
        def directive(found: "re.Match[str]") -> str:
            native, letter = found[1], found[2]
            match letter:
                case "X":
                    return render(moment, pattern)
                case "T":
                    return render(moment, "%H:%M:%S")
                case "R":
                    return render(moment, "%H:%M")
                case "r":
                    return render(moment, twelve or "%I:%M:%S %p")
                case "p" | "P":
                    return am if moment.hour < 12 else pm
                case "Z" | "z":
                    return ""
            number = {"H": moment.hour, "k": moment.hour, "M": moment.minute, "S": moment.second}.get(letter)
            text = f"{moment.hour % 12 or 12 if number is None else number:{'2' if letter in 'kl' else '02'}}"
            return "".join(NUMERALS.get(digit, digit) for digit in text) if native else text

        return re.sub(r"%(O?)([A-Za-z])", directive, form)

    return render


def as_qt(locale: QLocale) -> Render:
    """What a C library with CLDR's patterns would make of it; without them, Qt has them."""

    def render(moment: time, form: str) -> str:
        if form == "%p":
            return locale.amText() if moment.hour < 12 else locale.pmText()
        at = QTime(moment.hour, moment.minute, moment.second)
        return locale.toString(at, QLocale.FormatType.ShortFormat).replace("\u202f", " ")

    return render


ALL_OF_QT = QLocale.matchingLocales(QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, QLocale.Country.AnyCountry)


def told(face: ClockFace, hour: int, minute: int = 20) -> str:
    return face.text(datetime(2026, 11, 23, hour, minute), seconds=False)  # noqa: DTZ001 - a time of day


def no_two_alike(face: ClockFace) -> None:
    assert told(face, 14) != told(face, 2)
    day = [told(face, hour, minute) for hour in range(24) for minute in (0, 5, 59)]
    assert len(set(day)) == len(day)
    assert all(re.search(r"[0-9]{1,2}[.:][0-9]{2}", text) for text in day), "in digits that everybody reads"


@pytest.mark.parametrize(("name", "pattern", "twelve", "am", "pm"), GLIBC)
def test_no_locale_of_the_c_library_writes_two_times_alike(
    name: str, pattern: str, twelve: str, am: str, pm: str
) -> None:
    no_two_alike(ClockFace.of(as_glibc(pattern, twelve, am, pm)))


def test_no_locale_that_qt_knows_writes_two_times_alike() -> None:
    names = {locale.name() for locale in ALL_OF_QT}
    assert {"de_DE", "en_US", "fa_IR", "fi_FI", "ko_KR", "zh_TW"} <= names, "Qt knows no locale but its own"
    for locale in ALL_OF_QT:
        no_two_alike(ClockFace.of(as_qt(locale)))


def test_the_clock_is_that_of_the_locales_own_pattern() -> None:
    """Twelve hours where Qt's (CLDR's) pattern has them, 24 where it has those."""
    for locale in ALL_OF_QT:
        pattern = re.sub("'[^']*'", "", locale.timeFormat(QLocale.FormatType.ShortFormat))
        face = ClockFace.of(as_qt(locale))
        assert (face.markers is not None) == ("h" in pattern and locale.amText() != locale.pmText()), locale.name()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("C", "14:20"),
        ("de_DE", "14:20"),
        ("nb_NO", "14.20"),
        ("fi_FI", "14.20"),
        ("fa_IR", "14:20"),
        ("ms_MY", "14:20"),
        ("hy_AM", "14:20"),
        ("ar_MA", "14:20"),
        ("bg_BG", "14:20"),
        ("ko_KR", "14:20"),
        ("ff_SN", "14:20"),
        ("lzh_TW", "14:20"),
        ("shn_MM", "14:20"),
        ("en_US", "2:20 PM"),
        ("gd_GB", "2:20 f"),
        ("sq_AL", "2:20 MD"),
        ("as_IN", "2.20 অপৰাহ্ন"),
        ("ta_IN", "மாலை 2:20"),
        ("zh_HK", "下午 2:20"),
    ],
)
def test_how_it_looks(name: str, text: str) -> None:
    (words,) = (row[1:] for row in GLIBC if row[0] == name)
    assert told(ClockFace.of(as_glibc(*words)), 14) == text


def test_midnight_and_noon_by_twelve_hours() -> None:
    american = ClockFace(("AM", "PM"))
    assert [told(american, hour, 5) for hour in (0, 11, 12, 23)] == ["12:05 AM", "11:05 AM", "12:05 PM", "11:05 PM"]


@pytest.mark.parametrize(
    ("face", "text"), [(ClockFace(), "14:05:09"), (ClockFace(("AM", "PM"), separator="."), "2.05.09 PM")]
)
def test_seconds_where_they_are_wished_for(face: ClockFace, text: str) -> None:
    assert face.text(datetime(2026, 11, 23, 14, 5, 9), seconds=True) == text  # noqa: DTZ001 - a time of day
