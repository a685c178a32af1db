"""Buffered sends (MPI 4.1, section 3.6): they never wait, within the memory that the program has attached.

The messages are kept by the runtime itself; what is attached only says how much may be under way.
"""

from mpi4py._constants import BSEND_OVERHEAD
from mpi4py._errors import failure

_attached = None  # for communicators that have none of their own


class Room:
    """What is attached, and what is under way in it."""

    def __init__(self, buf, size):
        self.buf = buf
        self.size = size  # bytes, or None for as much as it takes
        self.under_way = []  # (Java request, bytes)

    def keep(self, java, length):
        """Notes a send."""
        self.under_way.append((java, length))

    def used(self):
        """The bytes under way."""
        self.under_way = [(java, length) for java, length in self.under_way if not java.test()]
        return sum(length + BSEND_OVERHEAD for _, length in self.under_way)

    def flush(self):
        """Waits until nothing is under way."""
        for java, _ in self.under_way:
            java.complete(None)
        self.under_way = []


def room(core, length):
    """Where a buffered send of this many bytes finds room."""
    found = core.bsend or _attached
    if found is None:
        core.fail('MPI_ERR_BUFFER', 'a buffered send needs an attached buffer: call Attach_buffer first')
    if found.size is not None and found.used() + length + BSEND_OVERHEAD > found.size:
        core.fail(
            'MPI_ERR_BUFFER',
            f'the attached buffer is too small: attached={found.size}, message={length},'
            f' in use={found.used()}; each message takes BSEND_OVERHEAD={BSEND_OVERHEAD} more')
    return found


def _room_for(buf):
    from mpi4py._memory import BUFFER_AUTOMATIC, buffer
    if buf is None or buf is BUFFER_AUTOMATIC:
        return Room(BUFFER_AUTOMATIC, None)
    if isinstance(buf, buffer) and buf.readonly:
        raise BufferError('the buffer cannot be written')
    memory = buf if isinstance(buf, buffer) else buffer.frombuffer(buf)
    return Room(memory, memory.nbytes)


class Attaching:
    """The methods of a communicator for buffered sends."""

    __slots__ = ()

    def Attach_buffer(self, buf):
        """Attaches memory for buffered sends on this communicator."""
        core = self._check()
        if core.bsend is not None:
            core.fail('MPI_ERR_BUFFER', 'a buffer is attached already: call Detach_buffer first')
        core.bsend = _room_for(buf)

    def Detach_buffer(self):
        """Waits for the buffered sends on this communicator, and gives what was attached."""
        core = self._check()
        if core.bsend is None:
            core.fail('MPI_ERR_BUFFER', 'no buffer is attached to the communicator')
        core.bsend.flush()
        buf, core.bsend = core.bsend.buf, None
        return buf

    def Flush_buffer(self):
        """Waits for the buffered sends on this communicator."""
        core = self._check()
        if core.bsend is not None:
            core.bsend.flush()

    def Iflush_buffer(self):
        """Starts a Flush_buffer."""
        return _flushed(self.Flush_buffer)


def _flushed(flush):
    from mpi4py._operation import Finished
    from mpi4py._request import Request
    flush()
    return Request._of(Finished())


def Attach_buffer(buf):
    """Attaches memory for buffered sends on communicators that have none of their own."""
    global _attached
    if _attached is not None:
        raise failure('ERR_BUFFER', 'a buffer is attached already: call Detach_buffer first')
    _attached = _room_for(buf)


def Detach_buffer():
    """Waits for the buffered sends, and gives what was attached."""
    global _attached
    if _attached is None:
        raise failure('ERR_BUFFER', 'no buffer is attached')
    Flush_buffer()
    buf, _attached = _attached.buf, None
    return buf


def Flush_buffer():
    """Waits for the buffered sends."""
    if _attached is not None:
        _attached.flush()


def Iflush_buffer():
    """Starts a Flush_buffer."""
    return _flushed(Flush_buffer)
