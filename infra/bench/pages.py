"""What do the pages of the desk cost, however much was ever done?

Beside each page, a web application that shows the same tickets by one indexed query.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import cycle
from typing import NamedTuple
from uuid import uuid4

from contracts.access import Role, platform
from contracts.people import AddPerson, AssignRole
from contracts.sign_in import SetPassword, SignIn
from contracts.values import PROVIDER
from infra.bench.filling import SCHOOLS, Filling, filling
from infra.bench.places import Place
from infra.bench.results import Compared, percentiles
from infra.bench.rounds import Plan, Rates
from infra.bench.site import site
from infra.bench.web import Client, clients, served, together
from shared.clock import now
from shared.work import Cause

SIZES = (10_000, 100_000)
WAITING = 5_000
CLIENTS = 4
_TARGET, _GROWTH = 0.15, 0.8
"""The least part of the bare rate, and what noise leaves of the same."""

_PASSWORD = "a long password of the bench"  # noqa: S105  # of a place nobody reaches
_OLU = "olu@msp.example"


class Page(NamedTuple):
    """A page, and what the bare program shows instead; `part` is what htmx asks for."""

    name: str
    path: str
    bare: str
    part: str = ""


PAGES = (
    Page("queue page", "/console", "/queue"),
    Page("ticket beside the queue", "/console/tickets/{}", "/ticket/{}", "ticket"),
    Page("search, a rare word", "/console/find?words={}", "/search?words={}"),
    Page(
        "search, a common word",
        "/console?tab=open&search=print",
        "/search?words=print",
        "queue",
    ),
)


@dataclass
class Loading:
    """A side that loads one page after another, and remembers how long each took."""

    url: str
    paths: Iterator[str]
    headers: Mapping[str, str]
    waits: list[float] = field(default_factory=list)

    def __call__(self, seconds: float) -> float:
        with clients(self.url, CLIENTS) as each:
            begun = time.perf_counter()
            loaded = together(each, seconds, self._load)
            return loaded / (time.perf_counter() - begun)

    def slow(self) -> float:
        """How long 95 of 100 took at most, in seconds."""
        return percentiles(self.waits)[94]

    def _load(self, client: Client) -> None:
        path, begun = next(self.paths), time.perf_counter()
        client.load(path, self.headers)
        self.waits.append(time.perf_counter() - begun)


@dataclass(frozen=True)
class Desk:
    """A platform with so many tickets done, the bare program on them, and who looks."""

    done: int
    url: str
    bare_url: str
    cookie: str
    named: tuple[tuple[str, str], ...]

    def ours(self, page: Page) -> Loading:
        """Load a page again and again, as somebody who is signed in."""
        headers = {"Cookie": self.cookie}
        if page.part:
            headers |= {"HX-Request": "true", "HX-Target": page.part}
        return self._loading(self.url, page.path, headers)

    def bare(self, page: Page) -> Loading:
        """What the bare program says instead."""
        return self._loading(self.bare_url, page.bare, {})

    def _loading(self, url: str, path: str, headers: dict[str, str]) -> Loading:
        paths = (path.format(self._name(path, one)) for one in cycle(self.named))
        return Loading(url, paths, headers)

    def _name(self, path: str, named: tuple[str, str]) -> str:
        ticket_id, reference = named
        return reference if "words" in path else ticket_id


def pages(place: Place, plan: Plan) -> Iterator[Compared]:
    """Load each page on a small desk and on a large one, beside what is bare."""
    with ExitStack() as stack:
        few, many = (
            stack.enter_context(_desk(place, plan, size // plan.size)) for size in SIZES
        )
        for page in PAGES:
            for desk in (few, many):
                work = f"{page.name}, {desk.done:,} done"
                bare, ours = desk.bare(page), desk.ours(page)
                rates = plan.compare(work, bare, ours)
                yield _compared(place, work, rates, _TARGET)
                slow = Rates(1 / bare.slow(), 1 / ours.slow())
                yield _compared(place, f"{work}, the slow ones (p95)", slow, _TARGET)
            work = f"{page.name}, {many.done:,} done beside {few.done:,}"
            rates = plan.compare(work, few.ours(page), many.ours(page))
            yield _compared(place, work, rates, _GROWTH)


@contextmanager
def _desk(place: Place, plan: Plan, done: int) -> Iterator[Desk]:
    at = site(place)
    with filling(at, plan.told, max(1, SCHOOLS // plan.size)) as filled:
        filled.close(done)
        filled.open(max(50, WAITING // plan.size))
        cookie = signed_in(filled)
        named = tuple(filled.named(50))
    plan.told("start the platform")
    ours = served(
        "infra.embedded",
        *("--empty", "--port=0", f"--data={at.data}"),
        environment=at.environment,
    )
    bare = served(
        "infra.bench.one_query_app", place.plain(at.settings.database("intake"))
    )
    with ours as url, bare as bare_url:
        yield Desk(done, url, bare_url, cookie, named)


def signed_in(filled: Filling) -> str:
    """The cookie of an operator's browser."""
    olu, link = uuid4(), filled.services.link
    for command in (
        AddPerson(school_id=PROVIDER, person_id=olu, name="Olu", email=_OLU),
        AssignRole(
            school_id=PROVIDER,
            person_id=olu,
            role=Role.OPERATOR,
            from_on=now().date() - timedelta(days=1),
        ),
        SetPassword(school_id=PROVIDER, person_id=olu, password=_PASSWORD),
    ):
        link.execute(command, Cause(caller=platform("bench")))
    signing = SignIn(email=_OLU, password=_PASSWORD, origin="127.0.0.1")
    session = link.execute(signing, Cause(caller=platform("gateway")))
    return f"caretaker={session.secret}"


def _compared(place: Place, work: str, rates: Rates, target: float) -> Compared:
    return Compared(
        benchmark="pages",
        database=place.kind,
        work=work,
        unit="pages/s",
        bare=rates.bare,
        ours=rates.ours,
        target=target,
    )
