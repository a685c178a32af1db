"""Intracommunicators: one group of ranks, with collectives."""

from mpi4py import _constants as C
from mpi4py._collectives import BufferCollectives
from mpi4py._comm import Comm, _null
from mpi4py._core import Core, host
from mpi4py._errhandler import ERRORS_RETURN
from mpi4py._errors import failure
from mpi4py._handle import predefine
from mpi4py._reductions import BufferReductions, function_of

_SPAWN = ('Dynamic processes are not supported yet: start all ranks with rankrun -np N, and a program that has an'
          ' MPIPoolExecutor with rankrun -np N -m mpi4py.futures program.py.')


class ObjectCollectives:
    """The collectives of an intracommunicator whose messages are objects."""

    __slots__ = ()

    def Barrier(self):
        """Waits until all ranks have called it."""
        self._barrier()

    barrier = Barrier

    def bcast(self, obj, root=0):
        """Gives the root's object, at every rank."""
        if self._are_plain():
            return self._bcast_object(obj, root)
        return self._objects().bcast(obj, root)

    def gather(self, sendobj, root=0):
        """Gives the list of all ranks' objects at the root, None elsewhere."""
        return self._objects().gather(sendobj, root)

    def scatter(self, sendobj, root=0):
        """Gives each rank one of the root's objects."""
        core = self._check()
        return self._objects().scatter(_one_each(sendobj, core.size) if core.rank == root else None, root)

    def allgather(self, sendobj):
        """Gives the list of all ranks' objects, at every rank."""
        return self._objects().allgather(sendobj)

    def alltoall(self, sendobj):
        """Sends one object to each rank, and gives the list of what each had for this one."""
        core = self._check()
        return self._objects().alltoall(_one_each(sendobj, core.size))

    def reduce(self, sendobj, op=None, root=0):
        """Combines all ranks' objects in rank order, at the root; None elsewhere."""
        return self._objects().reduce(sendobj, function_of(op), root)

    def allreduce(self, sendobj, op=None):
        """Combines all ranks' objects in rank order, at every rank."""
        if self._are_plain():
            return self._allreduce(sendobj, function_of(op))
        return self._objects().allreduce(sendobj, function_of(op))

    def scan(self, sendobj, op=None):
        """Combines the objects of ranks 0 to this one."""
        return self._objects().scan(sendobj, function_of(op))

    def exscan(self, sendobj, op=None):
        """Combines the objects of the ranks before this one; None at rank 0."""
        return self._objects().exscan(sendobj, function_of(op))


def _one_each(objects, size):
    if objects is None:  # stands for as many as are needed
        return [None] * size
    objects = [*objects]
    if len(objects) != size:
        raise ValueError(f'there must be one object for each rank: objects={len(objects)}, size={size}')
    return objects


