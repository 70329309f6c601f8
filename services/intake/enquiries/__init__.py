"""Who asks and is no school that is looked after, and when are they forgotten?"""
