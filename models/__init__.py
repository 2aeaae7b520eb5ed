"""What is remembered: tables, queries, the hash chain and the migrations."""
