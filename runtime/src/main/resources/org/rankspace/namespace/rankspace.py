"""Message passing among the ranks of a job: the built-ins of every Rankspace namespace.

The same names are there without an import; `import rankspace` is for editors, linters, and modules that
want to say where a name comes from. The semantics are MPI's (MPI 4.1); ranks are numbered from 0.
"""

from _rankspace_bufferspec import IN_PLACE
from _rankspace_communicator import ANY_SOURCE, ANY_TAG, PROC_NULL, Communicator
from _rankspace_errors import (
    CollectiveMismatchError, InvalidArgumentError, InvalidCountError, InvalidRankError, InvalidRootError,
    InvalidTagError, RankDiedError, RankspaceError, SerializationError, TruncationError)
from _rankspace_operations import (
    BAND, BOR, BXOR, LAND, LOR, LXOR, MAX, MAXLOC, MIN, MINLOC, PROD, SUM, Op)
from _rankspace_requests import Group, Request, Status, wait_all, wait_any
from _rankspace_requests import _connect as _connect_requests


def host():
    """The name of the host this rank runs on."""
    return _host.hostName()


def wtime():
    """Seconds since some time in the past, for measuring how long something takes."""
    return _host.wtime()


def abort(code=1):
    """Ends the whole job at once with this exit code."""
    world.abort(code)


_VERBS = (
    'send', 'recv', 'sendrecv', 'ssend', 'issend', 'isend', 'irecv', 'probe', 'iprobe',
    'barrier', 'bcast', 'broadcast', 'scatter', 'gather', 'allgather', 'alltoall',
    'reduce', 'allreduce', 'scan', 'exscan', 'reduce_scatter',
    'ibarrier', 'ibcast', 'iscatter', 'igather', 'iallgather', 'ialltoall',
    'ireduce', 'iallreduce', 'iscan', 'iexscan', 'ireduce_scatter',
    'Send', 'Recv', 'Sendrecv', 'Ssend', 'Isend', 'Issend', 'Irecv', 'Bcast',
    'Scatter', 'Scatterv', 'Gather', 'Gatherv', 'Allgather', 'Allgatherv', 'Alltoall', 'Alltoallv',
    'Reduce', 'Allreduce', 'Scan', 'Exscan', 'Reduce_scatter_block', 'Reduce_scatter',
    'Ibcast', 'Iscatter', 'Iscatterv', 'Igather', 'Igatherv', 'Iallgather', 'Iallgatherv',
    'Ialltoall', 'Ialltoallv', 'Ireduce', 'Iallreduce', 'Iscan', 'Iexscan', 'Ireduce_scatter_block',
    'Ireduce_scatter',
)

_NAMES = (
    'host', 'wtime', 'abort', 'wait_all', 'wait_any', 'Status', 'Request', 'Group', 'Communicator', 'Op',
    'ANY_SOURCE', 'ANY_TAG', 'PROC_NULL', 'IN_PLACE',
    'SUM', 'PROD', 'MAX', 'MIN', 'LAND', 'LOR', 'LXOR', 'BAND', 'BOR', 'BXOR', 'MAXLOC', 'MINLOC',
    'RankspaceError', 'InvalidRankError', 'InvalidRootError', 'InvalidTagError', 'InvalidCountError',
    'InvalidArgumentError', 'SerializationError', 'TruncationError', 'CollectiveMismatchError', 'RankDiedError',
)

for _name in _NAMES:
    if isinstance(globals()[_name], type):
        globals()[_name].__module__ = __name__  # where a user finds it, in tracebacks and for pickle

__all__ = ('rank', 'size', 'world') + _VERBS + _NAMES


def _connect(host_side):
    """Called by Java once, when the namespace opens: binds the names to this rank's world."""
    global _host
    _host = host_side
    _connect_requests(host_side)
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
