"""What may be done with tickets?"""

from datetime import timedelta
from uuid import UUID, uuid4

from contracts.access import Role
from contracts.intake import TicketNoted, TicketOpened
from services.gateway.tickets import ACTIONS
from tests.services.gateway.api import (
    Api,
    bad_fields,
    json_of,
    problem_of,
    request_of,
)
from tests.support.cast import ASHGROVE, PRIYA
from tests.support.scenario import at

BODIES: dict[str, dict[str, object]] = {
    "reply": {"text": "I am on my way."},
    "answer": {"text": "Restart it, please."},
    "note": {"text": "Bring the spare tray."},
    "triage": {"impact": "high", "urgency": "high"},
    "assign": {"assignee": "Olu"},
    "classify": {"type": "service_request"},
    "approval": {"what": "A key"},
    "hold": {"reason": "A part is ordered."},
    "resume": {},
    "resolve": {"note": "A new tray is in."},
    "reopen": {"reason": "It is jammed again."},
}
"""What each thing that is done with a ticket takes, besides its version."""

WORDS = {"text": "It is the tray on the left."}
"""What a requester adds is right whatever was done meanwhile: it names no version."""


def test_every_action_is_told_of_here() -> None:
    ties = {"merge", "unmerge", "split", "link", "unlink"}
    # What the desk may not do is told of in test_approvals.py.
    of_the_school = {"write", "approval/give", "approval/decline"}
    of_staff = {"action", "staff-day"}  # told of in test_staff_changes.py
    of_teams = {"hand-over", "own-team"}  # told of in test_teams.py
    others = {"callback", "dismiss-duplicate"}  # in those of calls and suggestions
    told = BODIES.keys() | of_the_school | of_staff | of_teams | others | ties
    assert told == ACTIONS.keys()


def test_a_ticket_is_opened_and_told_where_it_is(api: Api) -> None:
    answer = api.olu.post(f"/schools/{ASHGROVE}/tickets", request_of())
    opened = json_of(answer, 201)
    assert set(opened) == {"ticket_id", "reference"}
    assert opened["reference"].endswith("-1")
    assert answer.headers["Location"] == f"/api/v1/tickets/{opened['ticket_id']}"
    assert "Idempotent-Replayed" not in answer.headers
    assert api.client.get(
        answer.headers["Location"],
        headers={"Authorization": f"Bearer {api.priya.token}"},
    ).json == api.priya.sees(opened["ticket_id"])


def test_a_ticket_is_shown_with_its_fields_its_clock_and_its_timeline(api: Api) -> None:
    shown = api.olu.sees(ticket := api.olu.opens())
    timeline = shown.pop("timeline")
    targets = {target["target"]: target for target in shown.pop("sla")}
    correlation = shown.pop("correlation_id")
    assert UUID(correlation)
    assert shown == {
        **request_of(),
        "ticket_id": ticket,
        "school_id": str(ASHGROVE),
        "reference": shown["reference"],
        "priority": "p4",
        "state": "open",
        "assignee": None,
        "version": 1,
        "opened_at": "2026-06-08T08:00:00.000000Z",
        "updated_at": "2026-06-08T08:00:00.000000Z",
        "merged_into": None,
        "type": "incident",
        "approval": None,
        "change": None,
        "obligation": None,
        "rating": None,
        "category": "",
        "service": "",
        "callback": None,
        "form": None,
        "incident": None,
        "marked": [],
        "team_id": None,
        "with_school": False,
    }
    assert set(targets) == {"response", "next_update", "resolution"}
    assert targets["response"]["state"] == "running"
    assert targets["response"]["due_at"].endswith("Z")
    assert targets["response"]["remaining"].startswith("PT")
    assert [entry["kind"] for entry in timeline] == ["opened"]


def test_the_clock_has_heard_what_the_ticket_tells_before_anything_is_delivered(
    api: Api,
) -> None:
    ticket = api.olu.opens()
    held = json_of(api.olu.acts(ticket, "hold", reason="Waiting for a part."))
    assert {target["state"] for target in held["sla"]} == {"paused"}


