"""Reductions of buffers.

Where Java knows operation and datatype it combines; else every rank's items travel as bytes and the
operation's own function combines them, in rank order.
"""

from array import array

from mpi4py._collectives import _spec, in_place
from mpi4py._datatype import constant
from mpi4py._op import SUM, Op, combiner, host_names
from mpi4py._request import lasting, started
from mpi4py._typecodes import find


def function_of(op):
    """The function that combines objects for an operation; SUM for None."""
    if op is None:
        op = SUM
    if isinstance(op, Op):
        return op._function()
    if callable(op):
        return op
    raise TypeError(f'op must be an Op or a callable: op={op!r}')


def _java(buffers, spec, names):
    element, item_bytes = names[1:]
    return buffers.memory(spec.memory if spec.nbytes else bytearray(), spec.offset if spec.nbytes else 0,
                          spec.nbytes, item_bytes, element), -1, 0


_NONE = (None, -1, 0)
_NUMBERS = frozenset('bBhHiIlLqQfd')  # type codes of arrays


def _name_for(op, sendbuf, recvbuf):
    """Java's name for an operation on whole arrays that are alike, None where it is not so simple.

    Where one rank receives, the others give sendbuf twice. This short way is what soon gets compiled.
    """
    if type(sendbuf) is not array or type(recvbuf) is not array:
        return None
    code = sendbuf.typecode
    if code != recvbuf.typecode or len(sendbuf) != len(recvbuf):
        return None
    if op is None:
        op = SUM
    names = op._ob.names if isinstance(op, Op) and op._ob is not None else None
    if names is None or code not in _NUMBERS:
        return None
    if code not in names:
        known = host_names(op, constant(find(code)))
        names[code] = known and known[0]
    return names[code]


