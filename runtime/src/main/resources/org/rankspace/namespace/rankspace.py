"""Message passing among the ranks of a job: the built-ins of every Rankspace namespace.

The same names are there without an import; `import rankspace` is for editors, linters, and modules that
want to say where a name comes from. The semantics are MPI's (MPI 4.1); ranks are numbered from 0.
"""

ANY_SOURCE = -1
ANY_TAG = -1
PROC_NULL = -2


class RankspaceError(Exception):
    """Any error of message passing; `error_class` is its MPI error class, as in 'MPI_ERR_RANK'."""

    error_class = 'MPI_ERR_OTHER'


class InvalidRankError(RankspaceError, ValueError):
    """A rank or a root that does not exist in the communicator."""

    error_class = 'MPI_ERR_RANK'


class InvalidRootError(InvalidRankError):
    """A root that does not exist in the communicator."""

    error_class = 'MPI_ERR_ROOT'


class InvalidTagError(RankspaceError, ValueError):
    """A negative tag."""

    error_class = 'MPI_ERR_TAG'


class InvalidCountError(RankspaceError, ValueError):
    """Not one object for each rank."""

    error_class = 'MPI_ERR_COUNT'


class InvalidArgumentError(RankspaceError, TypeError):
    """An argument of the wrong kind."""

    error_class = 'MPI_ERR_ARG'


class SerializationError(RankspaceError, TypeError):
    """An object that cannot be sent, or cannot be rebuilt where it arrived."""

    error_class = 'MPI_ERR_TYPE'


class TruncationError(RankspaceError):
    """A message that is larger than the buffer of its receive."""

    error_class = 'MPI_ERR_TRUNCATE'


class CollectiveMismatchError(RankspaceError):
    """Ranks that are in different collectives of one communicator, or have different roots."""


_ERRORS = {
    'MPI_ERR_RANK': InvalidRankError,
    'MPI_ERR_ROOT': InvalidRootError,
    'MPI_ERR_TAG': InvalidTagError,
    'MPI_ERR_COUNT': InvalidCountError,
    'MPI_ERR_ARG': InvalidArgumentError,
    'MPI_ERR_TYPE': SerializationError,
    'MPI_ERR_TRUNCATE': TruncationError,
}


def _raise(error_class, message):
    if 'different collectives' in message:
        raise CollectiveMismatchError(message)
    error = _ERRORS.get(error_class, RankspaceError)(message)
    error.error_class = error_class
    raise error


def _index(name, value):
    """An argument that must be an int, as one."""
    if type(value) is int:
        return value
    try:
        return value.__index__()
    except AttributeError:
        pass
    raise InvalidArgumentError(f'{name} must be an int: {name}={value!r}') from None


class Op:
    """A reduction. Calling it combines two objects; the one of the lower rank comes first."""

    def __init__(self, function, name=None, commute=False):
        self._function = function
        self.name = name or getattr(function, '__name__', 'op')
        self.is_commutative = commute

    def __call__(self, lower, higher):
        return self._function(lower, higher)

    def __repr__(self):
        return self.name


def _maxloc(lower, higher):
    (u, i), (v, j) = lower, higher
    return (u, i) if u > v else (v, j) if v > u else (u, min(i, j))


def _minloc(lower, higher):
    (u, i), (v, j) = lower, higher
    return (u, i) if u < v else (v, j) if v < u else (u, min(i, j))


SUM = Op(lambda x, y: x + y, 'SUM', True)
PROD = Op(lambda x, y: x * y, 'PROD', True)
MAX = Op(lambda x, y: y if y > x else x, 'MAX', True)
MIN = Op(lambda x, y: y if y < x else x, 'MIN', True)
LAND = Op(lambda x, y: bool(x) and bool(y), 'LAND', True)
LOR = Op(lambda x, y: bool(x) or bool(y), 'LOR', True)
LXOR = Op(lambda x, y: bool(x) != bool(y), 'LXOR', True)
BAND = Op(lambda x, y: x & y, 'BAND', True)
BOR = Op(lambda x, y: x | y, 'BOR', True)
BXOR = Op(lambda x, y: x ^ y, 'BXOR', True)
MAXLOC = Op(_maxloc, 'MAXLOC', True)
MINLOC = Op(_minloc, 'MINLOC', True)


_ELEMENTWISE = {op: op.name for op in (SUM, PROD, MAX, MIN, LAND, LOR, LXOR, BAND, BOR, BXOR)}


