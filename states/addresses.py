"""Addresses that by their name nobody reads alone: a reply from one does not say who sent it."""

from typing import Final

GENERIC: Final = frozenset(
    {
        "admin", "administration", "admissions", "all", "appointments", "contact", "contactus", "customerservices",
        "enquiries", "enquiry", "feedback", "general", "hello", "help", "helpdesk", "info", "inbox",
        "mail", "mailbox", "noreply", "no-reply", "office", "post", "postmaster", "practice", "reception", "records",
        "referrals", "secretaries", "secretary", "staff", "support", "surgery", "team", "webmaster",
        "cyswllt", "derbynfa", "gwybodaeth", "helpu", "post-cyffredinol", "swyddfa", "tim", "ymholiadau",
    }
)  # fmt: skip
"""The part before the @ of mailboxes that a whole office reads, in English and Welsh (our default)."""


def is_generic(address: str) -> bool:
    """Whether an address is called after an office and not after somebody: what follows a + does not count."""
    return address.partition("@")[0].partition("+")[0].strip().casefold() in GENERIC
