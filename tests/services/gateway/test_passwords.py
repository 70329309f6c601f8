"""Which password is made for somebody who has none?"""

from services.directory.passwords import mistakes
from services.gateway.passwords import make_password


def test_a_password_that_is_made_is_long_and_another_each_time() -> None:
    made = {make_password() for _ in range(100)}
    assert len(made) == 100
    for password in made:
        assert mistakes(password, ["Priya Nair", "Ashgrove Primary"]) == []
        assert not set(password) & set("01iloIOL ")
