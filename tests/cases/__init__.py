"""Golden cases, one file each.

``fixed/`` must become right, ``untouched/`` must stay as it is, ``known_failures/`` is wrong today and
says so with a strict expectation of failure: a case that starts to pass must be moved.
"""
