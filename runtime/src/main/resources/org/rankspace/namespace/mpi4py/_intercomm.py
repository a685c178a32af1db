"""Intercommunicators: two groups, whose messages go to and come from the other (MPI 4.1, section 7.6).

A message between two ranks is Java's business. Collectives are put together from those of this rank's own group
and from messages between the first ranks of the two groups.
"""

from mpi4py import _constants as C
from mpi4py._comm import Comm
from mpi4py._core import Core, host
from mpi4py._fault import BAND
from mpi4py._group import Group, _Members
from mpi4py._intracomm import COMM_WORLD, Intracomm, _one_each, hash_of
from mpi4py._interbuffers import InterBuffers
from mpi4py._reductions import function_of

_TAG = 2**31 - 2  # of the messages between the first ranks


class _Remote:
    """The other group, and what the collectives of an intercommunicator need."""

    __slots__ = ('members', 'java', 'talk')

    def __init__(self, members, java, talk):
        self.members = members  # ranks of the world
        self.java = java  # the group
        self.talk = talk.objects()  # for the messages of collectives


class Intercomm(InterBuffers, Comm):
    """A communicator with two groups; messages go from one to the other."""

    __slots__ = ()

    def Get_remote_group(self):
        """Gives the other group."""
        return Group._of(_Members(self._check().remote.java))

    remote_group = property(Get_remote_group, doc='The other group.')

    def Get_remote_size(self):
        """Gives how many ranks the other group has."""
        return len(self._check().remote.members)

    remote_size = property(Get_remote_size, doc='How many ranks the other group has.')

    @classmethod
    def Create_from_groups(cls, local_group, local_leader, remote_group, remote_leader,
                           stringtag='org.mpi4py', info=None, errhandler=None):
        """Joins two groups whose ranks know both of them, and name it the same."""
        tag = hash_of(stringtag)
        local = COMM_WORLD.Create_group(local_group, tag)
        peer = remote_group._java().members()[remote_leader]
        made = create_intercomm(local, local_leader, COMM_WORLD, peer, tag)
        if errhandler:
            made.Set_errhandler(errhandler)
        return made

    def _twin(self, core):
        return _made(core.handler, core.host.group().members(), core.remote.members, self._agreed())

    def _agreed(self):
        """A number that both groups know and nobody else has."""
        core = self._check()
        number = _number() if core.rank == 0 else None
        other = self._swap(number)
        return core.local.objects.bcast(None if core.rank else number ^ other, 0)

    def _swap(self, mine):
        """Exchanges objects between the first ranks of both groups; None at all others."""
        core = self._check()
        return core.remote.talk.sendrecv(mine, 0, _TAG, 0, _TAG, None) if core.rank == 0 else None

    def _both(self, mine):
        """Gives both groups' objects that their first ranks had, this group's first, at every rank."""
        core = self._check()
        pair = (mine, self._swap(mine)) if core.rank == 0 else None
        return core.local.objects.bcast(pair, 0)

    def Create(self, group):
        """Joins subsets of the two groups; COMM_NULL where a rank is in none."""
        core = self._check()
        mine, others = self._both(group._java().members())
        return self._subset(core, mine, others)

    def _subset(self, core, mine, others):
        number = self._agreed()
        me = core.host.group().members()[core.rank]
        if me not in mine or not others:
            return Intercomm()
        return Intercomm._of(_made(core.handler, mine, others, number))

    def Split(self, color=0, key=0):
        """Ranks of both groups with the same color form an intercommunicator, ordered by key."""
        core = self._check()
        given, others = self._both_lists((color, key))
        mine = _chosen(core.host.group().members(), given, color)
        others = _chosen(core.remote.members, others, color)
        number = self._agreed()
        if color == C.UNDEFINED or not others:
            return Intercomm()
        return Intercomm._of(_made(core.handler, mine, others, (number ^ hash_of(str(color))) & _MOST))

    def _both_lists(self, mine):
        """Gives the lists of both groups' objects, this group's first, at every rank."""
        return self._both(self._check().local.objects.gather(mine, 0))

    def Split_type(self, split_type, key=0, info=None):
        """Ranks of both groups that share what split_type names form an intercommunicator."""
        from mpi4py._intracomm import _guided, node
        together = split_type == C.COMM_TYPE_SHARED or _guided(split_type, info)
        return self.Split(hash_of(node()) if together else C.UNDEFINED, key)

    def Merge(self, high=False):
        """Gives an intracommunicator of both groups; the one that says high comes last."""
        core = self._check()
        own = core.host.group().members()
        mine, other = self._both((bool(high), min(own)))
        number = self._agreed()
        members = own + core.remote.members if mine < other else core.remote.members + own
        java = host.world().assemble(members, None, number, 'merged')
        return Intracomm._of(Core(java, Intracomm, core.handler))

    # Objects.

    def Barrier(self):
        """Waits until all ranks of both groups have called it."""
        core = self._check()
        core.local.objects.barrier()
        self._swap(None)
        core.local.objects.barrier()

    barrier = Barrier

    def bcast(self, obj, root=0):
        """Gives the ranks of one group an object of the other's; see _there."""
        core = self._check()
        if root == C.PROC_NULL:
            return None
        if root == C.ROOT:
            core.remote.talk.send(obj, 0, _TAG)
            return None
        self._there(root)
        received = core.remote.talk.recv(root, _TAG) if core.rank == 0 else None
        return core.local.objects.bcast(received, 0)

    def _there(self, root):
        """Checks a root in the other group; the root itself says ROOT, the others of its group PROC_NULL.

        Every rank does so before it waits for anybody, so that all of them see the error.
        """
        core = self._check()
        if not 0 <= root < len(core.remote.members):
            core.fail('MPI_ERR_ROOT', f'no such root in the other group: root={root}')

    def gather(self, sendobj, root=0):
        """Gives the root the list of the other group's objects."""
        core = self._check()
        if root == C.PROC_NULL:
            return None
        if root == C.ROOT:
            return core.remote.talk.recv(0, _TAG)
        self._there(root)
        collected = core.local.objects.gather(sendobj, 0)
        if core.rank == 0:
            core.remote.talk.send(collected, root, _TAG)
        return None

    def scatter(self, sendobj, root=0):
        """Gives each rank of one group an object of the other's."""
        core = self._check()
        if root == C.PROC_NULL:
            return None
        if root == C.ROOT:
            core.remote.talk.send(_one_each(sendobj, len(core.remote.members)), 0, _TAG)
            return None
        self._there(root)
        received = core.remote.talk.recv(root, _TAG) if core.rank == 0 else None
        return core.local.objects.scatter(received, 0)

    def allgather(self, sendobj):
        """Gives the list of the other group's objects, at every rank."""
        return self._both_lists(sendobj)[1]

    def alltoall(self, sendobj):
        """Sends one object to each rank of the other group, and gives the list of what each had for this one."""
        core = self._check()
        others = self._both_lists(_one_each(sendobj, len(core.remote.members)))[1]
        return [objects[core.rank] for objects in others]

    def reduce(self, sendobj, op=None, root=0):
        """Gives the root the other group's objects combined."""
        core = self._check()
        if root == C.PROC_NULL:
            return None
        if root == C.ROOT:
            return core.remote.talk.recv(0, _TAG)
        self._there(root)
        combined = core.local.objects.reduce(sendobj, function_of(op), 0)
        if core.rank == 0:
            core.remote.talk.send(combined, root, _TAG)
        return None

    def allreduce(self, sendobj, op=None):
        """Gives the other group's objects combined, at every rank."""
        core = self._check()
        return self._both(core.local.objects.reduce(sendobj, function_of(op), 0))[1]

    def Agree(self, flag):
        """Combines the flags of all ranks of both groups by AND, bit by bit."""
        mine, others = self._both(self._check().local.objects.reduce(flag, function_of(BAND), 0))
        return mine & others