class Intracomm(ObjectCollectives, BufferCollectives, BufferReductions, Comm):
    """A communicator with one group of ranks."""

    __slots__ = ()

    def _made(self, java, kind=None):
        """A new communicator that inherits this one's error handler, or COMM_NULL."""
        kind = kind or Intracomm
        return Comm() if java is None else kind._of(Core(java, kind, self._ob.handler))

    def Create(self, group):
        """Gives a communicator of a group's members, COMM_NULL elsewhere; all ranks call it."""
        return self._made(self._check().host.create(group._java()))

    def Create_group(self, group, tag=0):
        """Gives a communicator of a group's members, who alone call it."""
        return self._made(self._check().host.createGroup(group._java(), tag))

    @classmethod
    def Create_from_group(cls, group, stringtag='org.mpi4py', info=None, errhandler=None):
        """Gives a communicator of a group's members, who alone call it and name it the same."""
        made = COMM_WORLD.Create_group(group, hash_of(stringtag))
        if errhandler:
            made.Set_errhandler(errhandler)
        return made

    def Split(self, color=0, key=0):
        """Ranks with the same color form a communicator, ordered by key; COMM_NULL for UNDEFINED."""
        core = self._check()
        if color < 0 and color != C.UNDEFINED:
            core.fail('MPI_ERR_ARG', f'a color must not be negative, or be UNDEFINED: color={color}')
        return self._made(core.host.split(-1 if color == C.UNDEFINED else color, key))

    def Split_type(self, split_type, key=0, info=None):
        """Ranks that share what split_type names form a communicator."""
        together = split_type == C.COMM_TYPE_SHARED or _guided(split_type, info)
        mine = (split_type, node()) if together else None
        names = self._check().objects.allgather(mine)
        return self.Split(names.index(mine) if together else C.UNDEFINED, key)

    # With a topology; see _topology.

    def Create_cart(self, dims, periods=None, reorder=False):
        """Gives a communicator whose ranks form a grid."""
        from mpi4py._topology import create_cart
        return create_cart(self, dims, periods)

    def Create_graph(self, index, edges, reorder=False):
        """Gives a communicator whose ranks form a graph that every rank gives in whole."""
        from mpi4py._topology import create_graph
        return create_graph(self, index, edges)

    def Create_dist_graph_adjacent(self, sources, destinations, sourceweights=None, destweights=None,
                                   info=None, reorder=False):
        """Gives a communicator whose ranks form a graph; every rank gives its own edges."""
        from mpi4py._topology import create_adjacent
        return create_adjacent(self, sources, destinations, sourceweights, destweights)

    def Create_dist_graph(self, sources, degrees, destinations, weights=None, info=None, reorder=False):
        """Gives a communicator whose ranks form a graph; every rank gives any of its edges."""
        from mpi4py._topology import create_dist_graph
        return create_dist_graph(self, sources, degrees, destinations, weights)

    def Cart_map(self, dims, periods=None):
        """Gives the rank that this one would have in a grid, or UNDEFINED."""
        size = 1
        for dim in [dims] if isinstance(dims, int) else dims:
            size *= dim
        return self.rank if self.rank < size else C.UNDEFINED

    def Graph_map(self, index, edges):
        """Gives the rank that this one would have in a graph, or UNDEFINED."""
        from mpi4py._topology import nodes_of
        return self.rank if self.rank < len(nodes_of(index)) else C.UNDEFINED

    # With other groups; see _intercomm.

    def Create_intercomm(self, local_leader, peer_comm, remote_leader, tag=0):
        """Joins two groups whose leaders can talk on peer_comm."""
        from mpi4py._intercomm import create_intercomm
        return create_intercomm(self, local_leader, peer_comm, remote_leader, tag)

    def Spawn(self, command, args=None, maxprocs=1, info=None, root=0, errcodes=None):
        """Is not supported."""
        raise NotImplementedError(_SPAWN)

    def Spawn_multiple(self, command, args=None, maxprocs=None, info=None, root=0, errcodes=None):
        """Is not supported."""
        raise NotImplementedError(_SPAWN)

    def Accept(self, port_name, info=None, root=0):
        """Is not supported."""
        raise NotImplementedError(_SPAWN)

    def Connect(self, port_name, info=None, root=0):
        """Is not supported."""
        raise NotImplementedError(_SPAWN)


Intracomm._kind = Intracomm,


def _common(name, doc):
    """A method by way of Comm: what the communicator's own kind does, also where a subclass overrides it."""
    def collective(self, *arguments, **named):
        return getattr(self._check().kind, name)(self, *arguments, **named)

    collective.__name__ = collective.__qualname__ = name
    collective.__doc__ = doc
    return collective


for _kind in ObjectCollectives, BufferCollectives, BufferReductions:
    for _name, _verb in vars(_kind).items():
        if not _name.startswith('_'):
            setattr(Comm, _name, _common(_name, _verb.__doc__))
for _name in 'Create', 'Split', 'Split_type':
    setattr(Comm, _name, _common(_name, getattr(Intracomm, _name).__doc__))


def _guided(split_type, info):
    if split_type in (C.UNDEFINED, C.COMM_TYPE_HW_UNGUIDED):
        return False
    if split_type not in (C.COMM_TYPE_HW_GUIDED, C.COMM_TYPE_RESOURCE_GUIDED):
        raise failure('ERR_ARG', f'no such split type: split_type={split_type}')
    return info is not None and info.get('mpi_hw_resource_type') == 'mpi_shared_memory'


def node():
    """What ranks that share memory have in common."""
    return host.hostName()


def hash_of(text):
    """A number for a text, the same at every rank."""
    number = 0
    for byte in text.encode():
        number = (number * 31 + byte) & 0x7FFFFFFF
    return number


def _constant(name, java):
    core = Core(java, Intracomm, ERRORS_RETURN._ob, 'MPI_' + name)
    core.constant = True
    return predefine(name, Intracomm._of(core))


COMM_NULL = predefine('COMM_NULL', Comm())
COMM_SELF = _constant('COMM_SELF', host.self())
COMM_WORLD = _constant('COMM_WORLD', host.world())
