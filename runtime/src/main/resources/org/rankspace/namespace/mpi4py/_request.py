"""Requests: handles of operations that were started (MPI 4.1, sections 3.7 and 3.9)."""

from mpi4py._constants import UNDEFINED
from mpi4py._core import host
from mpi4py._errors import failure
from mpi4py._handle import Handle, predefine, root
from mpi4py._operation import Finishing, General, Lasting, Operation
from mpi4py._status import Status, java

_new = object.__new__


@root
class Request(Handle):
    """An operation that was started: wait for it, or test whether it has ended."""

    __slots__ = ('_java', '_operation')
    _kinds = Operation

    @property
    def _ob(self):
        # Of most requests only Java's is ever needed.
        if self._java is not None and self._operation is None:
            self._operation = Operation(self._java)
        return self._operation

    @_ob.setter
    def _ob(self, operation):
        self._java = None
        self._operation = operation

    def __new__(cls, request=None):
        self = Handle.__new__(cls, request)
        if self._ob is not None and not isinstance(self._ob, cls._kinds):
            raise TypeError(f'the request is no {cls.__name__}')
        return self

    def _complete(self, status):
        plain = self._java
        if plain is None:
            return self._complete_other(self._operation, status)
        if status is not None:
            status.clear()
        try:
            return plain.complete(status)
        finally:
            self._java = self._operation = None

    def _complete_other(self, operation, status):
        if operation is None:
            if status is not None:
                status.clear()
            return None
        try:
            return operation.complete(status)
        finally:
            self._end()

    def _end(self):
        """Waiting has ended: a persistent request becomes inactive, any other null."""
        operation = self._ob
        if operation.persistent:
            operation.active = None
        else:
            self._ob = None
            if isinstance(operation, General):
                operation.end()

    def _test(self):
        return self._ob is None or self._ob.test()

    def Wait(self, status=None):
        """Waits for the end; gives True."""
        self._complete(java(status))
        return True

    def wait(self, status=None):
        """Waits for the end and gives the object that was received."""
        return self._complete(java(status))

    def Test(self, status=None):
        """Whether the end has come; then it counts as waited for."""
        if not self._test():
            return False
        self._complete(java(status))
        return True

    def test(self, status=None):
        """Gives whether the end has come, and the object that was received."""
        if not self._test():
            return False, None
        return True, self._complete(java(status))

    def Get_status(self, status=None):
        """Whether the end has come; the request stays as it is."""
        if not self._test():
            return False
        if status is not None:
            if self._ob is None:
                java(status).clear()
            else:
                self._ob.complete(java(status))
        return True

    get_status = Get_status

    def Cancel(self):
        """Takes a receive back if no message has matched it."""
        self._needed().cancel()

    cancel = Cancel

    def Free(self):
        """Gives the request up; the operation goes on to its end."""
        operation = self._needed()
        self._forget()
        if isinstance(operation, General):
            operation.end()

    def _needed(self):
        if self._ob is None:
            raise failure('ERR_REQUEST', 'the request is REQUEST_NULL')
        return self._ob

    # Several at once.

    @classmethod
    def Waitany(cls, requests, status=None):
        """Waits until one has ended; gives its index, or UNDEFINED if there is none to wait for."""
        return cls.waitany(requests, status)[0]

    @classmethod
    def waitany(cls, requests, status=None):
        """Waits until one has ended; gives its index and the object that was received."""
        index = _await_any(requests)
        if index == UNDEFINED:
            _clear(status)
            return UNDEFINED, None
        return index, requests[index]._complete(java(status))

    @classmethod
    def Testany(cls, requests, status=None):
        """Gives the index of one that has ended, or UNDEFINED, and whether there is one."""
        return cls.testany(requests, status)[:2]

    @classmethod
    def testany(cls, requests, status=None):
        """Gives what Testany gives, and the object that was received."""
        index, flag = cls.Get_status_any(requests, status)
        if index == UNDEFINED:
            return index, flag, None
        return index, True, requests[index]._complete(java(status))

    @classmethod
    def Get_status_any(cls, requests, status=None):
        """Gives what Testany gives; the requests stay as they are."""
        active = _active(requests)
        for index, operation in active:
            if operation.test():
                if status is not None:
                    operation.complete(java(status))
                return index, True
        if not active:
            _clear(status)
        return UNDEFINED, not active

    get_status_any = Get_status_any

    @classmethod
    def Waitall(cls, requests, statuses=None):
        """Waits until all have ended; gives True."""
        cls.waitall(requests, statuses)
        return True

    @classmethod
    def waitall(cls, requests, statuses=None):
        """Waits until all have ended; gives the objects that were received."""
        filled = _filled(requests, statuses)
        return [request._complete(java(status)) for request, status in zip(requests, filled)]

    @classmethod
    def Testall(cls, requests, statuses=None):
        """Whether all have ended; then they count as waited for."""
        return cls.testall(requests, statuses)[0]

    @classmethod
    def testall(cls, requests, statuses=None):
        """Gives whether all have ended, and the objects that were received."""
        if not all([request._test() for request in requests]):
            return False, None
        return True, cls.waitall(requests, statuses)

    @classmethod
    def Get_status_all(cls, requests, statuses=None):
        """Whether all have ended; the requests stay as they are."""
        if not all([request._test() for request in requests]):
            return False
        for request, status in zip(requests, _filled(requests, statuses)):
            request.Get_status(status)
        return True

    get_status_all = Get_status_all

    @classmethod
    def Waitsome(cls, requests, statuses=None):
        """Waits until some have ended; gives their indices, or None if there is none to wait for."""
        return cls.waitsome(requests, statuses)[0]

    @classmethod
    def waitsome(cls, requests, statuses=None):
        """Waits until some have ended; gives their indices and the objects that were received."""
        _await_any(requests)
        return cls.testsome(requests, statuses)

    @classmethod
    def Testsome(cls, requests, statuses=None):
        """Gives the indices of those that have ended, or None if there is none to wait for."""
        return cls.testsome(requests, statuses)[0]

    @classmethod
    def testsome(cls, requests, statuses=None):
        """Gives what Testsome gives, and the objects that were received."""
        indices = cls.Get_status_some(requests)
        if indices is None:
            return None, None
        return indices, cls.waitall([requests[index] for index in indices], statuses)

    @classmethod
    def Get_status_some(cls, requests, statuses=None):
        """Gives what Testsome gives; the requests stay as they are."""
        active = _active(requests)
        if not active:
            return None
        indices = [index for index, operation in active if operation.test()]
        if statuses is not None:
            ended = [requests[index] for index in indices]
            for request, status in zip(ended, _filled(ended, statuses)):
                request.Get_status(status)
        return indices

    get_status_some = Get_status_some


