"""Signing in: mailed codes, second steps, the organisation's own sign-in, and limits on guessing (design §2).

None of this is a command; instants are the wall clock's, in a home whose time stands too.
"""
