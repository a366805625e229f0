"""The core: what a journey map is, which questions build it, and how an answer changes it. Pure, no I/O."""
