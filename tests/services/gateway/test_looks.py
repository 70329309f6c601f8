"""What may be said and asked of how a school looks?"""

from tests.services.gateway.api import Api, bad_fields, json_of, problem_of
from tests.support.cast import ASHGROVE, ASHGROVE_NAME

AT = f"/schools/{ASHGROVE}/look"


def test_a_look_is_set_and_shown_as_it_is_kept(api: Api) -> None:
    body = {"shown_name": " Ashgrove ", "accent": "#7A1F3D"}
    shown = {
        "school_id": str(ASHGROVE),
        "name": "Ashgrove",
        "shown_name": "Ashgrove",
        "accent": "#7a1f3d",
        "version": 1,
    }
    assert json_of(api.olu.put(AT, body)) == shown
    assert json_of(api.priya.get(AT)) == shown
    assert json_of(api.olu.put(AT, {}))["name"] == ASHGROVE_NAME


def test_a_colour_that_is_not_read_is_refused_with_its_contrast(api: Api) -> None:
    fields = bad_fields(api.olu.put(AT, {"accent": "#ffcc00"}))
    assert "1.51:1" in fields["accent"][0]
    long = {"shown_name": "A" * 61, "accent": "#7a1f3d5"}
    assert set(bad_fields(api.olu.put(AT, long))) == {"shown_name", "accent"}


def test_only_the_msp_says_how_a_school_looks(api: Api) -> None:
    problem_of(api.priya.put(AT, {"accent": "#7a1f3d"}), 403, "forbidden")
