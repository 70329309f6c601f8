"""When does somebody of the MSP come to a school, and did they?"""
