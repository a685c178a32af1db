"""Communicators: what all of them have, and messages that are objects."""

from mpi4py import _constants as C
from mpi4py._attributes import Attributes, copy_all, delete_all
from mpi4py._buffers import BufferMessages
from mpi4py._core import Core, host
from mpi4py._errhandler import ErrorHandling
from mpi4py._errors import failure, last_used
from mpi4py._fault import FaultTolerance
from mpi4py._group import Group, _Members
from mpi4py._handle import Handle, root
from mpi4py._info import Info, texts_of
from mpi4py._message import Message
from mpi4py._operation import Finished
from mpi4py._pickle import custom
from mpi4py._request import Request, started
from mpi4py._status import java


def _null(*arguments):
    raise failure('ERR_COMM', 'the communicator is COMM_NULL')


@root
class Comm(Handle, Attributes, ErrorHandling, FaultTolerance, BufferMessages):
    """Ranks that pass messages among themselves, apart from all other communicators."""

    __slots__ = ('_send', '_recv', '_Send', '_Recv', '_bcast_object', '_barrier', '_allreduce')

    def __new__(cls, comm=None):
        self = Handle.__new__(cls, comm)
        if self._ob is not None and not issubclass(self._ob.kind, cls._kind):
            raise TypeError(f'the communicator is no {cls._kind[0].__name__}: it is a {self._ob.kind.__name__}')
        self._bind()
        return self

    @classmethod
    def _of(cls, ob):
        self = object.__new__(cls)
        self._ob = ob
        self._bind()
        return self

    def _bind(self):
        core = self._ob
        if core is None:
            self._send = self._recv = self._Send = self._Recv = _null
            self._bcast_object = self._barrier = self._allreduce = _null
        else:
            self._send = core.objects.send
            self._recv = core.objects.recv
            self._bcast_object = core.objects.bcast
            self._barrier = core.objects.barrier
            self._allreduce = core.objects.allreduce
            self._Send = core.buffers.send
            self._Recv = core.buffers.recv

    @classmethod
    def _class_of(cls, ob):
        return cls if ob is None else ob.kind

    def _check(self):
        if self._ob is None:
            _null()
        return self._ob

    def _forget(self):
        self._ob = None
        self._bind()

    # Who is in it.

    def Get_group(self):
        """Gives its ranks as a group."""
        return Group._of(_Members(self._check().host.group()))

    group = property(Get_group, doc='Its ranks as a group.')

    def Get_size(self):
        """Gives how many ranks it has."""
        return self._check().size

    size = property(Get_size, doc='How many ranks it has.')

    def Get_rank(self):
        """Gives this rank's number in it."""
        return self._check().rank

    rank = property(Get_rank, doc="This rank's number in it.")

    def Compare(self, comm):
        """Gives IDENT, CONGRUENT for the same ranks in the same order, SIMILAR for the same ranks, or UNEQUAL."""
        mine, other = self._check(), comm._check()
        if mine is other:
            return C.IDENT
        if (mine.remote is None) != (other.remote is None):
            return C.UNEQUAL
        result = max(self.Get_group().Compare(comm.Get_group()), C.CONGRUENT)
        if mine.remote is not None:
            result = max(result, self.Get_remote_group().Compare(comm.Get_remote_group()))
        return result if result != C.IDENT else C.CONGRUENT

    def Is_inter(self):
        """Whether it joins two groups."""
        return self._check().remote is not None

    is_inter = property(Is_inter, doc='Whether it joins two groups.')

    def Is_intra(self):
        """Whether it has one group only."""
        return self._check().remote is None

    is_intra = property(Is_intra, doc='Whether it has one group only.')

    def Get_topology(self):
        """Gives CART, GRAPH, DIST_GRAPH or UNDEFINED."""
        topology = self._check().topology
        return C.UNDEFINED if topology is None else topology.kind

    topology = property(Get_topology, doc='CART, GRAPH, DIST_GRAPH or UNDEFINED.')

    @property
    def is_topo(self):
        """Whether it has a topology."""
        return self.Get_topology() != C.UNDEFINED

    # Making and freeing.

    def _dup(self, info):
        core = self._check()
        attributes = {}
        copy_all(self, attributes)
        made = self._twin(core)
        made.attributes = attributes
        made.topology = core.topology
        made.info = core.info if info is None else texts_of(info)
        return type(self)._of(made)

    def _twin(self, core):
        return Core(core.host.dup(), core.kind, core.handler)

    def Clone(self):
        """Gives the same ranks in a communicator of their own."""
        return self.Dup()

    def Dup(self, info=None):
        """Gives the same ranks in a communicator of their own, with the same attributes."""
        return self._dup(info)

    def Dup_with_info(self, info):
        """Gives what Dup does, with hints of its own."""
        return self._dup({} if info is None else info)

    def Idup(self, info=None):
        """Gives what Dup does, and a request for its completion."""
        return self._dup(info), Request._of(Finished())

    def Idup_with_info(self, info):
        """Gives what Dup_with_info does, and a request for its completion."""
        return self.Dup_with_info(info), Request._of(Finished())

    def Free(self):
        """Frees the communicator."""
        core = self._check()
        if core.constant:
            core.fail('MPI_ERR_COMM', 'MPI\'s own communicators cannot be freed')
        delete_all(self)
        self._forget()

    def Disconnect(self):
        """Waits for what is under way, and frees the communicator."""
        self._check()
        self.Barrier()
        self.Free()

    def Set_info(self, info):
        """Sets hints."""
        core = self._check()
        core.info = {**(core.info or {}), **texts_of(info)}

    def Get_info(self):
        """Gives the hints."""
        return Info._made(dict(self._check().info or {}))

    info = property(Get_info, Set_info, doc='The hints.')

    def Get_name(self):
        """Gives its name."""
        return 'MPI_COMM_NULL' if self._ob is None else self._ob.name

    def Set_name(self, name):
        """Gives it a name."""
        self._check().name = name[:C.MAX_OBJECT_NAME - 1]

    name = property(Get_name, Set_name, doc='Its name.')

    def Abort(self, errorcode=0):
        """Ends the whole job with this exit code."""
        (host.world() if self._ob is None else self._ob.host).abort(errorcode)
        raise SystemExit(errorcode)

    @classmethod
    def Get_parent(cls):
        """Gives the communicator with those that have spawned this program: none, COMM_NULL."""
        from mpi4py._intercomm import Intercomm
        return Intercomm()

    @classmethod
    def Join(cls, fd):
        """Is not supported."""
        raise NotImplementedError('Joining by a socket is not supported: all ranks of a job start together.')

    _predefined = {
        C.TAG_UB: lambda comm: 2**31 - 1,
        C.IO: lambda comm: C.ANY_SOURCE,
        C.HOST: lambda comm: C.PROC_NULL,
        C.WTIME_IS_GLOBAL: lambda comm: 0,
        C.APPNUM: lambda comm: 0,
        C.LASTUSEDCODE: lambda comm: last_used(),
        C.UNIVERSE_SIZE: lambda comm: host.world().size(),
    }

    # Objects.

    def _are_plain(self):
        """Whether objects go to Java as they are; so they do when there is no communicator."""
        core = self._ob
        return core is None or core.locks is None and not custom()

    def _objects(self):
        """Java's verbs, or what stands before them where the program pickles by itself or uses its locks."""
        core = self._check()
        objects = core.objects
        if custom():
            from mpi4py._pickled import Pickled
            objects = Pickled(objects, core.rank)
        if core.locks is not None:
            from mpi4py._context import Locked
            objects = Locked(objects, self)
        return objects

    def send(self, obj, dest, tag=0):
        """Sends an object; returns when it may be changed."""
        if custom():
            self._objects().send(obj, dest, tag)
        else:
            self._send(obj, dest, tag)

    def ssend(self, obj, dest, tag=0):
        """Sends an object; returns when it is being received."""
        self._objects().ssend(obj, dest, tag)

    def bsend(self, obj, dest, tag=0):
        """Sends an object without waiting; needs an attached buffer."""
        core = self._check()
        from mpi4py._bsend import room
        room(core, 0).keep(self._objects().isend(obj, dest, tag), 0)

    def isend(self, obj, dest, tag=0):
        """Starts to send an object, which may be changed at once."""
        return started(self._objects().isend(obj, dest, tag))

    def issend(self, obj, dest, tag=0):
        """Starts an ssend of an object, which may be changed at once."""
        return started(self._objects().issend(obj, dest, tag))

    def ibsend(self, obj, dest, tag=0):
        """Starts a bsend of an object, which may be changed at once."""
        self.bsend(obj, dest, tag)
        return Request._of(Finished())

    def recv(self, buf=None, source=C.ANY_SOURCE, tag=C.ANY_TAG, status=None):
        """Waits for an object and gives it; buf is not needed."""
        if buf is not None:
            _unneeded(buf)
        if status is None and not custom():
            return self._recv(source, tag)
        return self._objects().recvWithStatus(source, tag, _cleared(status))

    def irecv(self, buf=None, source=C.ANY_SOURCE, tag=C.ANY_TAG):
        """Starts to receive an object; buf is not needed."""
        return started(self._check().objects.irecv(source, tag), loader())

    def sendrecv(self, sendobj, dest, sendtag=0, recvbuf=None, source=C.ANY_SOURCE, recvtag=C.ANY_TAG,
                 status=None):
        """Sends an object and receives another at once; recvbuf is not needed."""
        return self._objects().sendrecv(sendobj, dest, sendtag, source, recvtag, java(status))

    def Probe(self, source=C.ANY_SOURCE, tag=C.ANY_TAG, status=None):
        """Waits until a message is there; gives True."""
        self._check().objects.probe(source, tag, _cleared(status))
        return True

    probe = Probe

    def Iprobe(self, source=C.ANY_SOURCE, tag=C.ANY_TAG, status=None):
        """Whether a message is there."""
        return self._check().objects.iprobe(source, tag, _cleared(status))

    iprobe = Iprobe

    def _matched(self, verb, source, tag, status):
        core = self._check()
        return getattr(core.objects, verb)(source, tag, _cleared(status)), core.buffers

    def Mprobe(self, source=C.ANY_SOURCE, tag=C.ANY_TAG, status=None):
        """Waits for a message and takes it: only the result can receive it."""
        return Message.Probe(self, source, tag, status)

    mprobe = Mprobe

    def Improbe(self, source=C.ANY_SOURCE, tag=C.ANY_TAG, status=None):
        """Takes a message if there is one, else gives None."""
        return Message.Iprobe(self, source, tag, status)

    improbe = Improbe


Comm._kind = Comm,  # a tuple, as _root is


def _unneeded(buf):
    if not hasattr(buf, '__index__'):
        from warnings import warn
        warn('recv needs no buffer: messages may have any size', UserWarning, 3)


def loader():
    """What is done with a received object: nothing, unless the program pickles by itself."""
    if not custom():
        return None
    from mpi4py._pickled import load
    return lambda value, status: load(value)


def _cleared(status):
    if status is None:
        return None
    filled = java(status)
    filled.clear()
    return filled
