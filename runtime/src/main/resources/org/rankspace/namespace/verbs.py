"""What Java does for a communicator, as Python sees it."""


class Verbs:
    """The methods of a Java object: those that are called often as Python's own, the others as Java's.

    Each is looked for when it is wanted first.
    """

    def __init__(self, java):
        self.java = java

    def __getattr__(self, name):
        method = self.java.verb(name)
        if method is None:
            method = getattr(self.java, name)
        setattr(self, name, method)
        return method
