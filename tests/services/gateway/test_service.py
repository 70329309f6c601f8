"""What is different where the gateway is served for real?"""

from contracts.mail import LARGEST_MESSAGE
from tests.support.platform import Platform

SHORT = (b"It was bright", b" on ", b"Friday.\r\n")
ENDLESS = (b"a" * 64 * 1024,) * (LARGEST_MESSAGE // (64 * 1024) + 1)
HEADER = (
    b"From: Priya <priya@ashgrove.example>\r\nTo: help@ashgrove.example\r\n"
    b"Subject: The projector is dark\r\n\r\n"
)


def test_a_message_that_comes_in_chunks_arrives_whole_or_not_at_all(
    platform: Platform,
) -> None:
    added = platform.api("POST", "/schools", json={"name": "Ashgrove Primary"})
    school = added.json()["school_id"]
    platform.api(
        "PUT",
        f"/schools/{school}/mailboxes",
        json={"addresses": ["help@ashgrove.example"]},
    )
    for body, status in ((SHORT, 201), (ENDLESS, 413)):
        answer = platform.api(
            "POST",
            "/mail?to=help@ashgrove.example",
            data=iter((HEADER, *body)),
            headers={"Content-Type": "message/rfc822"},
        )
        assert answer.status_code == status, answer.text
    (ticket,) = platform.api("GET", "/tickets").json()["tickets"]
    told = platform.api("GET", f"/tickets/{ticket['ticket_id']}").json()
    assert told["description"] == "It was bright on Friday."
