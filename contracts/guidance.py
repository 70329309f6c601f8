"""The language of intake for guidance: articles of the MSP, and who reads each."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from uuid import UUID

from contracts.access import Right
from contracts.declare import command, event, query, text, value, view, whole
from contracts.values import SchoolId, TicketId

LONGEST_ARTICLE = 20_000
"""Characters of its text: more of it nobody reads who is in front of a class."""

LONGEST_TITLE = 120

MOST_LISTED = 200
"""Articles at once: who does not see theirs by then looks for words."""


class Audience(Enum):
    """Who reads an article once it is published; anybody needs no signing in."""

    DESK = "desk"
    SCHOOLS = "schools"
    ANYBODY = "anybody"


class ArticleState(Enum):
    """How an article stands; a changed one is shown as it was published last."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


@command("intake.write_article", needs=Right.WRITE_GUIDANCE)
class WriteArticle:
    """Write an article, or its next version; the desk alone reads it until it is shown.

    `of_school` has it shown to one school alone. `also_called` are words that people
    use for it besides those of its title. `owner` is the actor who sees to it, whoever
    wrote it where nobody is named. With `version`, only if nobody has changed the
    article since it was that.
    """

    school_id: SchoolId
    article_id: UUID
    title: str = text(least=1, most=LONGEST_TITLE)
    also_called: str = text(default="")
    audience: Audience = Audience.SCHOOLS
    of_school: SchoolId | None = None
    owner: str | None = text(least=1, most=100, default=None)
    review_on: date | None = None
    from_ticket: TicketId | None = None
    version: int | None = whole(least=0, most=2**31, default=None)
    text: str = text(least=1, most=LONGEST_ARTICLE)


@event("intake.article_written")
class ArticleWritten:
    """An article of the MSP says this; the desk alone reads this version as yet."""

    article_id: UUID
    article_version: int
    title: str
    also_called: str
    audience: Audience
    of_school: SchoolId | None
    owner: str | None
    review_on: date | None
    from_ticket: TicketId | None
    text: str


@command("intake.publish_article", needs=Right.WRITE_GUIDANCE)
class PublishArticle:
    """Show an article, as it was written last, to those it is for."""

    school_id: SchoolId
    article_id: UUID
    version: int | None = whole(least=0, most=2**31, default=None)


@event("intake.article_published")
class ArticlePublished:
    """This version of an article is what is shown from now on."""

    article_id: UUID
    article_version: int


@command("intake.review_article", needs=Right.WRITE_GUIDANCE)
class ReviewArticle:
    """Say that an article was read again and still holds, and when to do so next."""

    school_id: SchoolId
    article_id: UUID
    review_on: date
    version: int | None = whole(least=0, most=2**31, default=None)


@event("intake.article_reviewed")
class ArticleReviewed:
    """Somebody read this version again: it holds, and is due again on that day."""

    article_id: UUID
    article_version: int
    review_on: date


@command("intake.withdraw_article", needs=Right.WRITE_GUIDANCE)
class WithdrawArticle:
    """Show an article to nobody but the desk any more."""

    school_id: SchoolId
    article_id: UUID
    version: int | None = whole(least=0, most=2**31, default=None)


@event("intake.article_withdrawn")
class ArticleWithdrawn:
    """The article is shown to nobody but the desk."""

    article_id: UUID
    article_version: int


@query("intake.find_articles", needs=Right.WRITE_GUIDANCE)
class FindArticles:
    """Which articles are there, drafts too? With words, those that fit, best first."""

    search: str = text(default="")


@value
class ArticleRow:
    """An article as the desk lists it; its title is that of the last version."""

    article_id: UUID
    title: str
    state: ArticleState
    audience: Audience
    of_school: SchoolId | None
    owner: str
    review_on: date | None
    article_version: int
    changed_at: datetime


@view("intake.articles")
class ArticlesView:
    """The articles by their titles."""

    articles: tuple[ArticleRow, ...]


@query("intake.get_article", needs=Right.WRITE_GUIDANCE)
class GetArticle:
    """What does an article say: its last version, or one of before?"""

    article_id: UUID
    article_version: int | None = None


@value
class ArticleVersion:
    """Who wrote a version, and when."""

    article_version: int
    written_by: str
    written_at: datetime


@view("intake.article")
class ArticleView:
    """An article as the desk reads it; `shown_version` is None where none is shown."""

    article_id: UUID
    article_version: int
    title: str
    also_called: str
    audience: Audience
    of_school: SchoolId | None
    owner: str
    review_on: date | None
    from_ticket: TicketId | None
    text: str
    state: ArticleState
    shown_version: int | None
    version: int
    versions: tuple[ArticleVersion, ...]


@query("intake.find_guidance", needs=Right.READ_TICKETS)
class FindGuidance:
    """Which articles may a school read? Without one, those for anybody.

    With words, those that fit them, best first: what somebody types into a form.
    """

    school_id: SchoolId | None = None
    search: str = text(most=2_000, default="")


@value
class GuidanceRow:
    """An article that may be read; `because` are the words of the search that fit."""

    article_id: UUID
    title: str
    shown_since: datetime
    because: tuple[str, ...]


@view("intake.guidance")
class GuidanceView:
    """What may be read, by title, or by how much of the search fits.

    There is `more` where that is not all of it.
    """

    articles: tuple[GuidanceRow, ...]
    more: bool = False


@query("intake.get_guidance", needs=Right.READ_TICKETS)
class GetGuidance:
    """What does an article say that a school may read? Without one, anybody."""

    article_id: UUID
    school_id: SchoolId | None = None


@view("intake.guidance_article")
class GuidanceArticleView:
    """An article as it was published last."""

    article_id: UUID
    title: str
    text: str
    article_version: int
    shown_since: datetime
