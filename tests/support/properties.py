"""How are properties tried? Without a deadline, and quickly once one does not hold."""

from hypothesis import HealthCheck, Phase, settings

# Machines differ, and the first run on one builds tables of characters; explaining a
# failure takes a hundred times as long as finding it.
settings.register_profile(
    "caretaker",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[phase for phase in Phase if phase is not Phase.explain],
)
settings.load_profile("caretaker")
