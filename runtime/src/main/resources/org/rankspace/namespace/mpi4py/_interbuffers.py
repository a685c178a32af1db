"""Collectives on intercommunicators whose messages are buffers: packed, they travel as those of objects do."""

from mpi4py import _constants as C
from mpi4py._collectives import _spec
from mpi4py._op import SUM, combiner
from mpi4py._operation import Finished
from mpi4py._request import Request, lasting


def _packed(buf):
    return bytes(_spec().message(buf, False).pack())


def _store(buf, data):
    _spec().message(buf, True).unpack(data)


def _pieces(kind, buf, size):
    return [bytes(spec.pack()) for spec in getattr(_spec(), kind)(buf, size, False)]


def _spread(kind, buf, size, pieces):
    for spec, piece in zip(getattr(_spec(), kind)(buf, size, True), pieces):
        spec.unpack(piece)


class InterBuffers:
    """The collectives of an intercommunicator that move or combine buffers."""

    __slots__ = ()

    def Bcast(self, buf, root=0):
        """Gives the buffers of one group the contents of one of the other's."""
        data = self.bcast(_packed(buf) if root == C.ROOT else None, root)
        if root >= 0:
            _store(buf, data)

    def _gathered(self, sendbuf, recvbuf, root, kind):
        pieces = self.gather(_packed(sendbuf) if root >= 0 else None, root)
        if root == C.ROOT:
            _spread(kind, recvbuf, self.remote_size, pieces)

    def Gather(self, sendbuf, recvbuf, root=0):
        """Joins the buffers of one group in one of the other's."""
        self._gathered(sendbuf, recvbuf, root, 'blocks')

    def Gatherv(self, sendbuf, recvbuf, root=0):
        """Joins the buffers of one group, of any lengths, in one of the other's."""
        self._gathered(sendbuf, recvbuf, root, 'vector')

    def _scattered(self, sendbuf, recvbuf, root, kind):
        pieces = _pieces(kind, sendbuf, self.remote_size) if root == C.ROOT else None
        data = self.scatter(pieces, root)
        if root >= 0:
            _store(recvbuf, data)

    def Scatter(self, sendbuf, recvbuf, root=0):
        """Divides a buffer among the ranks of the other group."""
        self._scattered(sendbuf, recvbuf, root, 'blocks')

    def Scatterv(self, sendbuf, recvbuf, root=0):
        """Divides a buffer among the ranks of the other group, in parts of any lengths."""
        self._scattered(sendbuf, recvbuf, root, 'vector')

    def Allgather(self, sendbuf, recvbuf):
        """Joins the buffers of the other group in one of every rank's."""
        _spread('blocks', recvbuf, self.remote_size, self.allgather(_packed(sendbuf)))

    def Allgatherv(self, sendbuf, recvbuf):
        """Joins the buffers of the other group, of any lengths, in one of every rank's."""
        _spread('vector', recvbuf, self.remote_size, self.allgather(_packed(sendbuf)))

    def _exchanged(self, sendbuf, recvbuf, kind):
        size = self.remote_size
        _spread(kind, recvbuf, size, self.alltoall(_pieces(kind, sendbuf, size)))

    def Alltoall(self, sendbuf, recvbuf):
        """Sends one part of a buffer to each rank of the other group, and joins what each had for this one."""
        self._exchanged(sendbuf, recvbuf, 'blocks')

    def Alltoallv(self, sendbuf, recvbuf):
        """Does what Alltoall does, with parts of any lengths."""
        self._exchanged(sendbuf, recvbuf, 'vector')

    def Alltoallw(self, sendbuf, recvbuf):
        """Does what Alltoall does, with parts of any lengths and datatypes."""
        self._exchanged(sendbuf, recvbuf, 'vectorw')

    def Reduce(self, sendbuf, recvbuf, op=None, root=0):
        """Combines the buffers of one group item by item, for a rank of the other."""
        if root == C.ROOT:
            _store(recvbuf, self.reduce(None, SUM, root))
        elif root != C.PROC_NULL:
            spec = _spec().message(sendbuf, False)
            self.reduce(bytes(spec.pack()), combiner(op or SUM, spec.datatype), root)

    def Allreduce(self, sendbuf, recvbuf, op=None):
        """Combines the buffers of the other group item by item, at every rank."""
        spec = _spec().message(sendbuf, False)
        _store(recvbuf, self.allreduce(bytes(spec.pack()), combiner(op or SUM, spec.datatype)))

    def Reduce_scatter_block(self, sendbuf, recvbuf, op=None):
        """Combines the buffers of the other group and divides the result evenly among this one's ranks."""
        self.Reduce_scatter(sendbuf, recvbuf, None, op)

    def Reduce_scatter(self, sendbuf, recvbuf, recvcounts=None, op=None):
        """Combines the buffers of the other group and divides the result among this one's ranks."""
        core = self._check()
        sent, received = _spec().message(sendbuf, False), _spec().message(recvbuf, True)
        combined = self.allreduce(bytes(sent.pack()), combiner(op or SUM, sent.datatype))
        counts = [*recvcounts] if recvcounts else core.local.objects.allgather(received.count)
        size = sent.datatype.size
        first = sum(counts[:core.rank]) * size
        received.unpack(combined[first:first + counts[core.rank] * size])


def _later(verb, doc):
    """The non-blocking form: the exchange is done at once."""
    def start(self, *arguments, **named):
        getattr(self, verb)(*arguments, **named)
        return Request._of(Finished())

    start.__name__ = start.__qualname__ = 'I' + verb.lower()
    start.__doc__ = doc
    return start


def _again(verb, doc):
    """The persistent form."""
    def init(self, *arguments, info=None, **named):
        return lasting(lambda: getattr(self, 'I' + verb.lower())(*arguments, **named))

    init.__name__ = init.__qualname__ = verb + '_init'
    init.__doc__ = doc
    return init


for _verb in ('Barrier Bcast Gather Gatherv Scatter Scatterv Allgather Allgatherv Alltoall Alltoallv Alltoallw'
              ' Reduce Allreduce Reduce_scatter_block Reduce_scatter').split():
    setattr(InterBuffers, 'I' + _verb.lower(), _later(_verb, f'Starts a {_verb}; the exchange is done at once.'))
    setattr(InterBuffers, _verb + '_init', _again(_verb, f'Gives a persistent request for {_verb}.'))
