"""What operations leave in the caller's hands: Status, Request, Group."""

from _rankspace_errors import InvalidArgumentError


def _connect(host_side):
    """Called before anything else here."""
    global _host
    _host = host_side


class Status:
    """What a receive got: pass one to `recv`, `probe` or `wait` to have it filled in."""

    __slots__ = ('_host',)

    def __init__(self):
        self._host = _host.newStatus()

    @property
    def source(self):
        """The sender's rank in the communicator."""
        return self._host.source()

    @property
    def tag(self):
        """The message's tag."""
        return self._host.tag()

    @property
    def length(self):
        """How many bytes travelled."""
        return self._host.length()

    @property
    def cancelled(self):
        """Whether the receive was cancelled: then there is no message."""
        return self._host.isCancelled()

    def __repr__(self):
        return f'Status(source={self.source}, tag={self.tag}, length={self.length})'


def _status(status):
    if status is None:
        return None
    if isinstance(status, Status):
        return status._host
    raise InvalidArgumentError(f'status must be a Status: status={status!r}')


class Request:
    """An operation that was started: `wait` for it, or `test` whether it is done."""

    __slots__ = ('_host',)

    def __init__(self, host):
        self._host = host

    def wait(self, status=None):
        """Waits for the end and returns the object that was received; None for a send."""
        return self._host.complete(_status(status))

    def test(self, status=None):
        """Returns (False, None), or (True, what wait returns) if the end has come. Never waits."""
        if self._host.test():
            return True, self._host.complete(_status(status))
        return False, None

    def cancel(self):
        """Takes back a receive that no message has matched; returns whether it was taken back."""
        return self._host.cancel()


def wait_all(requests):
    """Waits for all of them and returns the list of what their `wait` returns."""
    return [request.wait() for request in requests]


def wait_any(requests, status=None):
    """Waits until one has ended; returns its index and what its `wait` returns; (-1, None) for no requests."""
    requests = list(requests)
    if not requests:
        return -1, None
    index = _host.awaitAny([request._host for request in requests])
    return index, requests[index].wait(status)


class Group:
    """An ordered set of ranks."""

    __slots__ = ('_host',)

    def __init__(self, host):
        self._host = host

    @property
    def size(self):
        """How many ranks are in it."""
        return self._host.size()

    @property
    def rank(self):
        """This rank's place in it, or -1."""
        return self._host.rank()

    def incl(self, ranks):
        """The members at these places, in this order."""
        return Group(self._host.incl(list(ranks)))

    def excl(self, ranks):
        """The members that are not at these places."""
        return Group(self._host.excl(list(ranks)))

    def union(self, other):
        """All of this group, then those of the other that are not in it."""
        return Group(self._host.union(other._host))

    def intersection(self, other):
        """Those that are also in the other."""
        return Group(self._host.intersection(other._host))

    def difference(self, other):
        """Those that are not in the other."""
        return Group(self._host.difference(other._host))

    def translate(self, ranks, other):
        """For each place in this group, the place of the same rank in the other, or -1."""
        return self._host.translate(list(ranks), other._host)

    def __eq__(self, other):
        return isinstance(other, Group) and self._host.same(other._host)

    def __hash__(self):
        return hash((self.size, self.rank))

    def __len__(self):
        return self.size
