"""Which functions of services write with the connection that they are given?"""

from __future__ import annotations

WRITERS = {
    *("breach", "change", "count_on", "fold", "give_up", "given", "keep_alert"),
    *("keep_project", "keep_change", "keep_freezes", "keep_standard_changes"),
    *("keep_delivery", "keep_seat", "keep_teams", "keep_time"),
    *("keep_site_visit", "carried", "count_channel", "keep_answers", "keep_callback"),
    *("keep_enquiry", "keep_privacy_text", "keep_review"),
    *(
        "keep_dismissed",
        "keep_incident_kind",
        "keep_known_error",
        "keep_major_incident",
        "keep_problem",
    ),
    *("keep_remote", "keep_reporting", "keep_text", "keep_version", "take"),
    *(
        "cover",
        "cover_mails",
        "put_answers",
        "forget_mails",
        "show",
        "raise_again",
        "withdraw",
    ),
    *("expect_scan", "keep_scan", "tell_of_settled"),
    *("keep_approval", "keep_article", "keep_breach", "keep_catalogue"),
    *("keep_call", "keep_categories", "keep_hook", "keep_macro", "keep_matrix"),
    *("keep_notice", "keep_obligation", "keep_staff_change"),
    *(
        "keep_escalation",
        "keep_letter",
        "keep_looks",
        "keep_mail",
        "keep_mentions",
        "keep_people",
        "keep_watching",
        "keep_outcomes",
        "keep_phone",
    ),
    *("keep_pauses", "keep_rating", "keep_survey", "keep_rota", "keep_view", "project"),
    *("project_tie", "set_mailboxes", "switch", "write"),
    *("add_line", "add_record", "change_record", "clear_part", "clear_ticket"),
    *("end_record", "end_ticket", "go_on", "is_about", "keep_records"),
    *("keep_retention", "mail_came", "mail_settled", "remove", "session_opened"),
    *("settle", "visit_told", "weigh_all_of", "weigh_alone", "weigh_ticket"),
    *("work_rated",),
    *("forget_restatement", "keep_restatement", "keep"),
}
"""These write, and are tried by commands: tests/services/test_schools_apart.py."""