def test_a_ticket_is_shown_without_its_clock_while_sla_is_away(api: Api) -> None:
    ticket = api.olu.opens()
    away = api.town.link.hosted.pop("sla")
    shown = api.olu.sees(ticket)
    assert (shown["sla"], shown["sla_unavailable"]) == ([], True)
    api.town.link.hosted["sla"] = away
    assert "sla_unavailable" not in api.olu.sees(ticket)


def test_a_ticket_goes_through_its_whole_life(api: Api) -> None:
    ticket = api.olu.opens()
    triaged = json_of(api.olu.acts(ticket, "triage", impact="high", urgency="high"))
    assert (triaged["priority"], triaged["version"]) == ("p1", 2)
    assigned = json_of(api.olu.acts(ticket, "assign", assignee="Olu"))
    assert assigned["assignee"] == "Olu"
    replied = json_of(api.olu.acts(ticket, "reply", text="I am on my way."))
    assert replied["timeline"][-1]["text"] == "I am on my way."
    json_of(api.olu.acts(ticket, "note", text="Bring the spare tray."))
    held = json_of(api.olu.acts(ticket, "hold", reason="A part is ordered."))
    assert held["state"] == "on_hold"
    assert json_of(api.olu.acts(ticket, "resume"))["state"] == "open"
    resolved = json_of(api.olu.acts(ticket, "resolve", note="A new tray is in."))
    assert resolved["state"] == "resolved"
    reopened = json_of(api.priya.acts(ticket, "reopen", reason="It is jammed again."))
    assert (reopened["state"], reopened["version"]) == ("open", 9)


def test_what_is_done_with_a_ticket_belongs_to_its_story(api: Api) -> None:
    ticket = api.olu.opens()
    api.olu.acts(ticket, "reply", text="I am on my way.")
    told = {event.correlation_id for event in api.town.log("intake", ASHGROVE)}
    assert told == {UUID(api.olu.sees(ticket)["correlation_id"])}


def test_a_priority_of_ones_own_needs_a_reason(api: Api) -> None:
    ticket = api.olu.opens()
    levels = {"impact": "low", "urgency": "low", "priority": "p1"}
    problem_of(api.olu.acts(ticket, "triage", **levels), 422, "refused")
    answer = api.olu.acts(ticket, "triage", **levels, reason="The exam is at ten.")
    assert json_of(answer)["priority"] == "p1"


def test_a_ticket_can_be_given_back_to_the_queue(api: Api) -> None:
    ticket = api.olu.opens()
    api.olu.acts(ticket, "assign", assignee="Olu")
    assert json_of(api.olu.acts(ticket, "assign", assignee=None))["assignee"] is None


def test_notes_are_shown_to_the_desk_only(api: Api) -> None:
    ticket = api.olu.opens()
    api.olu.acts(ticket, "note", text="They have dropped it before.")
    noted = api.olu.sees(ticket)["timeline"][-1]
    assert (noted["internal"], noted["text"]) == (True, "They have dropped it before.")
    assert "dropped" not in api.priya.get(f"/tickets/{ticket}").text


def test_a_stale_version_is_told_what_changed(api: Api) -> None:
    ticket = api.olu.opens()
    api.olu.acts(ticket, "assign", assignee="Olu")
    for action, body in BODIES.items():
        answer = api.olu.post(f"/tickets/{ticket}/{action}", body | {"version": 1})
        told = problem_of(answer, 409, "conflict")
        assert told["version"] == 2
        assert told["changes"] == [
            {
                "version": 2,
                "type": "intake.ticket_assigned",
                "actor": f"operator:{api.olu.token_id}",
                "happened_at": "2026-06-08T08:00:00.000000Z",
            }
        ]


def test_whatever_is_done_names_the_version_it_was_decided_on(api: Api) -> None:
    ticket = api.olu.opens()
    for action, body in BODIES.items():
        answer = api.olu.post(f"/tickets/{ticket}/{action}", body)
        assert bad_fields(answer) == {"version": ["Missing data for required field."]}


def test_nothing_can_be_done_with_a_ticket_that_is_not_there(api: Api) -> None:
    for action, body in BODIES.items():
        path = f"/tickets/{uuid4()}/{action}"
        problem_of(api.olu.post(path, body | {"version": 1}), 404, "not_found")
    problem_of(api.olu.post(f"/tickets/{uuid4()}/write", WORDS), 404, "not_found")


