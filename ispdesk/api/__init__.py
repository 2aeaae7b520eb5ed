"""The same commands and reads as the pages have, for programs: thin, over the one door and the views."""
