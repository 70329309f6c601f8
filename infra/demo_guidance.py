"""What guidance is there to read at the schools of the demo?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from contracts.guidance import Audience, PublishArticle, WriteArticle
from contracts.values import PROVIDER
from infra.demo_people import ASHGROVE, BECKFIELD


class Written(NamedTuple):
    """An article as the desk of the demo wrote it."""

    name: str
    title: str
    also_called: str
    text: str
    audience: Audience = Audience.SCHOOLS
    of_school: UUID | None = None
    is_published: bool = True


ARTICLES = (
    Written(
        "signing-in",
        "You cannot sign in",
        "login, log in, password, locked account, forgotten",
        """\
1. Look at **Caps Lock**, and type the password where you can see it first.
2. Use your school address, such as `priya@ashgrove.example`, and not your name.
3. Wait **five minutes** after several wrong tries: then the next one counts again.

Still not in? Ask whoever looks after people at your school for a new password.
They give it to you in person, or by telephone.

**We never ask for your password**, by mail or by telephone.
""",
        Audience.ANYBODY,
    ),
    Written(
        "phishing",
        "You got a suspicious e-mail",
        "phishing, scam, spam, fraud, link, attachment",
        """\
**Do not click, and do not answer.** Nothing is lost as long as you did neither.

1. Leave the e-mail where it is.
2. Ask for help, and say who seems to have sent it and when it came.
3. We look at it, and take it out of everybody else's inbox.

**You clicked, or typed a password?** That can happen to anybody.
Ring us at once, and change the password on another device.
""",
    ),
    Written(
        "projector",
        "The projector stays dark",
        "beamer, whiteboard, smartboard, no picture, no signal",
        """\
| what you see | what helps |
|---|---|
| no light on the projector | press the switch at the wall, wait a minute |
| a blue light, no picture | press **Windows + P** on the laptop, choose *Duplicate* |
| a red light | it is too hot: switch it off for ten minutes |

Does it say *No signal*? Pull the cable out at both ends, and plug it in again.
""",
    ),
    Written(
        "laptop-trolley",
        "Where the laptop trolley of Ashgrove is charged",
        "tablets, charger, battery",
        """\
It stands by the library. Whoever takes it last in the afternoon plugs it in.

**Close the door until it clicks.** Only then does it charge: a green light shows it.
""",
        of_school=ASHGROVE,
    ),
    Written(
        "registers",
        "The register does not load",
        "attendance, MIS, registers",
        "Take it on paper, and hand the sheet in at the office by half past nine.",
        of_school=BECKFIELD,
        is_published=False,
    ),
)


def article_of(name: str) -> UUID:
    """The id of an article, by the name that it has here."""
    return uuid5(PROVIDER, f"article {name}")


def commands() -> Iterator[Any]:
    """Each is written, and all but the last are published."""
    for one in ARTICLES:
        which: dict[str, Any] = {
            "school_id": PROVIDER,
            "article_id": article_of(one.name),
        }
        yield WriteArticle(
            **which,
            title=one.title,
            also_called=one.also_called,
            text=one.text,
            audience=one.audience,
            of_school=one.of_school,
            review_on=date(2027, 9, 1),
        )
        if one.is_published:
            yield PublishArticle(**which, version=1)