def _elementwise(op):
    """The name of an operation that Java knows for the elements of buffers."""
    if isinstance(op, Op) and op in _ELEMENTWISE:
        return _ELEMENTWISE[op]
    raise InvalidArgumentError(
        'a reduction of buffers needs SUM, PROD, MAX, MIN, LAND, LOR, LXOR, BAND, BOR or BXOR:'
        f' op={op!r}; objects can be combined by any callable')


def _function(op):
    if isinstance(op, Op):
        return op._function
    if callable(op):
        return op
    raise InvalidArgumentError(f'op must be an operation such as SUM, or a callable: op={op!r}')


def _items(verb, values):
    """The objects of a scatter-like verb as a list; None stays None, which is no list."""
    if values is None or type(values) is list:
        return values
    try:
        return list(values)
    except TypeError:
        raise InvalidArgumentError(
            f'{verb} needs a sequence with one object for each rank: got {values!r}') from None


class _InPlace:
    """The type of IN_PLACE."""

    __slots__ = ()

    def __repr__(self):
        return 'IN_PLACE'


IN_PLACE = _InPlace()


def _part(buf):
    """A buffer argument as (object, count of items or -1 for all, item to start with)."""
    if type(buf) is not list and type(buf) is not tuple:
        return None if buf is IN_PLACE else buf, -1, 0
    if not 1 <= len(buf) <= 3:
        raise InvalidArgumentError(
            f'a buffer is given as buf, [buf, count] or [buf, count, displ]: got {len(buf)} parts')
    count = buf[1] if len(buf) > 1 else None
    first = buf[2] if len(buf) > 2 else None
    return (buf[0], -1 if count is None else _natural('count', count),
            0 if first is None else _natural('displ', first))


def _blocks(buf, size):
    """The buffer of a v-form as (object, list of counts or None, list of displacements or None)."""
    if type(buf) is not list and type(buf) is not tuple:
        return None if buf is IN_PLACE else buf, None, None
    if not 1 <= len(buf) <= 3:
        raise InvalidArgumentError(
            f'blocks are given as buf, [buf, counts] or [buf, counts, displs]: got {len(buf)} parts')
    counts = buf[1] if len(buf) > 1 else None
    firsts = buf[2] if len(buf) > 2 else None
    if firsts is None and type(counts) is tuple and len(counts) == 2 and not hasattr(counts[0], '__index__'):
        counts, firsts = counts
    if counts is None:
        return buf[0], None, None
    if hasattr(counts, '__index__'):
        counts = [counts] * size
    counts = [_natural('count', count) for count in counts]
    return buf[0], counts, None if firsts is None else [_natural('displ', first) for first in firsts]


class Status:
    """What a receive got: pass one to `recv`, `probe` or `wait` to have it filled in."""

    __slots__ = ('_host',)

    def __init__(self):
        self._host = _host.newStatus()

    @property
    def source(self):
        """The sender's rank in the communicator."""
        return self._host.source()

    @property
    def tag(self):
        """The message's tag."""
        return self._host.tag()

    @property
    def length(self):
        """How many bytes travelled."""
        return self._host.length()

    @property
    def cancelled(self):
        """Whether the receive was cancelled: then there is no message."""
        return self._host.isCancelled()

    def __repr__(self):
        return f'Status(source={self.source}, tag={self.tag}, length={self.length})'


def _status(status):
    if status is None:
        return None
    if isinstance(status, Status):
        return status._host
    raise InvalidArgumentError(f'status must be a Status: status={status!r}')


class Request:
    """An operation that was started: `wait` for it, or `test` whether it is done."""

    __slots__ = ('_host',)

    def __init__(self, host):
        self._host = host

    def wait(self, status=None):
        """Waits for the end and returns the object that was received; None for a send."""
        return self._host.complete(_status(status))

    def test(self, status=None):
        """Returns (False, None), or (True, what wait returns) if the end has come. Never waits."""
        if self._host.test():
            return True, self._host.complete(_status(status))
        return False, None

    def cancel(self):
        """Takes back a receive that no message has matched; returns whether it was taken back."""
        return self._host.cancel()


def wait_all(requests):
    """Waits for all of them and returns the list of what their `wait` returns."""
    return [request.wait() for request in requests]


