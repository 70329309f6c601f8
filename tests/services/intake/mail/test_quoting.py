"""Is what was written told from what stands below it, and nothing lost?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.mail.quoting import fold

ANSWERS = {
    "en": "On Mon, 1 Jun 2026 at 09:00, Olu <olu@msp.example> wrote:",
    "de": "Am Mo., 1. Juni 2026 um 09:00 Uhr schrieb Olu <olu@msp.example>:",
    "fr": "Le lun. 1 juin 2026 à 09:00, Olu <olu@msp.example> a écrit :",
    "es": "El lun, 1 jun 2026 a las 9:00, Olu (<olu@msp.example>) escribió:",
    "it": "Il giorno lun 1 giu 2026 alle ore 09:00 Olu <olu@msp.example> ha scritto:",
    "pl": "Dnia 1 czerwca 2026 09:00 Olu <olu@msp.example> napisał(a):",
    "da": "Den 1. juni 2026 kl. 09:00 skrev Olu <olu@msp.example>:",
    "nl": "Op ma 1 jun. 2026 om 09:00 schreef Olu <olu@msp.example>:",
    "cs": "po 1. 6. 2026 v 9:00 odesílatel Olu <olu@msp.example> napsal:",
}


@pytest.mark.parametrize("language", ANSWERS)
def test_older_messages_are_folded_in_nine_languages(language: str) -> None:
    quoted = f"{ANSWERS[language]}\n> Is it dark?\n> Olu"
    assert fold(f"It is.\n\n{quoted}") == ("It is.", quoted)


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nPriya Nair\nYear 3",
        "Kind regards,\nPriya",
        "Sent from my iPhone",
        "Mit freundlichen Grüßen\nPriya",
        "Cordialement\nPriya",
    ],
)
def test_a_signature_is_folded(signature: str) -> None:
    assert fold(f"It is dark.\n\n{signature}") == ("It is dark.", signature)


def test_what_outlook_puts_above_a_quotation_is_folded_with_it() -> None:
    quoted = "From: Olu <olu@msp.example>\nSent: Monday\nTo: Priya\n\nIs it dark?"
    assert fold(f"It is.\n\n{quoted}") == ("It is.", quoted)


def test_who_answers_between_the_lines_is_not_cut_in_two() -> None:
    text = "> Is it dark?\nYes.\n> All day?\nSince nine."
    assert fold(text) == (text, "")


def test_a_message_that_is_all_quotation_is_left_whole() -> None:
    text = "> Is it dark?\n> Olu"
    assert fold(text) == (text, "")


def test_thanks_above_a_long_text_are_no_signature() -> None:
    text = "Thanks,\n" + "\n".join(f"This is line {number}." for number in range(30))
    assert fold(f"Hello\n{text}") == (f"Hello\n{text}", "")


@given(
    st.lists(
        st.sampled_from(
            [*ANSWERS.values(), "> a", "-- ", "", "Thanks,", "b", "From: c"]
        ),
        max_size=12,
    ).map("\n".join)
)
def test_nothing_is_lost(text: str) -> None:
    folded = fold(text)
    both = f"{folded.said}\n{folded.quoted}"
    assert both.split() == text.split()
