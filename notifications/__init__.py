"""What is said, to whom, in which language, and how it leaves."""
