"""Collectives whose messages are buffers: arguments become what Java takes, and what it gives is stored.

Each verb has a blocking form, a non-blocking one (I...) and a persistent one (..._init).
"""

from array import array

from mpi4py._constant_types import InPlaceType
from mpi4py._buffers import _NOTHING, _READABLE, _WRITABLE, in_java, incoming, outgoing
from mpi4py._request import lasting, started

_module = None


def _spec():
    """The module _spec, loaded at the first call."""
    global _module
    if _module is None:
        from mpi4py import _spec as _module
    return _module


def in_place(buf):
    """Whether a buffer argument stands for the other one; so does None."""
    return buf is None or type(buf) is InPlaceType


_NONE = (None, -1, 0)
_NO_BLOCKS = (None, None, None)


def one_sent(buffers, buf):
    """A buffer to send as (object, count, first); in place is no buffer."""
    return _NONE if in_place(buf) else (outgoing(buffers, buf), -1, 0)


def one_received(buffers, buf):
    """A buffer to receive into, and what is to be done after that."""
    if in_place(buf):
        return _NONE, None
    memory, finish = incoming(buffers, buf)
    return (memory, -1, 0), finish and (lambda value, status: finish(value, _Whole(memory)))


class _Whole:
    """The status of a buffer that was filled."""

    def __init__(self, memory):
        self._length = len(memory)

    def length(self):
        return self._length


def many_sent(buffers, specs, even):
    """Blocks to send, one for each rank, as (object, counts, firsts)."""
    joined = _joined(buffers, specs, even)
    if joined is not None:
        return joined
    packed = [bytes(spec.pack()) for spec in specs]
    return b''.join(packed), _counts(packed, even), 0 if even else None


def many_received(buffers, specs, even):
    """Blocks to receive, and what is to be done after that."""
    joined = _joined(buffers, specs, even)
    if joined is not None:
        return joined, None
    lengths = [spec.packed for spec in specs]
    packed = bytearray(sum(lengths))

    def finish(value, status):
        first = 0
        for spec, length in zip(specs, lengths):
            spec.unpack(memoryview(packed)[first:first + length])
            first += length

    return (packed, lengths[0] if even else lengths, 0 if even else None), finish


def _counts(packed, even):
    return len(packed[0]) if even else [len(data) for data in packed]


def _joined(buffers, specs, even):
    """Blocks that lie in one memory as they are, or None."""
    filled = [spec for spec in specs if spec.nbytes or not spec.direct]
    if not filled:
        return _NOTHING, 0 if even else [0] * len(specs), 0 if even else None
    memory = filled[0].memory
    for spec in filled:
        if not spec.direct or spec.memory is not memory:
            return None
    end = max([spec.offset + spec.nbytes for spec in filled])
    whole = buffers.memory(memory, 0, end, 1, None)
    if even:
        return whole, filled[0].nbytes, filled[0].offset
    return (whole, [spec.nbytes for spec in specs],
            [spec.offset if spec.nbytes else 0 for spec in specs])


def blocks_sent(buffers, buf, size, kind):
    """What many_sent gives for a buffer argument; kind is 'blocks', 'vector' or 'vectorw'."""
    if in_place(buf):
        return _NO_BLOCKS
    if kind == 'blocks' and type(buf) in _READABLE:
        return buf, -1, 0
    return many_sent(buffers, getattr(_spec(), kind)(buf, size, False), kind == 'blocks')


def blocks_received(buffers, buf, size, kind):
    """What many_received gives for a buffer argument."""
    if kind == 'blocks' and type(buf) in _WRITABLE:
        return (buf, -1, 0), None
    return many_received(buffers, getattr(_spec(), kind)(buf, size, True), kind == 'blocks')


def _are_flat(sendbuf, recvbuf):
    """Whether both go to Java as they are, None for no buffer; that short way is what soon gets compiled."""
    return (sendbuf is None or type(sendbuf) in _READABLE) and (recvbuf is None or type(recvbuf) in _WRITABLE)


def wait(buffers, verb, arguments, finish):
    """Runs one of Java's verbs to its end."""
    getattr(buffers, verb)(*arguments)
    if finish is not None:
        finish(None, None)


def start(buffers, verb, arguments, finish):
    """Starts one of Java's verbs; gives a request."""
    return started(getattr(buffers, 'i' + verb)(*arguments), finish)


