"""Communicators: every verb is a method of one; those of the world are the built-ins."""

from _rankspace_buffercollectives import BufferCollectives
from _rankspace_bufferspec import _part
from _rankspace_errors import InvalidArgumentError, _index, _natural
from _rankspace_operations import SUM, _function, _items
from _rankspace_requests import Group, Request, _status

ANY_SOURCE = -1
ANY_TAG = -1
PROC_NULL = -2


class Communicator(BufferCollectives):
    """Ranks that pass messages among themselves, apart from all other communicators.

    Collectives are called by all its ranks, in the same order. Objects arrive equal to and independent of
    what was sent.
    """

    __slots__ = ('_host', '_objects', '_buffers', 'rank', 'size')

    def __init__(self, host):
        self._host = host
        self._objects = host.objects()
        self._buffers = host.buffers()
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
        self._objects.send(obj, dest, tag)

    def ssend(self, obj, dest, tag=0):
        """As send, and returns only when a receive has matched the message."""
        self._objects.ssend(obj, _index('dest', dest), _index('tag', tag))

    def isend(self, obj, dest, tag=0):
        """Starts a send and returns a Request; obj may be changed at once."""
        return Request(self._objects.isend(obj, _index('dest', dest), _index('tag', tag)))

    def issend(self, obj, dest, tag=0):
        """Starts an ssend and returns a Request; obj may be changed at once."""
        return Request(self._objects.issend(obj, _index('dest', dest), _index('tag', tag)))

    def recv(self, source=ANY_SOURCE, tag=ANY_TAG, status=None):
        """Waits for a message from rank source with this tag and returns its object."""
        if status is None and type(source) is int and type(tag) is int:
            return self._objects.recv(source, tag)
        return self._objects.recvWithStatus(
            _index('source', source), _index('tag', tag), _status(status))

    def irecv(self, source=ANY_SOURCE, tag=ANY_TAG):
        """Starts a receive and returns a Request; no size is needed."""
        return Request(self._objects.irecv(_index('source', source), _index('tag', tag)))

    def sendrecv(self, obj, dest, sendtag=0, source=ANY_SOURCE, recvtag=ANY_TAG, status=None):
        """Sends to dest and receives from source at once; returns the object received."""
        return self._objects.sendrecv(
            obj, _index('dest', dest), _index('sendtag', sendtag),
            _index('source', source), _index('recvtag', recvtag), _status(status))

    def probe(self, source=ANY_SOURCE, tag=ANY_TAG, status=None):
        """Waits until recv with these arguments would not wait; fills status in; returns True."""
        self._objects.probe(_index('source', source), _index('tag', tag), _status(status))
        return True

    def iprobe(self, source=ANY_SOURCE, tag=ANY_TAG, status=None):
        """Whether recv with these arguments would not wait now; if so, fills status in."""
        return self._objects.iprobe(_index('source', source), _index('tag', tag), _status(status))

    # Collectives.

    def barrier(self):
        """Waits until all ranks have called it."""
        self._objects.barrier()

    def ibarrier(self):
        """Starts a barrier."""
        return Request(self._objects.ibarrier())

    def bcast(self, obj=None, root=0):
        """Returns the root's object, at every rank."""
        return self._objects.bcast(obj, _index('root', root))

    broadcast = bcast

    def ibcast(self, obj=None, root=0):
        """Starts a bcast."""
        return Request(self._objects.ibcast(obj, _index('root', root)))

    def scatter(self, objs=None, root=0):
        """Gives rank i the root's objs[i]; objs has one object for each rank and counts only at the root."""
        root = _index('root', root)
        return self._objects.scatter(_items('scatter', objs) if self.rank == root else None, root)

    def iscatter(self, objs=None, root=0):
        """Starts a scatter."""
        root = _index('root', root)
        return Request(
            self._objects.iscatter(_items('scatter', objs) if self.rank == root else None, root))

    def gather(self, obj, root=0):
        """Returns the list of all ranks' objects at the root, None elsewhere."""
        return self._objects.gather(obj, _index('root', root))

    def igather(self, obj, root=0):
        """Starts a gather."""
        return Request(self._objects.igather(obj, _index('root', root)))

    def allgather(self, obj):
        """Returns the list of all ranks' objects, at every rank."""
        return self._objects.allgather(obj)

    def iallgather(self, obj):
        """Starts an allgather."""
        return Request(self._objects.iallgather(obj))

    def alltoall(self, objs):
        """Sends objs[i] to rank i and returns the list of what each rank had for this one."""
        return self._objects.alltoall(_items('alltoall', objs))

    def ialltoall(self, objs):
        """Starts an alltoall."""
        return Request(self._objects.ialltoall(_items('alltoall', objs)))

    def reduce(self, obj, op=SUM, root=0):
        """Combines all ranks' objects in rank order; the result at the root, None elsewhere.

        op is applied to the objects themselves: SUM of numbers adds, SUM of lists concatenates.
        """
        return self._objects.reduce(obj, _function(op), _index('root', root))

    def ireduce(self, obj, op=SUM, root=0):
        """Starts a reduce."""
        return Request(self._objects.ireduce(obj, _function(op), _index('root', root)))

    def allreduce(self, obj, op=SUM):
        """As reduce, with the same result at every rank."""
        return self._objects.allreduce(obj, _function(op))

    def iallreduce(self, obj, op=SUM):
        """Starts an allreduce."""
        return Request(self._objects.iallreduce(obj, _function(op)))

    def scan(self, obj, op=SUM):
        """Combines the objects of ranks 0 to this one."""
        return self._objects.scan(obj, _function(op))

    def iscan(self, obj, op=SUM):
        """Starts a scan."""
        return Request(self._objects.iscan(obj, _function(op)))

    def exscan(self, obj, op=SUM):
        """Combines the objects of the ranks before this one; None at rank 0."""
        return self._objects.exscan(obj, _function(op))

    def iexscan(self, obj, op=SUM):
        """Starts an exscan."""
        return Request(self._objects.iexscan(obj, _function(op)))

    def reduce_scatter(self, objs, op=SUM):
        """Combines the ranks' objs[i] and gives the result to rank i."""
        return self._objects.reduceScatter(_items('reduce_scatter', objs), _function(op))

    def ireduce_scatter(self, objs, op=SUM):
        """Starts a reduce_scatter."""
        return Request(self._objects.ireduceScatter(_items('reduce_scatter', objs), _function(op)))

    # Buffers: memory as it is, from and to anything with the buffer protocol, or a part of it given as
    # [buf, count] or [buf, count, displ] in items.

    def Send(self, buf, dest, tag=0):
        """Sends a buffer's bytes to rank dest; returns when they may be changed."""
        count, displ = -1, 0
        if type(buf) is list or type(buf) is tuple:
            buf, count, displ = _part(buf)
        if type(dest) is not int or type(tag) is not int:
            dest = _index('dest', dest)
            tag = _index('tag', tag)
        self._buffers.send(buf, count, displ, dest, tag)

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
        count, displ = -1, 0
        if type(buf) is list or type(buf) is tuple:
            buf, count, displ = _part(buf)
        if type(source) is not int or type(tag) is not int:
            source = _index('source', source)
            tag = _index('tag', tag)
        if status is None:
            self._buffers.recv(buf, count, displ, source, tag)
        else:
            self._buffers.recvWithStatus(buf, count, displ, source, tag, _status(status))

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
        self._host.abort(_index('code', code))
