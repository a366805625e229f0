"""Answers to an owner's question, composed from the guidance and their own map."""
