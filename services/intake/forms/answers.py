"""What was answered to a form, as it is kept with its ticket: as data, and sealed."""

from __future__ import annotations

import json
from collections import Counter

from contracts.answers import Answered
from contracts.codec import dump, load
from contracts.refusals import Invalid


def told(form: Answered | None) -> str | None:
    """The answers as the event has them; Invalid where a question has two of them."""
    if form is None:
        return None
    times = Counter(one.question for one in form.answers)
    wrong = {
        f"form.answers.{index}.question": ["Another answer is to the same question."]
        for index, one in enumerate(form.answers)
        if times[one.question] > 1
    }
    if wrong:
        raise Invalid(wrong)
    return json.dumps(dump(form), ensure_ascii=False)


def read(told: str | None) -> Answered | None:
    """The answers that an event has; None of what was sealed or forgotten."""
    try:
        return load(Answered, json.loads(told)) if told else None
    except (ValueError, Invalid):
        return None
