"""What a review of the whole found, each put as the statement that now holds."""
