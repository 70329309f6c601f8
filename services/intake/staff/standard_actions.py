"""What is done for somebody who joins, moves or leaves, where no school says more?"""

from __future__ import annotations

from collections.abc import Mapping

from contracts.staff_changes import Access, Action, StaffChangeKind

_JOINER = (
    Action(name="policy", title="Have the acceptable use policy signed"),
    Action(
        name="account",
        title="Make the account, with multi-factor sign-in",
        access=Access.GRANTS,
    ),
    Action(
        name="groups",
        title="Add them to groups, mailing lists and shared folders",
        access=Access.GRANTS,
    ),
    Action(
        name="systems",
        title="Give access to the MIS, safeguarding and other systems",
        access=Access.GRANTS,
    ),
    Action(name="devices", title="Hand out devices, keys and cards"),
    Action(
        name="induction",
        title="Show how to sign in, ask for help and report an incident",
    ),
)
_MOVER = (
    Action(
        name="old-access",
        title="End the access that only the old role needs",
        access=Access.ENDS,
    ),
    Action(
        name="groups",
        title="Change groups, mailing lists and shared folders",
        access=Access.GRANTS,
    ),
    Action(
        name="systems",
        title="Give access to the systems of the new role",
        access=Access.GRANTS,
    ),
    Action(name="devices", title="Change devices, keys and cards"),
    Action(name="induction", title="Show what is new in the new role"),
)
_LEAVER = (
    Action(
        name="sign-in",
        title="Disable the account, and sign it out everywhere",
        access=Access.ENDS,
    ),
    Action(
        name="systems",
        title="End access to the MIS, safeguarding and other systems",
        access=Access.ENDS,
    ),
    Action(
        name="shared-secrets",
        title="Take away admin rights, and change the passwords that they shared",
        access=Access.ENDS,
    ),
    Action(
        name="groups",
        title="Take them out of groups, mailing lists and shared folders",
        access=Access.ENDS,
    ),
    Action(name="mail", title="Forward their mail, or answer that they have left"),
    Action(name="files", title="Hand their files over to who takes on their work"),
    Action(name="devices", title="Take back devices, keys and cards, and wipe them"),
    Action(name="licences", title="Free their licences"),
)

STANDARD: Mapping[StaffChangeKind, tuple[Action, ...]] = {
    StaffChangeKind.JOINER: _JOINER,
    StaffChangeKind.MOVER: _MOVER,
    StaffChangeKind.LEAVER: _LEAVER,
}