Intercomm._kind = Intercomm,


def _chosen(members, given, color):
    """Those that have given the color, by key, then by rank."""
    found = [(key, place) for place, (its, key) in enumerate(given) if its == color]
    return [members[place] for _, place in sorted(found)]


_MOST = 2**62 - 1


def _number():
    """A number that nobody else has."""
    import os
    return int.from_bytes(os.urandom(8), 'little') & _MOST


def create_intercomm(comm, local_leader, peer_comm, remote_leader, tag):
    """See Intracomm.Create_intercomm."""
    core = comm._check()
    mine = core.host.group().members()
    told = None
    if core.rank == local_leader:
        number = _number()
        others, theirs = peer_comm.sendrecv((mine, number), remote_leader, tag, None, remote_leader, tag)
        told = others, number ^ theirs
    others, number = core.objects.bcast(told, local_leader)
    common = sorted({*mine}.intersection(others))
    if common:
        core.fail('MPI_ERR_COMM', f'the two groups must have no rank in common: both have rank {common[0]} of world')
    return Intercomm._of(_made(core.handler, mine, others, number))


def _made(handler, mine, others, number):
    world = host.world()
    made = Core(world.assemble(mine, others, number, 'inter'), Intercomm, handler)
    made.local = Core(world.assemble(mine, None, _other(number, 1, mine), 'own group of inter'), Intracomm, handler)
    made.remote = _Remote(others, world.assemble(others, None, 0, '').group(),
                          world.assemble(mine, others, _other(number, 2, ()), 'collective on inter'))
    return made


def _other(number, part, members):
    """Another number that follows from this one."""
    return (number * 6364136223846793005 + part + (min(members) if members else 0) * 97) & _MOST
