"""What leaves the product as a file: the protocol as DOCX, PDF and JSON, and its one-page summary."""
