"""A year of office days for the simulator: 250 of them, each with absences, locks, nights of sleep and calls."""

import datetime
import random

DAYS = 250
FIRST = datetime.date(2026, 1, 5)


def year(seed: int = 1) -> str:
    """The scenario as TOML. The same seed gives the same year. Nobody answers: every reminder runs its course."""
    chance = random.Random(seed)
    days = [FIRST + datetime.timedelta(weeks=n // 5, days=n % 5) for n in range(DAYS)]
    lines = [
        f"start = {days[0]}T08:30:00",
        f"end = {days[-1]}T19:00:00",
        'zone = "Europe/Berlin"',
        "[config.office]",
        'hours = "09:00-18:00"',
        'lunch = "12:30-13:15"',
    ]
    for number, day in enumerate(days):
        for at, do in _day(chance)[number == 0 :]:  # the first day begins awake
            lines += ["[[event]]", f"at = {day}T{at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}", f'do = "{do}"']
    return "\n".join(lines) + "\n"


def _day(chance: random.Random) -> list[tuple[int, str]]:
    """One day, from a resume to a suspend, in order: (second of the day, event)."""
    events = [(8 * 3600 + 2400 + chance.randrange(2400), "resume")]
    at = events[0][0]
    while True:
        at += chance.randrange(300, 5400)
        begin, end = chance.choice([("idle", "input"), ("lock", "unlock"), ("call", "call-end"), ("suspend", "resume")])
        length = chance.choice([60, 240, 900, 3000]) + chance.randrange(60)
        if at + length > 18 * 3600:
            break
        events += [(at, begin), (at + length, end)]
        at += length
    return [*events, (18 * 3600 + 900 + chance.randrange(900), "suspend")]
