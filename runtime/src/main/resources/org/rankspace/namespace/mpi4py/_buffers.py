"""Messages that are memory: from and to buffers, in all modes of MPI."""

from array import array

from mpi4py import _constants as C
from mpi4py._bsend import Attaching, room
from mpi4py._operation import Finished, Finishing, Several
from mpi4py._request import Request, lasting, started
from mpi4py._status import java

# What goes to Java as it is: all of it, and nothing is asked about its items.
_READABLE = frozenset((bytes, bytearray, array))
_WRITABLE = frozenset((bytearray, array))
_NOTHING = bytearray()


def message(buf, writable):
    """What a buffer argument says; see _spec."""
    global message
    from mpi4py._spec import message
    return message(buf, writable)


def in_java(buffers, spec):
    """A spec in one piece, as Java takes it in place of an object."""
    if not spec.nbytes:
        return _NOTHING
    return buffers.memory(spec.memory, spec.offset, spec.nbytes, 1, None)


def outgoing(buffers, buf, dest=0):
    """What is to be sent, as Java takes it; to nobody, nothing."""
    if dest == C.PROC_NULL:
        return _NOTHING
    if type(buf) in _READABLE:
        return buf
    spec = message(buf, False)
    return in_java(buffers, spec) if spec.direct else spec.pack()


def incoming(buffers, buf, source=0):
    """Where to receive to, as Java takes it, and what is to be done after that."""
    if source == C.PROC_NULL:
        return bytearray(), None
    if type(buf) in _WRITABLE:
        return buf, None
    spec = message(buf, True)
    if spec.direct:
        return in_java(buffers, spec), None
    packed = bytearray(spec.packed)
    return packed, lambda value, status: spec.unpack(memoryview(packed)[:status.length()])


