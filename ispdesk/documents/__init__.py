"""What an ISP is handed out as, and read back from: DOCX, PDF and JSON, tables for spreadsheets, diagrams."""
