"""The wall clock: the only place where it is read."""

import datetime as dt


def wall_clock() -> dt.datetime:
    """This instant, aware, in UTC."""
    return dt.datetime.now(dt.UTC)
