"""What does Prometheus see of a service?"""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

COMMANDS = Counter(
    "caretaker_commands_total", "Commands received.", ["service", "command"]
)
REFUSALS = Counter(
    "caretaker_refusals_total", "Commands refused, by kind.", ["service", "kind"]
)
SHED = Counter(
    "caretaker_requests_shed_total", "Requests refused because too many came at once."
)
STRANGERS_REFUSED = Counter(
    "caretaker_strangers_refused_total",
    "Requests refused of who had not signed in, over what one network or all may ask.",
    ["kind"],
)
LATENCY = Histogram(
    "caretaker_command_seconds", "Time to carry out a command.", ["service", "command"]
)
HEARD = Counter(
    "caretaker_events_heard_total", "Events applied.", ["service", "source"]
)
PUBLISHED = Counter(
    "caretaker_events_published_total", "Events the broker confirmed.", ["service"]
)
RELAY_LAG = Gauge(
    "caretaker_relay_lag_events", "Events the broker has not confirmed.", ["service"]
)
NOT_TAKEN = Counter(
    "caretaker_batches_not_taken_total",
    "Batches the broker did not confirm: unroutable, nacked, or nobody knows.",
    ["service", "kind"],
)
LAG = Gauge(
    "caretaker_subscription_lag_events",
    "Events a source has recorded that were not heard yet.",
    ["service", "source"],
)
PARKED = Gauge(
    "caretaker_parked_events",
    "Events of a source that wait for an operator, one for each log.",
    ["service", "source"],
)
FORKED = Gauge(
    "caretaker_forked_logs",
    "Logs of a source that contradict what was heard.",
    ["service", "source"],
)
BEACON_AT = Gauge(
    "caretaker_beacon_timestamp_seconds",
    "When a source last told its heads, in seconds since 1970.",
    ["service", "source"],
)
OPEN_TICKETS = Gauge("caretaker_open_tickets", "Tickets open or on hold.", ["state"])
NOTICE_TRIES = Counter(
    "caretaker_notice_tries_total",
    "Tries to tell a hook: taken, to be tried again (waiting), or failed for good.",
    ["state"],
)
NOTICES_OVERDUE = Gauge(
    "caretaker_notices_overdue",
    "Notices to hooks that were to be tried a quarter of an hour ago, and were not.",
)
FILE_SCANS = Counter(
    "caretaker_file_scans_total",
    "Files of messages that a scanner was asked about: clean, infected or not_scanned.",
    ["outcome"],
)
FILES_UNSCANNED = Gauge(
    "caretaker_files_unscanned",
    "Files that came a quarter of an hour ago, and that no scanner has looked into.",
)
PERSONAL_DATA = Gauge(
    "caretaker_personal_data_texts",
    "Texts of tickets that seem to hold personal data, by how they stand.",
    ["kind", "state"],
)
SESSIONS_FORGOTTEN = Gauge(
    "caretaker_remote_sessions_forgotten",
    "Remote sessions that are open for more than four hours.",
)
ACCOUNT_REVIEWS_OVERDUE = Gauge(
    "caretaker_account_reviews_overdue",
    "Schools that have not signed the review of their accounts in time.",
)
BREACHES = Gauge(
    "caretaker_sla_breaches", "Targets that stand breached.", ["target", "priority"]
)
OWED = Gauge(
    "caretaker_sla_owed_tickets",
    "Tickets that wait still after a target was missed, by school or over all.",
    ["school", "priority"],
)
ESCALATED = Gauge(
    "caretaker_sla_escalations_waiting",
    "Steps that nobody has acknowledged yet, by school or over all.",
    ["school", "priority"],
)
OUTCOMES = Gauge(
    "caretaker_sla_month_outcomes",
    "Targets decided in this month of London's clock: kept, or missed.",
    ["target", "priority", "outcome"],
)
ALARM_DELAY = Histogram(
    "caretaker_sla_alarm_delay_seconds",
    "How long after its moment an alarm was given.",
    ["kind"],
    buckets=(1, 2, 5, 10, 30, 60, 300, 1_800, 7_200),
)
DUE_SOON = Gauge(
    "caretaker_sla_due_soon",
    "Targets that will be breached within half an hour unless somebody acts.",
    ["target", "priority"],
)
OBLIGATIONS = Gauge(
    "caretaker_sla_obligations",
    "What has a moment of its own and is not done: due soon, or missed.",
    ["kind", "state"],
)
MAILBOX_POLLED_AT = Gauge(
    "caretaker_mailbox_last_polled_timestamp_seconds",
    "When a mailbox was last looked into to its end, in seconds since 1970.",
    ["mailbox"],
)
MAILBOX_SINCE = Gauge(
    "caretaker_mailbox_collected_since_timestamp_seconds",
    "When whoever collects a mailbox was started, in seconds since 1970.",
    ["mailbox"],
)
MAILBOX_FAILING = Gauge(
    "caretaker_mailbox_failing",
    "Whether the last look into a mailbox did not bring all to its outcome.",
    ["mailbox"],
)
RECEIVER_FAILING = Gauge(
    "caretaker_receiver_failing",
    "Whether the platform took nothing of what a mail server handed over last.",
)
