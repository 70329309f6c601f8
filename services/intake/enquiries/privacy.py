"""What are enquirers told of their data, in which version, and how long is it kept?"""

from __future__ import annotations

from datetime import datetime

from contracts.privacy import PrivacyTextSet, SetPrivacyText
from contracts.refusals import Invalid, Refused
from contracts.values import PROVIDER
from shared.decider import Decider

STANDARD = PrivacyTextSet(
    text_version=0,
    words=(
        "We use what you send to answer you, and to make you an offer where you ask for"
        " one. We do so because you ask us to: for an offer, as the steps before a"
        " contract (UK GDPR, article 6(1)(b)); for any other question, in our"
        " legitimate interest in answering it (article 6(1)(f)). Nobody else gets it,"
        " and it is kept apart from the records of the schools that we look after.\n\n"
        "You may see what we keep, have it put right or erased, and object to its use,"
        " at any time. If we get it wrong, you may complain to the Information"
        " Commissioner at ico.org.uk."
    ),
    news="I would like to hear by e-mail what is new, now and then.",
    keep_days=180,
)
"""What counts while nothing was set."""


def decide(
    stands: PrivacyTextSet, command: SetPrivacyText, _now: datetime
) -> list[PrivacyTextSet]:
    """The next version, unless it says the same; Invalid for what is blank."""
    if command.school_id != PROVIDER:
        raise Refused("Enquiries are the provider's, not one of a school.")
    words, news = command.words.strip(), command.news.strip()
    blank = {
        name: ["Must not be blank."]
        for name, said in (("words", words), ("news", news))
        if not said
    }
    if blank:
        raise Invalid(blank)
    wanted = (words, news, command.keep_days)
    if wanted == (stands.words, stands.news, stands.keep_days):
        return []
    following = PrivacyTextSet(
        text_version=stands.text_version + 1,
        words=words,
        news=news,
        keep_days=command.keep_days,
    )
    return [following]


def evolve(_: PrivacyTextSet, event: PrivacyTextSet) -> PrivacyTextSet:
    """What was set last counts."""
    return event


PRIVACY: Decider[PrivacyTextSet] = Decider(
    category="privacy_text",
    identity="school_id",
    commands=(SetPrivacyText,),
    initial=STANDARD,
    decide=decide,
    evolve=evolve,
)
