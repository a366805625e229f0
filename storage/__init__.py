"""Where conversations are kept: SQLite or PostgreSQL through `open_store`, or memory for tests."""
