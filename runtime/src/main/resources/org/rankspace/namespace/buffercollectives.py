"""The collectives of a communicator that move buffers, and those that start them."""

from _rankspace_bufferspec import IN_PLACE, _blocks, _part
from _rankspace_errors import _index
from _rankspace_operations import SUM, _elementwise
from _rankspace_requests import Request


def _inputs(sendbuf, counts, size):
    """What a Reduce_scatter combines, as (object or None, list of counts or None)."""
    return _blocks([None if sendbuf is IN_PLACE else sendbuf, counts], size)[:2]


class BufferCollectives:
    """Verbs of a communicator. Those with I return a Request; until that is done the buffers must not be used."""

    __slots__ = ()

    def Bcast(self, buf, root=0):
        """Gives every rank's buffer the root's bytes."""
        self._buffers.bcast(*_part(buf), _index('root', root))

    def Ibcast(self, buf, root=0):
        """Starts a Bcast."""
        return Request(self._buffers.ibcast(*_part(buf), _index('root', root)))

    def Scatter(self, sendbuf, recvbuf, root=0):
        """Divides the root's sendbuf among the ranks; recvbuf may be IN_PLACE at the root."""
        root = _index('root', root)
        send = _part(sendbuf if self.rank == root else None)
        self._buffers.scatter(*send, *_part(recvbuf), root)

    def Iscatter(self, sendbuf, recvbuf, root=0):
        """Starts a Scatter."""
        root = _index('root', root)
        send = _part(sendbuf if self.rank == root else None)
        return Request(self._buffers.iscatter(*send, *_part(recvbuf), root))

    def Scatterv(self, sendbuf, recvbuf, root=0):
        """As Scatter, with the root's sendbuf as [buf, counts] or [buf, counts, displs]."""
        root = _index('root', root)
        send = _blocks(sendbuf if self.rank == root else None, self.size)
        self._buffers.scatter(*send, *_part(recvbuf), root)

    def Iscatterv(self, sendbuf, recvbuf, root=0):
        """Starts a Scatterv."""
        root = _index('root', root)
        send = _blocks(sendbuf if self.rank == root else None, self.size)
        return Request(self._buffers.iscatter(*send, *_part(recvbuf), root))

    def Gather(self, sendbuf, recvbuf, root=0):
        """Joins the ranks' sendbufs in the root's recvbuf; sendbuf may be IN_PLACE at the root."""
        root = _index('root', root)
        self._buffers.gather(
            *_part(sendbuf), *_part(recvbuf if self.rank == root else None), root)

    def Igather(self, sendbuf, recvbuf, root=0):
        """Starts a Gather."""
        root = _index('root', root)
        return Request(self._buffers.igather(
            *_part(sendbuf), *_part(recvbuf if self.rank == root else None), root))

    def Gatherv(self, sendbuf, recvbuf, root=0):
        """As Gather, with the root's recvbuf as [buf, counts] or [buf, counts, displs]."""
        root = _index('root', root)
        receive = _blocks(recvbuf if self.rank == root else None, self.size)
        self._buffers.gather(*_part(sendbuf), *receive, root)

    def Igatherv(self, sendbuf, recvbuf, root=0):
        """Starts a Gatherv."""
        root = _index('root', root)
        receive = _blocks(recvbuf if self.rank == root else None, self.size)
        return Request(self._buffers.igather(*_part(sendbuf), *receive, root))

    def Allgather(self, sendbuf, recvbuf):
        """Joins the ranks' sendbufs in every rank's recvbuf."""
        self._buffers.allgather(*_part(sendbuf), *_part(recvbuf))

    def Iallgather(self, sendbuf, recvbuf):
        """Starts an Allgather."""
        return Request(self._buffers.iallgather(*_part(sendbuf), *_part(recvbuf)))

    def Allgatherv(self, sendbuf, recvbuf):
        """As Allgather, with recvbuf as [buf, counts] or [buf, counts, displs]."""
        self._buffers.allgather(*_part(sendbuf), *_blocks(recvbuf, self.size))

    def Iallgatherv(self, sendbuf, recvbuf):
        """Starts an Allgatherv."""
        return Request(self._buffers.iallgather(*_part(sendbuf), *_blocks(recvbuf, self.size)))

    def Alltoall(self, sendbuf, recvbuf):
        """Divides sendbuf among the ranks and joins what they had for this one in recvbuf."""
        self._buffers.alltoall(*_part(sendbuf), *_part(recvbuf))

    def Ialltoall(self, sendbuf, recvbuf):
        """Starts an Alltoall."""
        return Request(self._buffers.ialltoall(*_part(sendbuf), *_part(recvbuf)))

    def Alltoallv(self, sendbuf, recvbuf):
        """As Alltoall, with both as [buf, counts] or [buf, counts, displs]."""
        self._buffers.alltoall(*_blocks(sendbuf, self.size), *_blocks(recvbuf, self.size))

    def Ialltoallv(self, sendbuf, recvbuf):
        """Starts an Alltoallv."""
        return Request(self._buffers.ialltoall(*_blocks(sendbuf, self.size), *_blocks(recvbuf, self.size)))

    def Reduce(self, sendbuf, recvbuf, op=SUM, root=0):
        """Combines the ranks' sendbufs element by element into the root's recvbuf."""
        root = _index('root', root)
        self._buffers.reduce(
            *_part(sendbuf), *_part(recvbuf if self.rank == root else None), _elementwise(op), root)

    def Ireduce(self, sendbuf, recvbuf, op=SUM, root=0):
        """Starts a Reduce."""
        root = _index('root', root)
        return Request(self._buffers.ireduce(
            *_part(sendbuf), *_part(recvbuf if self.rank == root else None), _elementwise(op), root))

    def Allreduce(self, sendbuf, recvbuf, op=SUM):
        """As Reduce, into every rank's recvbuf."""
        self._buffers.allreduce(*_part(sendbuf), *_part(recvbuf), _elementwise(op))

    def Iallreduce(self, sendbuf, recvbuf, op=SUM):
        """Starts an Allreduce."""
        return Request(self._buffers.iallreduce(*_part(sendbuf), *_part(recvbuf), _elementwise(op)))

    def Scan(self, sendbuf, recvbuf, op=SUM):
        """Combines the sendbufs of ranks 0 to this one into recvbuf."""
        self._buffers.scan(*_part(sendbuf), *_part(recvbuf), _elementwise(op))

    def Iscan(self, sendbuf, recvbuf, op=SUM):
        """Starts a Scan."""
        return Request(self._buffers.iscan(*_part(sendbuf), *_part(recvbuf), _elementwise(op)))

    def Exscan(self, sendbuf, recvbuf, op=SUM):
        """Combines the sendbufs of the ranks before this one; recvbuf stays as it is at rank 0."""
        self._buffers.exscan(*_part(sendbuf), *_part(recvbuf), _elementwise(op))

    def Iexscan(self, sendbuf, recvbuf, op=SUM):
        """Starts an Exscan."""
        return Request(self._buffers.iexscan(*_part(sendbuf), *_part(recvbuf), _elementwise(op)))

    def Reduce_scatter_block(self, sendbuf, recvbuf, op=SUM):
        """Combines the ranks' sendbufs and divides the result among the ranks' recvbufs."""
        self._buffers.reduceScatterBlock(*_part(sendbuf), *_part(recvbuf), _elementwise(op))

    def Ireduce_scatter_block(self, sendbuf, recvbuf, op=SUM):
        """Starts a Reduce_scatter_block."""
        return Request(self._buffers.ireduceScatterBlock(*_part(sendbuf), *_part(recvbuf), _elementwise(op)))

    def Reduce_scatter(self, sendbuf, recvbuf, recvcounts=None, op=SUM):
        """As Reduce_scatter_block, with recvcounts[i] items for rank i; None divides them evenly."""
        self._buffers.reduceScatter(
            *_inputs(sendbuf, recvcounts, self.size), *_part(recvbuf), _elementwise(op))

    def Ireduce_scatter(self, sendbuf, recvbuf, recvcounts=None, op=SUM):
        """Starts a Reduce_scatter."""
        return Request(self._buffers.ireduceScatter(
            *_inputs(sendbuf, recvcounts, self.size), *_part(recvbuf), _elementwise(op)))
