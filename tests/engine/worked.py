"""The worked days of behaviour.md as scenarios, and what is expected of them."""

HEAD = """
start = 2026-11-23T09:00:00
end   = 2026-11-23T18:30:00
zone  = "Europe/Berlin"
routine_takes = "4m"
"""


def answers(*times: str) -> str:
    return "".join(f'[[event]]\nat = {time}:00\ndo = "answer"\nwith = "start"\n' for time in times)


def events(*happenings: tuple[str, str]) -> str:
    return "".join(f'[[event]]\nat = {time}:00\ndo = "{do}"\n' for time, do in happenings)


def nudge(time: str) -> tuple[str, str, str]:
    return (time, "nudge", "")


def invite(time: str, why: str = "nudge-due", n: int = 1) -> tuple[str, str, str]:
    return (time, "invite", f"{why} n={n}")


def completed(time: str) -> tuple[str, str, str]:
    return (time, "completed", "")


LUNCH = '[config.office]\nlunch = "13:00-14:00"\n'

DAYS = {
    "1 start at once": (
        HEAD + answers("11:00", "13:04", "15:08", "17:12"),
        [
            nudge("10:00"),
            invite("11:00"),
            completed("11:04"),
            nudge("12:04"),
            invite("13:04"),
            completed("13:08"),
            nudge("14:08"),
            invite("15:08"),
            completed("15:12"),
            nudge("16:12"),
            invite("17:12"),
            completed("17:16"),
        ],
    ),
    "2 lunch": (
        HEAD + LUNCH + answers("11:00", "16:00"),
        [
            nudge("10:00"),
            invite("11:00"),
            completed("11:04"),
            nudge("12:04"),
            nudge("14:01"),
            nudge("15:01"),
            invite("16:00", "due"),
            completed("16:04"),
            nudge("17:04"),
        ],
    ),
    "3 nobody answers": (
        HEAD,
        [
            nudge("10:00"),
            invite("11:00"),
            invite("11:10", "again", 2),
            invite("11:20", "again", 3),
            ("11:30", "missed", ""),
            nudge("12:20"),
            invite("13:30"),
            invite("13:40", "again", 2),
            invite("13:50", "again", 3),
            ("14:00", "missed", ""),
            nudge("14:50"),
            invite("16:00"),
            invite("16:10", "again", 2),
            invite("16:20", "again", 3),
            ("16:30", "missed", ""),
            nudge("17:20"),
        ],
    ),
    "4 call": (
        HEAD + events(("10:40", "call"), ("11:25", "call-end")) + answers("11:26", "13:30", "15:34", "17:38"),
        [
            nudge("10:00"),
            invite("11:26", "hold-over"),
            completed("11:30"),
            nudge("12:30"),
            invite("13:30"),
            completed("13:34"),
            nudge("14:34"),
            invite("15:34"),
            completed("15:38"),
            nudge("16:38"),
            invite("17:38"),
            completed("17:42"),
        ],
    ),
    "5 away": (
        HEAD + events(("10:30", "idle"), ("10:50", "input")) + answers("11:50"),
        [
            nudge("10:00"),
            ("10:33", "away", "10:30"),
            ("10:50", "back", "rest 1200"),
            invite("11:50"),
            completed("11:54"),
            nudge("12:54"),
            invite("13:54"),
            invite("14:04", "again", 2),
            invite("14:14", "again", 3),
            ("14:24", "missed", ""),
            nudge("15:14"),
            invite("16:24"),
            invite("16:34", "again", 2),
            invite("16:44", "again", 3),
            ("16:54", "missed", ""),
            nudge("17:44"),
        ],
    ),
    "6 suspend": (
        HEAD + answers("11:00") + events(("12:00", "suspend"), ("13:30", "resume")) + answers("14:34", "16:38"),
        [
            nudge("10:00"),
            invite("11:00"),
            completed("11:04"),
            ("12:00", "away", "12:00"),
            ("13:30", "back", "long 5400"),
            invite("14:34"),
            completed("14:38"),
            nudge("15:38"),
            invite("16:38"),
            completed("16:42"),
            nudge("17:42"),
        ],
    ),
}