def wait_any(requests, status=None):
    """Waits until one has ended; returns its index and what its `wait` returns; (-1, None) for no requests."""
    requests = list(requests)
    if not requests:
        return -1, None
    index = _host.awaitAny([request._host for request in requests])
    return index, requests[index].wait(status)


class Group:
    """An ordered set of ranks."""

    __slots__ = ('_host',)

    def __init__(self, host):
        self._host = host

    @property
    def size(self):
        """How many ranks are in it."""
        return self._host.size()

    @property
    def rank(self):
        """This rank's place in it, or -1."""
        return self._host.rank()

    def incl(self, ranks):
        """The members at these places, in this order."""
        return Group(self._host.incl(list(ranks)))

    def excl(self, ranks):
        """The members that are not at these places."""
        return Group(self._host.excl(list(ranks)))

    def union(self, other):
        """All of this group, then those of the other that are not in it."""
        return Group(self._host.union(other._host))

    def intersection(self, other):
        """Those that are also in the other."""
        return Group(self._host.intersection(other._host))

    def difference(self, other):
        """Those that are not in the other."""
        return Group(self._host.difference(other._host))

    def translate(self, ranks, other):
        """For each place in this group, the place of the same rank in the other, or -1."""
        return self._host.translate(list(ranks), other._host)

    def __eq__(self, other):
        return isinstance(other, Group) and self._host.same(other._host)

    def __hash__(self):
        return hash((self.size, self.rank))

    def __len__(self):
        return self.size


