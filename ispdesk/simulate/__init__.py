"""A made-up country lived through by the real rules and desk, under a virtual clock, from one seed."""
