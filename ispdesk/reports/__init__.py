"""Reports as at a date, drawn from the record."""
