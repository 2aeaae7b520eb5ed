"""`python -m ispdesk` is `ispdesk`."""

from ispdesk.cli import main

main()
