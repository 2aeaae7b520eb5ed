"""What an ISP is handed out as, and read back from: tables for spreadsheets, diagrams, documents."""
