"""What has to be approved before it is done, and was it?"""
