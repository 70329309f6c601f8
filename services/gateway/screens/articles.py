"""How does the desk write an article, and show or withdraw it?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4, uuid5

from flask import render_template, request

from contracts.guidance import (
    LONGEST_TITLE,
    ArticlesView,
    ArticleView,
    Audience,
    FindArticles,
    GetArticle,
    PublishArticle,
    ReviewArticle,
    WithdrawArticle,
    WriteArticle,
)
from contracts.intake import GetTicket, TicketView
from contracts.refusals import Conflict, Invalid, NotFound, Refusal
from contracts.values import PROVIDER
from services.gateway.screens import names
from services.gateway.screens.drafts import drafted
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back, is_fragment
from services.gateway.screens.guidance_words import AUDIENCES, STATES, in_a_year, is_due
from services.gateway.screens.visits import Visit
from services.gateway.screens.wanted import school_called

screens = Screens("articles")

_AT = "/console/articles"
_ONE = f"{_AT}/<uuid:article_id>"
_LONGEST_NUMBER = 9
_ACTS: dict[str, tuple[type[Any], str]] = {
    "publish": (PublishArticle, "It is published."),
    "review": (ReviewArticle, "It holds, and says when it is read again."),
    "withdraw": (WithdrawArticle, "It is withdrawn."),
}
"""What is done with an article, and what is said when it is done."""


@screens.on("GET", _AT, needs=FindArticles)
def articles(visit: Visit) -> Page:
    """Every article by its title, or those that fit some words, or that are due."""
    search = request.args.get("search", "").strip()[:200]
    found: ArticlesView = visit.asker.ask(FindArticles(search=search))
    now = visit.clock()
    rows = [(one, is_due(one.review_on, now)) for one in found.articles]
    only_due = request.args.get("due") == "yes"
    return render_template(
        "console/articles.html",
        articles=[row for row in rows if row[1] or not only_due],
        only_due=only_due,
        count_due=sum(due for _, due in rows),
        search=search,
        school=names.school,
        who=_who,
        states=STATES,
        audiences=AUDIENCES,
    )


@screens.on("GET", f"{_AT}/new", needs=WriteArticle)
def new_article(visit: Visit) -> Page:
    """An empty form, or one that begins with what a ticket says."""
    return _form(None, empty(**_begun(visit, request.args.get("ticket", ""))))


@screens.on("POST", f"{_AT}/new", needs=WriteArticle)
def add_article(visit: Visit) -> Page:
    """Keep a new draft; sent twice, there is one. Or only show how it will read."""
    form = form_of(request)
    if form["act"] == "preview":
        return _form(None, form)
    asker = replace(visit.asker, key=form["key"] or None)
    command_id = asker.command_id("articles")
    article_id = uuid5(command_id, "article")
    try:
        asker.execute(_written(visit, form, article_id), command_id)
    except Refusal as refusal:
        return _form(None, form.keep(refusal)), refusal.status
    return back(f"{_AT}/{article_id}", "The draft is kept. Only the desk reads it.")


@screens.on("GET", _ONE, needs=GetArticle)
def article(visit: Visit, article_id: UUID) -> Page:
    """An article as it will be read, and who wrote which version of it."""
    return _shown(visit, article_id, empty())


@screens.on("GET", f"{_ONE}/edit", needs=WriteArticle)
def edit_article(visit: Visit, article_id: UUID) -> Page:
    """The last version, as a form."""
    known = _known(visit, article_id)
    form = empty(
        title=known.title,
        also_called=known.also_called,
        text=known.text,
        audience=known.audience.value,
        school=names.school(known.of_school) if known.of_school else "",
        owner=known.owner,
        review_on=known.review_on.isoformat() if known.review_on else "",
        from_ticket=str(known.from_ticket or ""),
        version=str(known.version),
    )
    return _form(known, form)


@screens.on("POST", f"{_ONE}/edit", needs=WriteArticle)
def write_article(visit: Visit, article_id: UUID) -> Page:
    """Keep the next version; what is published stays as it is. Or only show it."""
    form = form_of(request)
    known = _known(visit, article_id)
    if form["act"] == "preview":
        return _form(known, form)
    try:
        command = _written(visit, form, article_id)
        visit.asker.execute(command, visit.asker.command_id())
    except Refusal as refusal:
        if isinstance(refusal, Conflict):
            # Who is told of what changed meanwhile has seen it: sent again, it counts.
            form = replace(
                form, values={**form.values, "version": str(refusal.version)}
            )
        return _form(known, form.keep(refusal)), refusal.status
    return back(f"{_AT}/{article_id}", "Your version is kept.")


@screens.on("POST", f"{_ONE}/<any({','.join(_ACTS)}):act>", needs=PublishArticle)
def act(visit: Visit, article_id: UUID, act: str) -> Page:
    """Show what was written last, say that it holds, or show nothing to anybody."""
    form = form_of(request)
    kind, said = _ACTS[act]
    try:
        command = form.read(kind, school_id=PROVIDER, article_id=article_id)
        visit.asker.execute(command, visit.asker.command_id())
    except (Conflict, Invalid) as refusal:
        return _shown(visit, article_id, form.keep(refusal)), refusal.status
    return back(f"{_AT}/{article_id}", said)


def _begun(visit: Visit, ticket_id: str) -> dict[str, str]:
    """What the form begins with; NotFound for a ticket that is not there."""
    if not ticket_id:
        return {"audience": Audience.SCHOOLS.value, "owner": visit.actor}
    try:
        question = GetTicket(ticket_id=UUID(ticket_id))
    except ValueError:
        raise NotFound("There is no such ticket.") from None
    ticket: TicketView = visit.asker.ask(question)
    begun = drafted(ticket, names.school(ticket.school_id))
    return begun | {"audience": Audience.SCHOOLS.value, "owner": visit.actor}


def _written(visit: Visit, form: Form, article_id: UUID) -> WriteArticle:
    school = school_called(visit, form["school"].strip()[:200])
    return form.read(
        WriteArticle, school_id=PROVIDER, article_id=article_id, of_school=school
    )


def _known(visit: Visit, article_id: UUID, version: int | None = None) -> ArticleView:
    question = GetArticle(article_id=article_id, article_version=version)
    found: ArticleView = visit.asker.ask(question)
    return found


def _form(known: ArticleView | None, form: Form) -> str:
    is_part = is_fragment("preview")
    people = [(one.actor, one.name) for one in names.colleagues()]
    if form["owner"] and form["owner"] not in dict(people):
        people.insert(0, (form["owner"], _who(form["owner"])))
    return render_template(
        "console/article_preview.html" if is_part else "console/article_form.html",
        at=f"{_AT}/{known.article_id}/edit" if known else f"{_AT}/new",
        known=known,
        form=form,
        is_part=is_part,
        previewed=form["act"] == "preview",
        owners=people,
        audiences=[(one.value, said) for one, said in AUDIENCES.items()],
        longest=LONGEST_TITLE,
        key=form["key"] or uuid4(),
    )


def _shown(visit: Visit, article_id: UUID, form: Form) -> str:
    known = _known(visit, article_id, _version(request.args.get("version", "")))
    return render_template(
        "console/article.html",
        article=known,
        at=f"{_AT}/{article_id}",
        form=form,
        state=STATES[known.state],
        audience=AUDIENCES[known.audience],
        school=names.school,
        who=_who,
        is_last=known.article_version == known.versions[0].article_version,
        due=is_due(known.review_on, visit.clock()),
        in_a_year=in_a_year(visit.clock()).isoformat(),
    )


def _version(said: str) -> int | None:
    """The version that an address names; the last one for anything else."""
    digits = said.isascii() and said.isdecimal() and len(said) <= _LONGEST_NUMBER
    return (int(said) or None) if digits else None


def _who(actor: str) -> str:
    return names.who(actor, PROVIDER)