class BufferReductions:
    """The collectives of an intracommunicator that combine buffers."""

    __slots__ = ()

    def _reduction(self, verb, later, sendbuf, recvbuf, op, root=None):
        """Reduce, Allreduce, Scan or Exscan; later says whether to give a request."""
        core = self._check()
        op = SUM if op is None else op
        receives = root is None or core.rank == root
        received = _spec().message(recvbuf, True) if receives else None
        sent = received if in_place(sendbuf) else _spec().message(sendbuf, False)
        if received is not None and sent is not received:
            _agree(sent, received, sent.count, received.count)
        names = host_names(op, sent.datatype)
        rest = () if root is None else (root,)
        if names is not None and sent.direct and (received is None or received.direct):
            into = _NONE if received is None else _java(core.buffers, received, names)
            mine = _NONE if sent is received else _java(core.buffers, sent, names)
            return _run(core.buffers, verb, later, (*mine, *into, names[0], *rest), None)
        finish = received and (lambda value, status: value is None or received.unpack(value))
        arguments = bytes(sent.pack()), combiner(op, sent.datatype), *rest
        return _run(core.objects, verb, later, arguments, finish)

    def _reduce_scatter(self, later, sendbuf, recvbuf, counts, op):
        """Reduce_scatter; without counts the blocks are of equal length."""
        core = self._check()
        op = SUM if op is None else op
        if counts is None:
            block = _spec().message(recvbuf if in_place(sendbuf) else sendbuf, in_place(sendbuf), core.size)
            sent = block.part(0, block.count * core.size)
            counts = [block.count] * core.size
        else:
            sent = _spec().message(recvbuf if in_place(sendbuf) else sendbuf, in_place(sendbuf))
            counts = [*counts]
        if len(counts) != core.size:
            core.fail('MPI_ERR_COUNT', f'there must be one count for each rank: counts={counts}, size={core.size}')
        into = sent if in_place(sendbuf) else _spec().message(recvbuf, True)
        _agree(sent, into, sent.count, sum(counts))
        if sent is not into:
            _agree(sent, into, counts[core.rank], into.count)
        names = host_names(op, sent.datatype)
        if names is not None and sent.direct and into.direct:
            mine = None if sent is into else _java(core.buffers, sent.part(0, sum(counts)), names)[0]
            where = _java(core.buffers, into, names)
            return _run(core.buffers, 'reduceScatter', later, (mine, counts, *where, names[0]), None)
        parts, first = [], 0
        for count in counts:
            parts.append(bytes(sent.part(first, count).pack()))
            first += count
        return _run(core.objects, 'reduceScatter', later, (parts, combiner(op, sent.datatype)),
                    lambda value, status: into.unpack(value))

    def Reduce(self, sendbuf, recvbuf, op=None, root=0):
        """Combines the ranks' buffers item by item, at the root."""
        core = self._check()
        receives = core.rank == root
        name = _name_for(op, sendbuf, recvbuf if receives else sendbuf)
        if name is None:
            self._reduction('reduce', False, sendbuf, recvbuf, op, root)
        else:
            core.buffers.reduce(sendbuf, -1, 0, recvbuf if receives else None, -1, 0, name, root)

    def Ireduce(self, sendbuf, recvbuf, op=None, root=0):
        """Starts a Reduce."""
        return self._reduction('reduce', True, sendbuf, recvbuf, op, root)

    def Reduce_init(self, sendbuf, recvbuf, op=None, root=0, info=None):
        """Gives a persistent request for Reduce."""
        return lasting(lambda: self.Ireduce(sendbuf, recvbuf, op, root))

    def Allreduce(self, sendbuf, recvbuf, op=None):
        """Combines the ranks' buffers item by item, at every rank."""
        name = _name_for(op, sendbuf, recvbuf)
        if name is None:
            self._reduction('allreduce', False, sendbuf, recvbuf, op)
        else:
            self._check().buffers.allreduce(sendbuf, -1, 0, recvbuf, -1, 0, name)

    def Iallreduce(self, sendbuf, recvbuf, op=None):
        """Starts an Allreduce."""
        return self._reduction('allreduce', True, sendbuf, recvbuf, op)

    def Allreduce_init(self, sendbuf, recvbuf, op=None, info=None):
        """Gives a persistent request for Allreduce."""
        return lasting(lambda: self.Iallreduce(sendbuf, recvbuf, op))

    def Scan(self, sendbuf, recvbuf, op=None):
        """Combines the buffers of ranks 0 to this one item by item."""
        name = _name_for(op, sendbuf, recvbuf)
        if name is None:
            self._reduction('scan', False, sendbuf, recvbuf, op)
        else:
            self._check().buffers.scan(sendbuf, -1, 0, recvbuf, -1, 0, name)

    def Iscan(self, sendbuf, recvbuf, op=None):
        """Starts a Scan."""
        return self._reduction('scan', True, sendbuf, recvbuf, op)

    def Scan_init(self, sendbuf, recvbuf, op=None, info=None):
        """Gives a persistent request for Scan."""
        return lasting(lambda: self.Iscan(sendbuf, recvbuf, op))

    def Exscan(self, sendbuf, recvbuf, op=None):
        """Combines the buffers of the ranks before this one item by item; rank 0 receives nothing."""
        name = _name_for(op, sendbuf, recvbuf)
        if name is None:
            self._reduction('exscan', False, sendbuf, recvbuf, op)
        else:
            self._check().buffers.exscan(sendbuf, -1, 0, recvbuf, -1, 0, name)

    def Iexscan(self, sendbuf, recvbuf, op=None):
        """Starts an Exscan."""
        return self._reduction('exscan', True, sendbuf, recvbuf, op)

    def Exscan_init(self, sendbuf, recvbuf, op=None, info=None):
        """Gives a persistent request for Exscan."""
        return lasting(lambda: self.Iexscan(sendbuf, recvbuf, op))

    def Reduce_scatter_block(self, sendbuf, recvbuf, op=None):
        """Combines the ranks' buffers item by item and divides the result evenly among them."""
        self._reduce_scatter(False, sendbuf, recvbuf, None, op)

    def Ireduce_scatter_block(self, sendbuf, recvbuf, op=None):
        """Starts a Reduce_scatter_block."""
        return self._reduce_scatter(True, sendbuf, recvbuf, None, op)

    def Reduce_scatter_block_init(self, sendbuf, recvbuf, op=None, info=None):
        """Gives a persistent request for Reduce_scatter_block."""
        return lasting(lambda: self.Ireduce_scatter_block(sendbuf, recvbuf, op))

    def Reduce_scatter(self, sendbuf, recvbuf, recvcounts=None, op=None):
        """Combines the ranks' buffers item by item and divides the result among them."""
        self._reduce_scatter(False, sendbuf, recvbuf, self._all_counts(sendbuf, recvbuf, recvcounts), op)

    def Ireduce_scatter(self, sendbuf, recvbuf, recvcounts=None, op=None):
        """Starts a Reduce_scatter."""
        return self._reduce_scatter(
            True, sendbuf, recvbuf, self._all_counts(sendbuf, recvbuf, recvcounts), op)

    def Reduce_scatter_init(self, sendbuf, recvbuf, recvcounts=None, op=None, info=None):
        """Gives a persistent request for Reduce_scatter."""
        return lasting(lambda: self.Ireduce_scatter(sendbuf, recvbuf, recvcounts, op))

    def _all_counts(self, sendbuf, recvbuf, counts):
        """The counts of all ranks; where they are not given each rank says what it receives."""
        if counts is not None:
            return counts
        if in_place(sendbuf):
            raise ValueError('in place, the counts of all ranks must be given')
        return self.allgather(_spec().message(recvbuf, True).count)


def _agree(sent, received, left, right):
    """Raises ValueError unless the datatypes are the same, and the two counts."""
    if sent.type is not received.type:
        raise ValueError('what is sent and what is received must have the same datatype:'
                         f' {sent.datatype.name}, {received.datatype.name}')
    if left != right:
        raise ValueError(f'the counts do not agree: items={left}, expected={right}')


def _run(java, verb, later, arguments, finish):
    if later:
        return started(getattr(java, 'i' + verb)(*arguments), finish)
    value = getattr(java, verb)(*arguments)
    if finish:
        finish(value, None)
