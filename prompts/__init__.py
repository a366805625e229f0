"""All words for people, as data: nl and en side by side in YAML, read once and checked at load."""
