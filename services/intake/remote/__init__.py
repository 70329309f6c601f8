"""Who was on a school's device from afar, why, and who agreed to it?"""