class BufferCollectives:
    """The collectives of an intracommunicator that move buffers."""

    __slots__ = ()

    def _bcast(self, run, buf, root):
        core = self._check()
        if core.rank == root:
            return run(core.buffers, 'bcast', (outgoing(core.buffers, buf), -1, 0, root), None)
        memory, finish = one_received(core.buffers, buf)
        return run(core.buffers, 'bcast', (*memory, root), finish)

    def _gather(self, run, sendbuf, recvbuf, root, kind):
        core = self._check()
        sent = one_sent(core.buffers, sendbuf)
        if core.rank != root:
            return run(core.buffers, 'gather', (*sent, *_NO_BLOCKS, root), None)
        received, finish = blocks_received(core.buffers, recvbuf, core.size, kind)
        if finish is not None and sent is _NONE:
            received[0][:] = many_sent(core.buffers, _own(recvbuf, core, kind), False)[0]
        return run(core.buffers, 'gather', (*sent, *received, root), finish)

    def _scatter(self, run, sendbuf, recvbuf, root, kind):
        core = self._check()
        received, finish = one_received(core.buffers, recvbuf)
        sent = _NO_BLOCKS
        if core.rank == root:
            sent = blocks_sent(core.buffers, sendbuf, core.size, kind)
        return run(core.buffers, 'scatter', (*sent, *received, root), finish)

    def _allgather(self, run, sendbuf, recvbuf, kind):
        core = self._check()
        sent = one_sent(core.buffers, sendbuf)
        received, finish = blocks_received(core.buffers, recvbuf, core.size, kind)
        if finish is not None and sent is _NONE:
            received[0][:] = many_sent(core.buffers, _own(recvbuf, core, kind), False)[0]
        return run(core.buffers, 'allgather', (*sent, *received), finish)

    def _alltoall(self, run, sendbuf, recvbuf, kind):
        core = self._check()
        received, finish = blocks_received(core.buffers, recvbuf, core.size, kind)
        if finish is not None and in_place(sendbuf):
            sent = many_sent(core.buffers, _own(recvbuf, core, kind), kind == 'blocks')
        else:
            sent = blocks_sent(core.buffers, sendbuf, core.size, kind)
        return run(core.buffers, 'alltoall', (*sent, *received), finish)

    def Bcast(self, buf, root=0):
        """Gives every rank's buffer the root's contents."""
        if type(buf) in _WRITABLE:
            self._check().buffers.bcast(buf, -1, 0, root)
        else:
            self._bcast(wait, buf, root)

    def Ibcast(self, buf, root=0):
        """Starts a Bcast."""
        return self._bcast(start, buf, root)

    def Bcast_init(self, buf, root=0, info=None):
        """Gives a persistent request for Bcast."""
        return lasting(lambda: self.Ibcast(buf, root))

    def Gather(self, sendbuf, recvbuf, root=0):
        """Joins the ranks' buffers in one of the root's."""
        core = self._check()
        into = recvbuf if core.rank == root else None
        if _are_flat(sendbuf, into):
            core.buffers.gather(sendbuf, -1, 0, into, -1, 0, root)
        else:
            self._gather(wait, sendbuf, recvbuf, root, 'blocks')

    def Igather(self, sendbuf, recvbuf, root=0):
        """Starts a Gather."""
        return self._gather(start, sendbuf, recvbuf, root, 'blocks')

    def Gather_init(self, sendbuf, recvbuf, root=0, info=None):
        """Gives a persistent request for Gather."""
        return lasting(lambda: self.Igather(sendbuf, recvbuf, root))

    def Gatherv(self, sendbuf, recvbuf, root=0):
        """Joins the ranks' buffers, of any lengths, in one of the root's."""
        self._gather(wait, sendbuf, recvbuf, root, 'vector')

    def Igatherv(self, sendbuf, recvbuf, root=0):
        """Starts a Gatherv."""
        return self._gather(start, sendbuf, recvbuf, root, 'vector')

    def Gatherv_init(self, sendbuf, recvbuf, root=0, info=None):
        """Gives a persistent request for Gatherv."""
        return lasting(lambda: self.Igatherv(sendbuf, recvbuf, root))

    def Scatter(self, sendbuf, recvbuf, root=0):
        """Divides a buffer of the root's among the ranks."""
        core = self._check()
        parts = sendbuf if core.rank == root else None
        if _are_flat(parts, recvbuf):
            core.buffers.scatter(parts, -1, 0, recvbuf, -1, 0, root)
        else:
            self._scatter(wait, sendbuf, recvbuf, root, 'blocks')

    def Iscatter(self, sendbuf, recvbuf, root=0):
        """Starts a Scatter."""
        return self._scatter(start, sendbuf, recvbuf, root, 'blocks')

    def Scatter_init(self, sendbuf, recvbuf, root=0, info=None):
        """Gives a persistent request for Scatter."""
        return lasting(lambda: self.Iscatter(sendbuf, recvbuf, root))

    def Scatterv(self, sendbuf, recvbuf, root=0):
        """Divides a buffer of the root's among the ranks, in parts of any lengths."""
        self._scatter(wait, sendbuf, recvbuf, root, 'vector')

    def Iscatterv(self, sendbuf, recvbuf, root=0):
        """Starts a Scatterv."""
        return self._scatter(start, sendbuf, recvbuf, root, 'vector')

    def Scatterv_init(self, sendbuf, recvbuf, root=0, info=None):
        """Gives a persistent request for Scatterv."""
        return lasting(lambda: self.Iscatterv(sendbuf, recvbuf, root))

    def Allgather(self, sendbuf, recvbuf):
        """Joins the ranks' buffers in one of every rank's."""
        if _are_flat(sendbuf, recvbuf):
            self._check().buffers.allgather(sendbuf, -1, 0, recvbuf, -1, 0)
        else:
            self._allgather(wait, sendbuf, recvbuf, 'blocks')

    def Iallgather(self, sendbuf, recvbuf):
        """Starts an Allgather."""
        return self._allgather(start, sendbuf, recvbuf, 'blocks')

    def Allgather_init(self, sendbuf, recvbuf, info=None):
        """Gives a persistent request for Allgather."""
        return lasting(lambda: self.Iallgather(sendbuf, recvbuf))

    def Allgatherv(self, sendbuf, recvbuf):
        """Joins the ranks' buffers, of any lengths, in one of every rank's."""
        self._allgather(wait, sendbuf, recvbuf, 'vector')

    def Iallgatherv(self, sendbuf, recvbuf):
        """Starts an Allgatherv."""
        return self._allgather(start, sendbuf, recvbuf, 'vector')

    def Allgatherv_init(self, sendbuf, recvbuf, info=None):
        """Gives a persistent request for Allgatherv."""
        return lasting(lambda: self.Iallgatherv(sendbuf, recvbuf))

    def Alltoall(self, sendbuf, recvbuf):
        """Sends one part of a buffer to each rank, and joins what each had for this one."""
        if _are_flat(sendbuf, recvbuf):
            self._check().buffers.alltoall(sendbuf, -1, 0, recvbuf, -1, 0)
        else:
            self._alltoall(wait, sendbuf, recvbuf, 'blocks')

    def Ialltoall(self, sendbuf, recvbuf):
        """Starts an Alltoall."""
        return self._alltoall(start, sendbuf, recvbuf, 'blocks')

    def Alltoall_init(self, sendbuf, recvbuf, info=None):
        """Gives a persistent request for Alltoall."""
        return lasting(lambda: self.Ialltoall(sendbuf, recvbuf))

    def Alltoallv(self, sendbuf, recvbuf):
        """Does what Alltoall does, with parts of any lengths."""
        self._alltoall(wait, sendbuf, recvbuf, 'vector')

    def Ialltoallv(self, sendbuf, recvbuf):
        """Starts an Alltoallv."""
        return self._alltoall(start, sendbuf, recvbuf, 'vector')

    def Alltoallv_init(self, sendbuf, recvbuf, info=None):
        """Gives a persistent request for Alltoallv."""
        return lasting(lambda: self.Ialltoallv(sendbuf, recvbuf))

    def Alltoallw(self, sendbuf, recvbuf):
        """Does what Alltoall does, with parts of any lengths and datatypes."""
        self._alltoall(wait, sendbuf, recvbuf, 'vectorw')

    def Ialltoallw(self, sendbuf, recvbuf):
        """Starts an Alltoallw."""
        return self._alltoall(start, sendbuf, recvbuf, 'vectorw')

    def Alltoallw_init(self, sendbuf, recvbuf, info=None):
        """Gives a persistent request for Alltoallw."""
        return lasting(lambda: self.Ialltoallw(sendbuf, recvbuf))

    def Ibarrier(self):
        """Starts a Barrier."""
        return started(self._check().objects.ibarrier())

    def Barrier_init(self, info=None):
        """Gives a persistent request for Barrier."""
        return lasting(self.Ibarrier)


def _own(recvbuf, core, kind):
    """The blocks of a buffer in which something is sent in place."""
    return getattr(_spec(), kind)(recvbuf, core.size, False)
