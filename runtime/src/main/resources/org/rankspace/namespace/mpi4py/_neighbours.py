"""Collectives among the neighbours of a topology (MPI 4.1, section 8.6): each exchange is a message.

A sequence number in the tag keeps one call's messages from the next one's; where a pair of ranks has several
edges their order decides.
"""

from mpi4py import _constants as C
from mpi4py._collectives import _spec
from mpi4py._operation import Operation, Several
from mpi4py._request import Request, lasting


class NeighbourCollectives:
    """The collectives of a communicator with a topology."""

    __slots__ = ()

    def _exchange(self, pieces, spread):
        """Starts to send one object along each outgoing edge; spread gets those of the incoming ones."""
        core = self._check()
        sources, destinations = self._neighbours()
        talk = core.neighbourly()
        order = _opposite if core.topology.kind == C.CART else _same
        receiving = [Operation(talk.irecv(rank, order(edge))) for edge, rank in enumerate(sources)]
        sending = [Operation(talk.isend(piece, rank, edge if order is _opposite else 0))
                   for edge, (rank, piece) in enumerate(zip(destinations, pieces))]
        return Request._of(_Exchange(sending, receiving, spread))

    def neighbor_allgather(self, sendobj):
        """Sends an object along each outgoing edge, and gives the list of those of the incoming ones."""
        return self._exchange([sendobj] * self.outdegree, _as_list).wait()

    def neighbor_alltoall(self, sendobj):
        """Sends one object along each outgoing edge, and gives the list of those of the incoming ones."""
        objects = [*sendobj]
        if len(objects) != self.outdegree:
            raise ValueError(f'there must be one object for each edge: objects={len(objects)}, edges={self.outdegree}')
        return self._exchange(objects, _as_list).wait()

    def _gathering(self, sendbuf, recvbuf, kind):
        into = getattr(_spec(), kind)(recvbuf, self.indegree, True)
        data = bytes(_spec().message(sendbuf, False).pack())
        return self._exchange([data] * self.outdegree, _into(into))

    def _exchanging(self, sendbuf, recvbuf, kind):
        into = getattr(_spec(), kind)(recvbuf, self.indegree, True)
        pieces = [bytes(spec.pack()) for spec in getattr(_spec(), kind)(sendbuf, self.outdegree, False)]
        return self._exchange(pieces, _into(into))

    def Neighbor_allgather(self, sendbuf, recvbuf):
        """Sends a buffer along each outgoing edge, and joins those of the incoming ones."""
        self.Ineighbor_allgather(sendbuf, recvbuf).Wait()

    def Ineighbor_allgather(self, sendbuf, recvbuf):
        """Starts a Neighbor_allgather."""
        return self._gathering(sendbuf, recvbuf, 'blocks')

    def Neighbor_allgather_init(self, sendbuf, recvbuf, info=None):
        """Gives a persistent request for Neighbor_allgather."""
        return lasting(lambda: self.Ineighbor_allgather(sendbuf, recvbuf))

    def Neighbor_allgatherv(self, sendbuf, recvbuf):
        """Does what Neighbor_allgather does, with buffers of any lengths."""
        self.Ineighbor_allgatherv(sendbuf, recvbuf).Wait()

    def Ineighbor_allgatherv(self, sendbuf, recvbuf):
        """Starts a Neighbor_allgatherv."""
        return self._gathering(sendbuf, recvbuf, 'vector')

    def Neighbor_allgatherv_init(self, sendbuf, recvbuf, info=None):
        """Gives a persistent request for Neighbor_allgatherv."""
        return lasting(lambda: self.Ineighbor_allgatherv(sendbuf, recvbuf))

    def Neighbor_alltoall(self, sendbuf, recvbuf):
        """Sends one part of a buffer along each outgoing edge, and joins those of the incoming ones."""
        self.Ineighbor_alltoall(sendbuf, recvbuf).Wait()

    def Ineighbor_alltoall(self, sendbuf, recvbuf):
        """Starts a Neighbor_alltoall."""
        return self._exchanging(sendbuf, recvbuf, 'blocks')

    def Neighbor_alltoall_init(self, sendbuf, recvbuf, info=None):
        """Gives a persistent request for Neighbor_alltoall."""
        return lasting(lambda: self.Ineighbor_alltoall(sendbuf, recvbuf))

    def Neighbor_alltoallv(self, sendbuf, recvbuf):
        """Does what Neighbor_alltoall does, with parts of any lengths."""
        self.Ineighbor_alltoallv(sendbuf, recvbuf).Wait()

    def Ineighbor_alltoallv(self, sendbuf, recvbuf):
        """Starts a Neighbor_alltoallv."""
        return self._exchanging(sendbuf, recvbuf, 'vector')

    def Neighbor_alltoallv_init(self, sendbuf, recvbuf, info=None):
        """Gives a persistent request for Neighbor_alltoallv."""
        return lasting(lambda: self.Ineighbor_alltoallv(sendbuf, recvbuf))

    def Neighbor_alltoallw(self, sendbuf, recvbuf):
        """Does what Neighbor_alltoall does, with parts of any lengths and datatypes."""
        self.Ineighbor_alltoallw(sendbuf, recvbuf).Wait()

    def Ineighbor_alltoallw(self, sendbuf, recvbuf):
        """Starts a Neighbor_alltoallw."""
        return self._exchanging(sendbuf, recvbuf, 'vectorw')

    def Neighbor_alltoallw_init(self, sendbuf, recvbuf, info=None):
        """Gives a persistent request for Neighbor_alltoallw."""
        return lasting(lambda: self.Ineighbor_alltoallw(sendbuf, recvbuf))


def _opposite(edge):
    """In a grid what is sent upwards comes in from below: the tag is the sender's edge."""
    return edge ^ 1


def _same(edge):
    return 0


def _as_list(objects):
    return objects


def _into(specs):
    def store(pieces):
        for spec, piece in zip(specs, pieces):
            if piece is not None:
                spec.unpack(piece)

    return store


class _Exchange(Several):
    """All messages of one exchange."""

    __slots__ = ('receiving', 'spread', 'done', 'result')

    def __init__(self, sending, receiving, spread):
        Several.__init__(self, sending + receiving)
        self.receiving = receiving
        self.spread = spread
        self.done = False
        self.result = None

    def complete(self, status):
        if not self.done:
            Several.complete(self, None)
            self.result = self.spread([operation.complete(None) for operation in self.receiving])
            self.done = True
        if status is not None:
            status.clear()
        return self.result
