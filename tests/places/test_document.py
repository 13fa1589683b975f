"""The examples of docs/calendars.md are read as they stand."""

import re
from pathlib import Path

from yizhan.places.events import LocalDaysSet, YearPublished
from yizhan.places.reading import read_calendar

DOCUMENT = Path(__file__).parents[2] / "docs" / "calendars.md"


def test_the_documented_examples_are_read():
    examples = re.findall(r"```yaml\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    events = [read_calendar(example.encode())[1] for example in examples]
    assert [type(event) for event in events] == [YearPublished, LocalDaysSet]