class Communicator:
    """Ranks that pass messages among themselves, apart from all other communicators.

    Collectives are called by all its ranks, in the same order. Objects arrive equal to and independent of
    what was sent.
    """

    __slots__ = ('_host', '_send', '_recv', '_buffers', '_Send', '_Recv', '_names', 'rank', 'size')

    def __init__(self, host):
        self._host = host
        self._send = host.send
        self._recv = host.recv
        self._buffers = host.buffers()
        self._Send = self._buffers.send
        self._Recv = self._buffers.recv
        self.rank = host.rank()
        self.size = host.size()

    @property
    def name(self):
        """How reports call it."""
        return self._host.name()

    @property
    def group(self):
        """Its ranks."""
        return Group(self._host.group())

    def __repr__(self):
        return f'<Communicator {self.name}: rank {self.rank} of {self.size}>'

    def __len__(self):
        return self.size

    # Point to point.

    def send(self, obj, dest, tag=0):
        """Sends an object to rank dest; returns when obj may be changed.

        Small objects (about 60 KB) do not wait for the receiver while less than 1 MB lies unread there.
        """
        if type(dest) is not int or type(tag) is not int:
            dest = _index('dest', dest)
            tag = _index('tag', tag)
        self._send(obj, dest, tag)

    def ssend(self, obj, dest, tag=0):
        """As send, and returns only when a receive has matched the message."""
        self._host.ssend(obj, _index('dest', dest), _index('tag', tag))

    def isend(self, obj, dest, tag=0):
        """Starts a send and returns a Request; obj may be changed at once."""
        return Request(self._host.isend(obj, _index('dest', dest), _index('tag', tag)))

    def issend(self, obj, dest, tag=0):
        """Starts an ssend and returns a Request; obj may be changed at once."""
        return Request(self._host.issend(obj, _index('dest', dest), _index('tag', tag)))

    def recv(self, source=ANY_SOURCE, tag=ANY_TAG, status=None):
        """Waits for a message from rank source with this tag and returns its object."""
        if status is None and type(source) is int and type(tag) is int:
            return self._recv(source, tag)
        return self._host.recvWithStatus(
            _index('source', source), _index('tag', tag), _status(status))

    def irecv(self, source=ANY_SOURCE, tag=ANY_TAG):
        """Starts a receive and returns a Request; no size is needed."""
        return Request(self._host.irecv(_index('source', source), _index('tag', tag)))

    def sendrecv(self, obj, dest, sendtag=0, source=ANY_SOURCE, recvtag=ANY_TAG, status=None):
        """Sends to dest and receives from source at once; returns the object received."""
        return self._host.sendrecv(
            obj, _index('dest', dest), _index('sendtag', sendtag),
            _index('source', source), _index('recvtag', recvtag), _status(status))

    def probe(self, source=ANY_SOURCE, tag=ANY_TAG, status=None):
        """Waits until recv with these arguments would not wait; fills status in; returns True."""
        self._host.probe(_index('source', source), _index('tag', tag), _status(status))
        return True

    def iprobe(self, source=ANY_SOURCE, tag=ANY_TAG, status=None):
        """Whether recv with these arguments would not wait now; if so, fills status in."""
        return self._host.iprobe(_index('source', source), _index('tag', tag), _status(status))

    # Collectives.

    def barrier(self):
        """Waits until all ranks have called it."""
        self._host.barrier()

    def ibarrier(self):
        """Starts a barrier."""
        return Request(self._host.ibarrier())

    def bcast(self, obj=None, root=0):
        """Returns the root's object, at every rank."""
        return self._host.bcast(obj, _index('root', root))

    broadcast = bcast

    def ibcast(self, obj=None, root=0):
        """Starts a bcast."""
        return Request(self._host.ibcast(obj, _index('root', root)))

    def scatter(self, objs=None, root=0):
        """Gives rank i the root's objs[i]; objs has one object for each rank and counts only at the root."""
        root = _index('root', root)
        return self._host.scatter(_items('scatter', objs) if self.rank == root else None, root)

    def iscatter(self, objs=None, root=0):
        """Starts a scatter."""
        root = _index('root', root)
        return Request(
            self._host.iscatter(_items('scatter', objs) if self.rank == root else None, root))

    def gather(self, obj, root=0):
        """Returns the list of all ranks' objects at the root, None elsewhere."""
        return self._host.gather(obj, _index('root', root))

    def igather(self, obj, root=0):
        """Starts a gather."""
        return Request(self._host.igather(obj, _index('root', root)))

    def allgather(self, obj):
        """Returns the list of all ranks' objects, at every rank."""
        return self._host.allgather(obj)

    def iallgather(self, obj):
        """Starts an allgather."""
        return Request(self._host.iallgather(obj))

    def alltoall(self, objs):
        """Sends objs[i] to rank i and returns the list of what each rank had for this one."""
        return self._host.alltoall(_items('alltoall', objs))

    def ialltoall(self, objs):
        """Starts an alltoall."""
        return Request(self._host.ialltoall(_items('alltoall', objs)))

    def reduce(self, obj, op=SUM, root=0):
        """Combines all ranks' objects in rank order; the result at the root, None elsewhere.

        op is applied to the objects themselves: SUM of numbers adds, SUM of lists concatenates.
        """
        return self._host.reduce(obj, _function(op), _index('root', root))

    def ireduce(self, obj, op=SUM, root=0):
        """Starts a reduce."""
        return Request(self._host.ireduce(obj, _function(op), _index('root', root)))

    def allreduce(self, obj, op=SUM):
        """As reduce, with the same result at every rank."""
        return self._host.allreduce(obj, _function(op))

    def iallreduce(self, obj, op=SUM):
        """Starts an allreduce."""
        return Request(self._host.iallreduce(obj, _function(op)))

    def scan(self, obj, op=SUM):
        """Combines the objects of ranks 0 to this one."""
        return self._host.scan(obj, _function(op))

    def iscan(self, obj, op=SUM):
        """Starts a scan."""
        return Request(self._host.iscan(obj, _function(op)))

    def exscan(self, obj, op=SUM):
        """Combines the objects of the ranks before this one; None at rank 0."""
        return self._host.exscan(obj, _function(op))

    def iexscan(self, obj, op=SUM):
        """Starts an exscan."""
        return Request(self._host.iexscan(obj, _function(op)))

    def reduce_scatter(self, objs, op=SUM):
        """Combines the ranks' objs[i] and gives the result to rank i."""
        return self._host.reduceScatter(_items('reduce_scatter', objs), _function(op))

    def ireduce_scatter(self, objs, op=SUM):
        """Starts a reduce_scatter."""
        return Request(self._host.ireduceScatter(_items('reduce_scatter', objs), _function(op)))

    # Buffers: memory as it is, from and to anything with the buffer protocol, or a part of it given as
    # [buf, count] or [buf, count, displ] in items.

    def Send(self, buf, dest, tag=0):
        """Sends a buffer's bytes to rank dest; returns when they may be changed."""
        buf, count, displ = _part(buf)
        self._Send(buf, count, displ, _index('dest', dest), _index('tag', tag))

    def Ssend(self, buf, dest, tag=0):
        """As Send, and returns only when a receive has matched the message."""
        self._buffers.ssend(*_part(buf), _index('dest', dest), _index('tag', tag))

    def Isend(self, buf, dest, tag=0):
        """Starts a Send and returns a Request; the buffer must not change until that is done."""
        return Request(self._buffers.isend(*_part(buf), _index('dest', dest), _index('tag', tag)))

    def Issend(self, buf, dest, tag=0):
        """Starts an Ssend and returns a Request; the buffer must not change until that is done."""
        return Request(self._buffers.issend(*_part(buf), _index('dest', dest), _index('tag', tag)))

    def Recv(self, buf, source=ANY_SOURCE, tag=ANY_TAG, status=None):
        """Waits for a message and puts it into the buffer, which may be longer but not shorter."""
        buf, count, displ = _part(buf)
        self._Recv(buf, count, displ, _index('source', source), _index('tag', tag), _status(status))

    def Irecv(self, buf, source=ANY_SOURCE, tag=ANY_TAG):
        """Starts a Recv and returns a Request; the buffer must not be used until that is done."""
        return Request(
            self._buffers.irecv(*_part(buf), _index('source', source), _index('tag', tag)))

    def Sendrecv(self, sendbuf, dest, sendtag=0, recvbuf=None, source=ANY_SOURCE, recvtag=ANY_TAG,
                 status=None):
        """Sends to dest and receives from source at once."""
        self._buffers.sendrecv(
            *_part(sendbuf), _index('dest', dest), _index('sendtag', sendtag), *_part(recvbuf),
            _index('source', source), _index('recvtag', recvtag), _status(status))

    def Bcast(self, buf, root=0):
        """Gives every rank's buffer the root's bytes."""
        self._buffers.bcast(*_part(buf), _index('root', root))

    def Scatter(self, sendbuf, recvbuf, root=0):
        """Divides the root's sendbuf among the ranks; recvbuf may be IN_PLACE at the root."""
        root = _index('root', root)
        send = _part(sendbuf if self.rank == root else None)
        self._buffers.scatter(*send, *_part(recvbuf), root)

    def Scatterv(self, sendbuf, recvbuf, root=0):
        """As Scatter, with the root's sendbuf as [buf, counts] or [buf, counts, displs]."""
        root = _index('root', root)
        send = _blocks(sendbuf if self.rank == root else None, self.size)
        self._buffers.scatter(*send, *_part(recvbuf), root)

    def Gather(self, sendbuf, recvbuf, root=0):
        """Joins the ranks' sendbufs in the root's recvbuf; sendbuf may be IN_PLACE at the root."""
        root = _index('root', root)
        self._buffers.gather(
            *_part(sendbuf), *_part(recvbuf if self.rank == root else None), root)

    def Gatherv(self, sendbuf, recvbuf, root=0):
        """As Gather, with the root's recvbuf as [buf, counts] or [buf, counts, displs]."""
        root = _index('root', root)
        receive = _blocks(recvbuf if self.rank == root else None, self.size)
        self._buffers.gather(*_part(sendbuf), *receive, root)

    def Allgather(self, sendbuf, recvbuf):
        """Joins the ranks' sendbufs in every rank's recvbuf."""
        self._buffers.allgather(*_part(sendbuf), *_part(recvbuf))

    def Allgatherv(self, sendbuf, recvbuf):
        """As Allgather, with recvbuf as [buf, counts] or [buf, counts, displs]."""
        self._buffers.allgather(*_part(sendbuf), *_blocks(recvbuf, self.size))

    def Alltoall(self, sendbuf, recvbuf):
        """Divides sendbuf among the ranks and joins what they had for this one in recvbuf."""
        self._buffers.alltoall(*_part(sendbuf), *_part(recvbuf))

    def Alltoallv(self, sendbuf, recvbuf):
        """As Alltoall, with both as [buf, counts] or [buf, counts, displs]."""
        self._buffers.alltoall(*_blocks(sendbuf, self.size), *_blocks(recvbuf, self.size))

    def Reduce(self, sendbuf, recvbuf, op=SUM, root=0):
        """Combines the ranks' sendbufs element by element into the root's recvbuf."""
        root = _index('root', root)
        self._buffers.reduce(
            *_part(sendbuf), *_part(recvbuf if self.rank == root else None), _elementwise(op), root)

    def Allreduce(self, sendbuf, recvbuf, op=SUM):
        """As Reduce, into every rank's recvbuf."""
        self._buffers.allreduce(*_part(sendbuf), *_part(recvbuf), _elementwise(op))

    def Scan(self, sendbuf, recvbuf, op=SUM):
        """Combines the sendbufs of ranks 0 to this one into recvbuf."""
        self._buffers.scan(*_part(sendbuf), *_part(recvbuf), _elementwise(op))

    def Exscan(self, sendbuf, recvbuf, op=SUM):
        """Combines the sendbufs of the ranks before this one; recvbuf stays as it is at rank 0."""
        self._buffers.exscan(*_part(sendbuf), *_part(recvbuf), _elementwise(op))

    def Reduce_scatter_block(self, sendbuf, recvbuf, op=SUM):
        """Combines the ranks' sendbufs and divides the result among the ranks' recvbufs."""
        self._buffers.reduceScatterBlock(*_part(sendbuf), *_part(recvbuf), _elementwise(op))

    # New communicators.

    def dup(self):
        """The same ranks in a communicator of their own."""
        return Communicator(self._host.dup())

    def split(self, color=0, key=0):
        """Ranks with the same color form a communicator, ordered by key, then rank; None for color None."""
        made = self._host.split(
            -1 if color is None else _natural('color', color), _index('key', key))
        return None if made is None else Communicator(made)

    def create(self, group):
        """A communicator of the group's members; None where this rank is not one."""
        if not isinstance(group, Group):
            raise InvalidArgumentError(f'group must be a Group: group={group!r}')
        made = self._host.create(group._host)
        return None if made is None else Communicator(made)

    def free(self):
        """Does nothing: a communicator is freed by forgetting it. Local, never a collective."""

    def abort(self, code=1):
        """Ends the whole job at once with this exit code."""
        abort(code)