def test_a_school_adds_to_its_request_whatever_was_done_meanwhile(api: Api) -> None:
    ticket = api.priya.opens()
    api.olu.acts(ticket, "assign", assignee="Olu")
    path = f"/tickets/{ticket}/write"
    written = api.priya.post(path, WORDS, key="w1")
    entry = json_of(written)["timeline"][-1]
    assert (entry["kind"], entry["text"]) == ("requester_replied", WORDS["text"])
    assert api.priya.post(path, WORDS, key="w1").headers["Idempotent-Replayed"]
    recorded = api.town.log("intake", ASHGROVE)
    assert [event.type for event in recorded].count("intake.requester_replied") == 1
    assert recorded[-1].actor == f"staff:{api.priya.token_id}"
    assert set(bad_fields(api.priya.post(path, {"text": ""}))) == {"text"}
    governor = api.program(Role.GOVERNOR, ASHGROVE)
    problem_of(governor.post(path, WORDS), 403, "forbidden")


def test_only_the_desk_works_on_tickets(api: Api) -> None:
    ticket = api.priya.opens()
    for action in BODIES.keys() - {"reopen"}:
        body = BODIES[action] | {"version": 1}
        answer = api.priya.post(f"/tickets/{ticket}/{action}", body)
        problem_of(answer, 403, "forbidden")


def test_every_bad_field_of_a_ticket_is_named(api: Api) -> None:
    body = request_of(
        subject="",
        requester={"name": "Priya", "age": 41},
        channel="pigeon",
        impact=3,
        colour="blue",
    )
    del body["urgency"]
    answer = api.olu.post(f"/schools/{ASHGROVE}/tickets", body)
    assert set(bad_fields(answer)) == {
        "subject",
        "requester.email",
        "requester.age",
        "channel",
        "impact",
        "urgency",
        "colour",
    }
    assert api.town.events("intake", ASHGROVE) == []


def test_what_only_the_rules_know_to_be_wrong_is_named_too(api: Api) -> None:
    body = request_of(subject=" ", requester={"name": "Priya", "email": "priya"})
    answer = api.olu.post(f"/schools/{ASHGROVE}/tickets", body)
    assert set(bad_fields(answer)) == {"subject", "requester.email"}


def test_a_governor_reads_and_does_not_ask_for_work(api: Api) -> None:
    ticket = api.olu.opens()
    governor = api.program(Role.GOVERNOR, ASHGROVE)
    assert governor.sees(ticket)["ticket_id"] == ticket
    answer = governor.post(f"/schools/{ASHGROVE}/tickets", request_of())
    problem_of(answer, 403, "forbidden")


def test_what_a_teacher_asks_is_recorded_as_the_teachers(api: Api) -> None:
    api.priya.opens()
    (recorded,) = api.town.log("intake", ASHGROVE)
    (opened,) = api.town.events("intake", ASHGROVE)
    assert isinstance(opened, TicketOpened)
    assert recorded.actor == f"staff:{api.priya.token_id}"
    assert recorded.on_behalf_of == f"requester:{opened.requester_id}"
    assert opened.requester_email == PRIYA.email


def test_a_breach_shows_as_soon_as_it_is_due(api: Api) -> None:
    ticket = api.olu.opens(impact="high", urgency="high")
    due = {t["target"]: t["due_at"] for t in api.olu.sees(ticket)["sla"]}
    api.town.clock.set(at("next mon 09:00") + timedelta(minutes=1))
    states = {t["target"]: t["state"] for t in api.olu.sees(ticket)["sla"]}
    assert set(due) == set(states)
    assert states["response"] == "breached"


def test_the_text_of_a_note_is_kept_as_it_was_written(api: Api) -> None:
    ticket = api.olu.opens()
    text = "Zoë says: 1 < 2 & “yes”\n\n\N{WINKING FACE}"
    api.olu.acts(ticket, "note", text=text)
    noted = api.town.events("intake", ASHGROVE)[-1]
    assert isinstance(noted, TicketNoted)
    assert noted.text == text
    assert api.olu.sees(ticket)["timeline"][-1]["text"] == text
