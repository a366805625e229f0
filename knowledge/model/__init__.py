"""The language model's side: a better listener and adviser, behind the same ports as the rules."""