def _natural(name, value):
    value = _index(name, value)
    if value < 0:
        raise InvalidArgumentError(f'{name} must not be negative: {name}={value}')
    return value


def host():
    """The name of the host this rank runs on."""
    return _host.hostName()


def wtime():
    """Seconds since some time in the past, for measuring how long something takes."""
    return _host.wtime()


def abort(code=1):
    """Ends the whole job at once with this exit code."""
    _host.abort(_index('code', code))


_VERBS = (
    'send', 'recv', 'sendrecv', 'ssend', 'issend', 'isend', 'irecv', 'probe', 'iprobe',
    'barrier', 'bcast', 'broadcast', 'scatter', 'gather', 'allgather', 'alltoall',
    'reduce', 'allreduce', 'scan', 'exscan', 'reduce_scatter',
    'ibarrier', 'ibcast', 'iscatter', 'igather', 'iallgather', 'ialltoall',
    'ireduce', 'iallreduce', 'iscan', 'iexscan', 'ireduce_scatter',
    'Send', 'Recv', 'Sendrecv', 'Ssend', 'Isend', 'Issend', 'Irecv', 'Bcast',
    'Scatter', 'Scatterv', 'Gather', 'Gatherv', 'Allgather', 'Allgatherv', 'Alltoall', 'Alltoallv',
    'Reduce', 'Allreduce', 'Scan', 'Exscan', 'Reduce_scatter_block',
)

_NAMES = (
    'host', 'wtime', 'abort', 'wait_all', 'wait_any', 'Status', 'Request', 'Group', 'Communicator', 'Op',
    'ANY_SOURCE', 'ANY_TAG', 'PROC_NULL', 'IN_PLACE',
    'SUM', 'PROD', 'MAX', 'MIN', 'LAND', 'LOR', 'LXOR', 'BAND', 'BOR', 'BXOR', 'MAXLOC', 'MINLOC',
    'RankspaceError', 'InvalidRankError', 'InvalidRootError', 'InvalidTagError', 'InvalidCountError',
    'InvalidArgumentError', 'SerializationError', 'TruncationError', 'CollectiveMismatchError',
)

__all__ = ('rank', 'size', 'world') + _VERBS + _NAMES


def _connect(host_side):
    """Called by Java once, when the namespace opens: binds the names to this rank's world."""
    global _host
    _host = host_side
    names = globals()
    world = Communicator(host_side.world())
    names['world'] = world
    names['rank'] = world.rank
    names['size'] = world.size
    for verb in _VERBS:
        names[verb] = getattr(world, verb)
    import builtins
    for name in __all__:
        setattr(builtins, name, names[name])
