"""What can go wrong in the core.

JourneyError
├── UnknownPath   a path that no map can have (a mistake in a script or a model's reply, never the owner's)
└── BadValue      a value that its field cannot hold
"""


class JourneyError(Exception):
    """A rule of the map or the interview is broken."""


class UnknownPath(JourneyError):
    """No map has this path."""

    def __init__(self, path: str) -> None:
        super().__init__(f"no such place on a map: {path}")
        self.path = path


class BadValue(JourneyError):
    """The value does not fit the field at this path."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
