"""What libraries over communicators ask for: locks, and a place for messages of their own."""

from _thread import allocate_lock

_guard = allocate_lock()


def _comm_lock_table(comm):
    """The locks of a communicator, by key."""
    core = comm._check()
    with _guard:
        if core.locks is None:
            core.locks = {}
        return core.locks


def _comm_lock(comm, key=None):
    """The lock of a communicator with this key."""
    table = _comm_lock_table(comm)
    with _guard:
        if key not in table:
            table[key] = allocate_lock()
        return table[key]


_COLLECTIVES = frozenset(
    ('bcast', 'gather', 'scatter', 'allgather', 'alltoall', 'reduce', 'allreduce', 'scan', 'exscan'))


class Locked:
    """A communicator for objects, whose collectives hold the lock of their name: its threads take turns."""

    def __init__(self, objects, comm):
        self._objects = objects
        self._comm = comm

    def __getattr__(self, verb):
        method = getattr(self._objects, verb)
        if verb not in _COLLECTIVES:
            return method

        def in_turn(*arguments):
            with _comm_lock(self._comm, verb):
                return method(*arguments)

        return in_turn


class _Context:
    def __init__(self, comm, local, low):
        self.comm = comm
        self.local = local
        self.low = low
        self.used = 0

    def tag(self):
        self.used += 1
        return self.used % (2**31 - 1)


def _commctx_intra(comm):
    """A duplicate for a library's messages, and a tag for its next operation; called by all ranks."""
    core = comm._check()
    if core.context is None:
        core.context = _Context(comm.Dup(), None, False)
    return core.context.comm, core.context.tag()


def _commctx_inter(comm):
    """As _commctx_intra, with the own group's communicator, and whether this group is the lower one."""
    core = comm._check()
    if core.context is None:
        from mpi4py._intracomm import Intracomm
        low = min(core.host.group().members()) < min(core.remote.members)
        core.context = _Context(comm.Dup(), Intracomm._of(core.local), low)
    context = core.context
    return context.comm, context.tag(), context.local, context.low


def _sizeof(arg):
    """The size in bytes of what the handle of a class or of an object would take."""
    from mpi4py._handle import Handle
    from mpi4py._status import Status
    kind = arg if isinstance(arg, type) else type(arg)
    if issubclass(kind, Status):
        return 24
    if issubclass(kind, Handle):
        return 8
    raise TypeError(f'expected a class or an object of MPI: got {arg!r}')


_cells = {}


def _addressof(arg):
    """The address of a copy of the number that stands for a handle; to write there changes nothing."""
    import ctypes
    handle = _handleof(arg)
    cell = _cells.setdefault(handle, ctypes.c_uint64(handle))
    return ctypes.addressof(cell)


def _handleof(arg):
    """A number for a handle."""
    from mpi4py._status import Status
    _sizeof_object(arg)
    return id(arg) if isinstance(arg, Status) else arg.handle


def _sizeof_object(arg):
    if isinstance(arg, type):
        raise TypeError(f'expected an object of MPI: got {arg!r}')
    return _sizeof(arg)
