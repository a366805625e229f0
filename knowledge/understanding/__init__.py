"""Understanding an owner's message by rules: pure, fast functions that return the owner's own words, never rewritten ones."""
