"""Which commands does `./caretaker` have, and where does each one live?"""

from importlib import import_module
from typing import NamedTuple

import click


class Entry(NamedTuple):
    """A command as --help lists it, loaded only when it is called."""

    where: str
    summary: str


COMMANDS = {
    "up": Entry(
        "infra.command_line.up:up",
        "Start the whole platform in one process, with no server to install.",
    ),
    "run": Entry(
        "infra.command_line.run:run",
        "Run one service, some, or all in this process, as in production.",
    ),
    "prepare": Entry(
        "infra.command_line.migrate:prepare",
        "Make the roles and databases on a PostgreSQL server, once.",
    ),
    "migrate": Entry(
        "infra.command_line.migrate:migrate",
        "Bring the databases to what this version needs.",
    ),
    "mail": Entry(
        "infra.command_line.mail:mail",
        "Take in mail for schools.",
    ),
    "tickets": Entry(
        "infra.command_line.tickets:tickets",
        "See the queue, and work on tickets.",
    ),
    "incidents": Entry(
        "infra.command_line.incidents:incidents",
        "Lead major incidents, record who was told, and see what years had.",
    ),
    "changes": Entry(
        "infra.command_line.changes:changes",
        "Plan changes, make and review them, and see when nothing is changed.",
    ),
    "projects": Entry(
        "infra.command_line.projects:projects",
        "Propose projects to schools, lead them, and see how far each is.",
    ),
    "survey": Entry(
        "infra.command_line.survey:survey",
        "Ask schools once a year how they find their IT, and see what they say.",
    ),
    "problems": Entry(
        "infra.command_line.problems:problems",
        "Say what incidents come from, and tell schools of known errors.",
    ),
    "teams": Entry(
        "infra.command_line.teams:teams",
        "See and set teams, and who looks after what at a school.",
    ),
    "visits": Entry(
        "infra.command_line.site_visits:visits",
        "Plan visits to schools, and record what became of them.",
    ),
    "remote": Entry(
        "infra.command_line.remote:remote",
        "Tell who is on a school's device from afar, and who agreed.",
    ),
    "texts": Entry(
        "infra.command_line.texts:texts",
        "Restrict and redact personal data in what was written.",
    ),
    "enquiries": Entry(
        "infra.command_line.enquiries:enquiries",
        "See who asks and is no school of ours yet, and forget them in time.",
    ),
    "schools": Entry(
        "infra.command_line.schools:schools",
        "See schools, take them on, and say when they are open and get mail.",
    ),
    "people": Entry(
        "infra.command_line.people:people",
        "See who is known, and give people roles and passwords.",
    ),
    "retention": Entry(
        "infra.command_line.retention:retention",
        "See what a school keeps and for how long, hold it, and have it erased.",
    ),
    "token": Entry(
        "infra.command_line.tokens:token",
        "Let programs in, and shut them out.",
    ),
    "audit": Entry(
        "infra.command_line.audit:audit",
        "Tell what happened, and check that no log was altered.",
    ),
    "sla": Entry(
        "infra.command_line.sla:sla",
        "See what was kept and what is late, and say who is on call.",
    ),
    "parked": Entry(
        "infra.command_line.parked:parked",
        "See events that could not be applied, and try them again.",
    ),
    "forks": Entry(
        "infra.command_line.forks:forks",
        "See logs that contradict what was heard, and put them right.",
    ),
    "rebuild": Entry(
        "infra.command_line.rebuild:rebuild",
        "Build what a service keeps for reading anew from the log, and compare.",
    ),
    "test": Entry(
        "infra.command_line.development:test",
        "Run the whole test suite, or what the arguments to pytest select.",
    ),
    "check": Entry(
        "infra.command_line.development:check",
        "Check format, lint, types and import contracts.",
    ),
    "format": Entry(
        "infra.command_line.development:format_code",
        "Format the code and make the safe lint fixes.",
    ),
    "bench": Entry(
        "infra.command_line.bench:bench",
        "Measure this machine beside programs that promise nothing.",
    ),
    "chaos": Entry(
        "infra.command_line.chaos:chaos",
        "Break a platform of its own, and count what was lost: nothing.",
    ),
    "fuzz": Entry(
        "infra.command_line.fuzz:fuzz",
        "Search for what our readers fail at: a message, of any bytes.",
    ),
    "golden": Entry(
        "infra.command_line.golden:golden",
        "Keep an example of every event and version that has none yet.",
    ),
    "docs": Entry(
        "infra.command_line.documents:docs",
        "Write the documents that are generated from the code.",
    ),
    "new-service": Entry(
        "infra.command_line.new_service:new_service",
        "Begin a service from the skeleton, with its rooms and its tests.",
    ),
    "new-migration": Entry(
        "infra.command_line.new_migration:new_migration",
        "Draft what databases need whose tables were changed.",
    ),
    "lock": Entry(
        "infra.command_line.development:lock",
        "Resolve the dependencies again into the lock files.",
    ),
}


class LazyGroup(click.Group):
    """Imports a command's module when the command is called, so start-up is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order of the table."""
        return [*COMMANDS, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the command from the place that the table gives."""
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        module, attribute = COMMANDS[cmd_name].where.split(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """List the commands from the table alone, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, e.summary) for name, e in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
def caretaker() -> None:
    """Look after the IT of many schools, and prove what was done."""
