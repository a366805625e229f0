"""Finding the articles that answer a question, and seeing when none does."""