class BufferMessages(Attaching):
    """The methods of a communicator that send and receive buffers between two ranks."""

    __slots__ = ()

    def Send(self, buf, dest, tag=0):
        """Sends a buffer; returns when it may be changed."""
        if type(buf) not in _READABLE:
            buf = outgoing(self._check().buffers, buf, dest)
        self._Send(buf, -1, 0, dest, tag)

    def Recv(self, buf, source=C.ANY_SOURCE, tag=C.ANY_TAG, status=None):
        """Waits for a message and puts it into a buffer."""
        if status is None and type(buf) in _WRITABLE:
            self._Recv(buf, -1, 0, source, tag)
            return
        buffers = self._check().buffers
        memory, finish = incoming(buffers, buf, source)
        if finish is None:
            buffers.recvWithStatus(memory, -1, 0, source, tag, _cleared(status))
        else:
            Finishing(buffers.irecv(memory, -1, 0, source, tag), finish).complete(java(status))

    def Ssend(self, buf, dest, tag=0):
        """Sends a buffer; returns when it is being received."""
        buffers = self._check().buffers
        buffers.ssend(outgoing(buffers, buf, dest), -1, 0, dest, tag)

    def Rsend(self, buf, dest, tag=0):
        """Sends a buffer that is awaited already."""
        self.Send(buf, dest, tag)

    def Bsend(self, buf, dest, tag=0):
        """Sends a buffer without waiting; needs an attached buffer."""
        core = self._check()
        copy = b'' if dest == C.PROC_NULL else bytes(memoryview(message(buf, False).pack()))
        free = room(core, len(copy))
        free.keep(core.buffers.isend(copy, -1, 0, dest, tag), len(copy))

    def Isend(self, buf, dest, tag=0):
        """Starts to send a buffer, which must not change until that is done."""
        buffers = self._check().buffers
        if type(buf) not in _READABLE:
            buf = outgoing(buffers, buf, dest)
        return started(buffers.isend(buf, -1, 0, dest, tag))

    def Irecv(self, buf, source=C.ANY_SOURCE, tag=C.ANY_TAG):
        """Starts to receive into a buffer, which must not be used until that is done."""
        buffers = self._check().buffers
        if type(buf) in _WRITABLE:
            return started(buffers.irecv(buf, -1, 0, source, tag))
        memory, finish = incoming(buffers, buf, source)
        return started(buffers.irecv(memory, -1, 0, source, tag), finish)

    def Issend(self, buf, dest, tag=0):
        """Starts an Ssend."""
        buffers = self._check().buffers
        return started(buffers.issend(outgoing(buffers, buf, dest), -1, 0, dest, tag))

    def Irsend(self, buf, dest, tag=0):
        """Starts an Rsend."""
        return self.Isend(buf, dest, tag)

    def Ibsend(self, buf, dest, tag=0):
        """Starts a Bsend."""
        self.Bsend(buf, dest, tag)
        return Request._of(Finished())

    def Sendrecv(self, sendbuf, dest, sendtag=0, recvbuf=None, source=C.ANY_SOURCE, recvtag=C.ANY_TAG,
                 status=None):
        """Sends a buffer and receives into another at once."""
        self.Isendrecv(sendbuf, dest, sendtag, recvbuf, source, recvtag).Wait(status)

    def Isendrecv(self, sendbuf, dest, sendtag=0, recvbuf=None, source=C.ANY_SOURCE, recvtag=C.ANY_TAG):
        """Starts a Sendrecv."""
        buffers = self._check().buffers
        sent = outgoing(buffers, sendbuf, dest)  # first: nothing is received where this fails
        receiving = self.Irecv(recvbuf, source, recvtag)
        sending = started(buffers.isend(sent, -1, 0, dest, sendtag))
        return Request._of(Several([sending._ob, receiving._ob]))

    def Sendrecv_replace(self, buf, dest, sendtag=0, source=C.ANY_SOURCE, recvtag=C.ANY_TAG, status=None):
        """Sends a buffer and receives into the same."""
        self.Isendrecv_replace(buf, dest, sendtag, source, recvtag).Wait(status)

    def Isendrecv_replace(self, buf, dest, sendtag=0, source=C.ANY_SOURCE, recvtag=C.ANY_TAG):
        """Starts a Sendrecv_replace."""
        nobody = dest == C.PROC_NULL and source == C.PROC_NULL
        copy = b'' if nobody else bytes(memoryview(message(buf, True).pack()))
        return self.Isendrecv(copy, dest, sendtag, buf, source, recvtag)

    # Persistent.

    def Send_init(self, buf, dest, tag=0):
        """Gives a persistent request for Send."""
        self._check()
        return lasting(lambda: self.Isend(buf, dest, tag))

    def Bsend_init(self, buf, dest, tag=0):
        """Gives a persistent request for Bsend."""
        self._check()
        return lasting(lambda: self.Ibsend(buf, dest, tag))

    def Ssend_init(self, buf, dest, tag=0):
        """Gives a persistent request for Ssend."""
        self._check()
        return lasting(lambda: self.Issend(buf, dest, tag))

    def Rsend_init(self, buf, dest, tag=0):
        """Gives a persistent request for Rsend."""
        self._check()
        return lasting(lambda: self.Irsend(buf, dest, tag))

    def Recv_init(self, buf, source=C.ANY_SOURCE, tag=C.ANY_TAG):
        """Gives a persistent request for Recv."""
        self._check()
        return lasting(lambda: self.Irecv(buf, source, tag))

    def Psend_init(self, buf, partitions, dest, tag=0, info=None):
        """Is not supported."""
        raise NotImplementedError('Partitioned communication is not supported yet.')

    def Precv_init(self, buf, partitions, source=C.ANY_SOURCE, tag=C.ANY_TAG, info=None):
        """Is not supported."""
        raise NotImplementedError('Partitioned communication is not supported yet.')


def _cleared(status):
    if status is None:
        return None
    filled = java(status)
    filled.clear()
    return filled