class Prequest(Request):
    """A persistent request: what it stands for can be started again and again."""

    __slots__ = ()
    _kinds = Lasting

    def Start(self):
        """Starts the operation."""
        self._needed().start()

    @classmethod
    def Startall(cls, requests):
        """Starts the operations of all of them."""
        for request in requests:
            request.Start()

    def Pready(self, partition):
        """Is not supported."""
        raise NotImplementedError('Partitioned communication is not supported yet.')

    def Pready_range(self, partition_low, partition_high):
        """Is not supported."""
        raise NotImplementedError('Partitioned communication is not supported yet.')

    def Pready_list(self, partitions):
        """Is not supported."""
        raise NotImplementedError('Partitioned communication is not supported yet.')

    def Parrived(self, partition):
        """Is not supported."""
        raise NotImplementedError('Partitioned communication is not supported yet.')


class Grequest(Request):
    """A generalised request: the program says when it has ended, and what its status is."""

    __slots__ = ()
    _kinds = General

    @classmethod
    def Start(cls, query_fn=None, free_fn=None, cancel_fn=None, args=None, kwargs=None):
        """Makes a request; the functions are asked for its status, and told of its end and of a cancel."""
        return Grequest._of(General(query_fn, free_fn, cancel_fn, args, kwargs))

    def Complete(self):
        """Says that the request has ended."""
        self.complete()

    def complete(self, obj=None):
        """Says that the request has ended, with an object for who waits for it."""
        operation = self._needed()
        operation.value = obj
        operation.event.set()


def _active(requests):
    return [(index, request._ob) for index, request in enumerate(requests)
            if request._ob is not None and request._ob.is_active()]


def _await_any(requests):
    active = _active(requests)
    if not active:
        return UNDEFINED
    while True:
        waiting = []
        for index, operation in active:
            if operation.test():
                return index
            waiting.append(operation.waits_for())
        if None in waiting:
            import time
            time.sleep(0.001)  # a generalised request: only the program knows when it ends
        else:
            host.awaitAny(waiting)


def _filled(requests, statuses):
    """A status or None for each request; a list that is too short is made longer."""
    if statuses is None:
        return [None] * len(requests)
    if isinstance(statuses, list):
        statuses += [Status() for _ in range(len(requests) - len(statuses))]
    return [*statuses] + [None] * (len(requests) - len(statuses))


def _clear(status):
    if status is not None:
        java(status).clear()


def started(java_request, finish=None):
    """A request for something that Java has started."""
    if finish is not None:
        return Request._of(Finishing(java_request, finish))
    request = _new(Request)
    request._java = java_request
    request._operation = None
    return request


def lasting(begin):
    """A persistent request; begin() starts the operation and gives a request."""
    return Prequest._of(Lasting(lambda: begin()._ob))


REQUEST_NULL = predefine('REQUEST_NULL', Request())
