"""Messages that a matched probe has taken (MPI 4.1, section 3.8.2)."""

from mpi4py._constants import ANY_SOURCE, ANY_TAG
from mpi4py._errors import failure
from mpi4py._handle import Handle, predefine, root
from mpi4py._operation import Finished
from mpi4py._request import Request, started


class _Taken:
    """What a message refers to."""

    __slots__ = ('java', 'buffers')

    def __init__(self, java, buffers):
        self.java = java
        self.buffers = buffers


@root
class Message(Handle):
    """A message that only this handle can receive."""

    __slots__ = ()

    @classmethod
    def _made(cls, java, buffers):
        if java is None:
            return None
        return cls._of(MESSAGE_NO_PROC._ob if java.isNobodys() else _Taken(java, buffers))

    @classmethod
    def Probe(cls, comm, source=ANY_SOURCE, tag=ANY_TAG, status=None):
        """Waits for a message and takes it."""
        return cls._made(*comm._matched('mprobe', source, tag, status))

    probe = Probe

    @classmethod
    def Iprobe(cls, comm, source=ANY_SOURCE, tag=ANY_TAG, status=None):
        """Takes a message if there is one now, or gives None."""
        return cls._made(*comm._matched('improbe', source, tag, status))

    iprobe = Iprobe

    def _take(self):
        taken = self._ob
        if taken is None:
            raise failure('ERR_REQUEST', 'the message is MESSAGE_NULL')
        if self is not MESSAGE_NO_PROC:
            self._ob = None
        return taken

    def Recv(self, buf, status=None):
        """Receives the message into a buffer."""
        self.Irecv(buf).Wait(status)

    def Irecv(self, buf):
        """Starts to receive the message into a buffer."""
        from mpi4py._buffers import incoming
        taken = self._take()
        if taken.java is None:
            return _nothing()
        memory, finish = incoming(taken.buffers, buf)
        return started(taken.buffers.receive(taken.java, memory), finish)

    def recv(self, status=None):
        """Receives the message and gives its object."""
        return self.irecv().wait(status)

    def irecv(self):
        """Starts to receive the message's object."""
        from mpi4py._comm import loader
        taken = self._take()
        return _nothing() if taken.java is None else started(taken.java.irecv(), loader())


class _FromNobody(Finished):
    __slots__ = ()

    def complete(self, status):
        if status is not None:
            status.clear()
            status.setSource(-2)


def _nothing():
    return Request._of(_FromNobody())


MESSAGE_NULL = predefine('MESSAGE_NULL', Message())
MESSAGE_NO_PROC = predefine('MESSAGE_NO_PROC', Message._of(_Taken(None, None)))
