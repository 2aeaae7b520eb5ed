"""ISP Desk: where the rules, the record and the mail meet."""

__version__ = "0.1.0"
