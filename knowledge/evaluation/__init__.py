"""Measures search, refusal and understanding on sets that were written without sight of the articles and the rules."""
