"""Questions put to the record, one file a noun."""
