"""What requests refer to: operations that were started."""

from mpi4py._core import host
from mpi4py._errors import Exception, failure, show


class Operation:
    """One of Java's."""

    __slots__ = ('java',)
    persistent = False

    def __init__(self, java):
        self.java = java

    def is_active(self):
        """Whether anybody can wait for it."""
        return True

    def test(self):
        """Whether its end has come; makes progress."""
        return self.java.test()

    def waits_for(self):
        """The Java request to wait for next, or None if it is something else."""
        return self.java

    def complete(self, status):
        """Waits for the end and gives what was received; status is Java's or None."""
        if status is not None:
            status.clear()
        return self.java.complete(status)

    def cancel(self):
        """Takes it back if that is still possible."""
        self.java.cancel()


class Finishing(Operation):
    """One of Java's, and what is to be done with what it gives."""

    __slots__ = ('finish', 'done', 'result')

    def __init__(self, java, finish):
        self.java = java
        self.finish = finish  # called with what Java gives and with the status, when there is a message
        self.done = False
        self.result = None

    def complete(self, status):
        status = host.newStatus() if status is None else status
        status.clear()
        value = self.java.complete(status)
        if not self.done and not status.isCancelled():
            self.result = self.finish(value, status)
        self.done = True
        return self.result


class Finished(Operation):
    """Something that had ended when it was started."""

    __slots__ = ()

    def __init__(self):
        Operation.__init__(self, None)

    def test(self):
        return True

    def complete(self, status):
        if status is not None:
            status.clear()

    def cancel(self):
        pass


class Several(Operation):
    """Operations that end together; what the last one gives counts."""

    __slots__ = ('parts',)

    def __init__(self, parts):
        Operation.__init__(self, None)
        self.parts = parts

    def test(self):
        return all([part.test() for part in self.parts])

    def waits_for(self):
        for part in self.parts:
            if not part.test():
                return part.waits_for()
        return None

    def complete(self, status):
        value = None
        for part in self.parts:
            value = part.complete(status)
        return value

    def cancel(self):
        for part in self.parts:
            part.cancel()


class Lasting(Operation):
    """A persistent operation: started again and again, and inactive in between."""

    __slots__ = ('begin', 'active')
    persistent = True

    def __init__(self, begin):
        Operation.__init__(self, None)
        self.begin = begin  # starts it and gives an operation
        self.active = None

    def start(self):
        if self.active is not None:
            raise failure('ERR_REQUEST', 'the persistent request is active: wait for it before it is started again')
        self.active = self.begin()

    def is_active(self):
        return self.active is not None

    def test(self):
        return self.active is None or self.active.test()

    def waits_for(self):
        return self.active.waits_for()

    def complete(self, status):
        if self.active is None:
            if status is not None:
                status.clear()
            return None
        return self.active.complete(status)

    def cancel(self):
        if self.active is None:
            raise failure('ERR_REQUEST', 'the persistent request is not active: it cannot be cancelled')
        self.active.cancel()


class General(Operation):
    """A generalised request: the program itself says when it has ended."""

    __slots__ = ('query', 'free', 'cancelled', 'arguments', 'event', 'value')

    def __init__(self, query, free, cancelled, args, kwargs):
        from threading import Event
        Operation.__init__(self, None)
        self.query = query
        self.free = free
        self.cancelled = cancelled
        self.arguments = args or (), kwargs or {}
        self.event = Event()
        self.value = None

    def test(self):
        return self.event.is_set()

    def waits_for(self):
        return None

    def complete(self, status):
        while not self.event.wait(0.05):
            host.world().iprobe(-1, -1, None)  # others' messages move on meanwhile
        if status is not None:
            status.clear()
        self._describe(status)
        return self.value

    def _describe(self, java):
        from mpi4py._status import Status
        status = Status()
        status._host.setSource(-1)
        _call(self.query, self.arguments, status)
        if java is not None:
            java.assign(status._host)

    def end(self):
        """Called when the request is freed."""
        _call(self.free, self.arguments)

    def cancel(self):
        _call(self.cancelled, self.arguments, self.event.is_set())


def _call(function, arguments, *first):
    if function is None:
        return
    args, kwargs = arguments
    try:
        function(*first, *args, **kwargs)
    except BaseException as error:
        show(error)
        code = error.Get_error_code() if isinstance(error, Exception) else None
        if code is None:
            raise failure('ERR_OTHER', 'a function of a generalised request has failed') from None
        raise Exception(code) from None
