"""What Java does for a communicator, as Python sees it."""


class Verbs:
    """The verbs of one of Java's tables, as methods of Python's own kind."""

    def __init__(self, java):
        for name in java.names():
            setattr(self, name, java.verb(name))
