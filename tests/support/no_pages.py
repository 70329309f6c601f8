"""What does a browser get from us that is no page?"""

NO_PAGES = {
    "audit_pages_screens.download": "a file",
    "calendar_files_screens.calendar_file": "a file",
    "finding_screens.find": "the options of the palette, which has its row",
    "live_screens.live": "a stream",
    "mail_files_screens.of_the_desk": "a file",
    "mail_files_screens.of_the_school": "a file",
    "mails_screens.raw_mail": "a file",
    "ratings_screens.ask": "by a link of a letter; the row `rate` goes there",
    "survey_answers_screens.ask": "by a link of a letter; made as `rate` is",
    "settings_screens.front": "sends on to the first page of settings",
    "sign_in_screens.front": "sends everybody on to their first page",
}
"""What a browser gets and nobody looks at."""
