"""Which pages are about nobody's school?"""

OPEN = {
    "account_screens.show_help",
    # Of enquirers, who are nobody's school: tried by test_asking_us.py.
    *("asking_us_screens.ask_us", "asking_us_screens.send_enquiry"),
    *("asking_us_screens.own_enquiry", "asking_us_screens.withdraw"),
    "guidance_screens.open_article",
    "guidance_screens.open_guidance",
    # By a link that is told to a requester alone: tried by test_ratings.py.
    *("ratings_screens.ask", "ratings_screens.rate"),
    # Likewise: tried by test_surveys_and_survey_answers.py.
    *("survey_answers_screens.ask", "survey_answers_screens.answer"),
    "sign_in_screens.front",
    "sign_in_screens.let_in",
    "sign_in_screens.sign_in",
}
"""What is answered before anybody has signed in."""

FOR_ANYBODY = {
    "account_screens.account",
    "account_screens.keep_preferences",
    "account_screens.set_password",
    "sign_in_screens.sign_out",
}
"""What concerns only the person who asks."""
