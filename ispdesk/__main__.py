"""`python -m ispdesk` is `ispdesk`."""

from ispdesk.start import main

main()
