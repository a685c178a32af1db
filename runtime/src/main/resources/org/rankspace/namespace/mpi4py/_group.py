"""Groups: ordered sets of ranks (MPI 4.1, section 7.3)."""

from _operator import index

from mpi4py._constants import IDENT, SIMILAR, UNDEFINED, UNEQUAL, PROC_NULL
from mpi4py._core import host
from mpi4py._errors import failure
from mpi4py._handle import Handle, predefine, root


class _Members:
    """What a group refers to: Java's group."""

    __slots__ = ('host',)

    def __init__(self, java):
        self.host = java


@root
class Group(Handle):
    """An ordered set of ranks."""

    __slots__ = ()

    def _java(self):
        if self._ob is None:
            raise failure('ERR_GROUP', 'the group is GROUP_NULL')
        return self._ob.host

    @classmethod
    def _made(cls, java):
        if java.size() == 0:
            return cls._of(GROUP_EMPTY._ob)
        return cls._of(_Members(java))

    def Get_size(self):
        """Gives how many ranks are in it."""
        return self._java().size()

    size = property(Get_size, doc='How many ranks are in it.')

    def Get_rank(self):
        """Gives this rank's place in it, or UNDEFINED."""
        rank = self._java().rank()
        return UNDEFINED if rank < 0 else rank

    rank = property(Get_rank, doc="This rank's place in it, or UNDEFINED.")

    def Translate_ranks(self, ranks=None, group=None):
        """Gives for each place in this group that of the same rank in another, or UNDEFINED."""
        mine = self._java()
        ranks = range(mine.size()) if ranks is None else ranks
        other = self if group is None else group
        found = iter(mine.translate([rank for rank in ranks if rank != PROC_NULL], other._java()))
        return [PROC_NULL if rank == PROC_NULL else _defined(next(found)) for rank in ranks]

    def Compare(self, group):
        """Gives IDENT for the same ranks in the same order, SIMILAR for the same ranks, or UNEQUAL."""
        mine, other = self._java(), group._java()
        if mine.same(other):
            return IDENT
        return SIMILAR if sorted(mine.members()) == sorted(other.members()) else UNEQUAL

    def Dup(self):
        """Gives the same group again."""
        return type(self)._of(_Members(self._java()))

    @classmethod
    def Union(cls, group1, group2):
        """Gives all of the first group, then those of the second that are not in it."""
        return cls._made(group1._java().union(group2._java()))

    @classmethod
    def Intersection(cls, group1, group2):
        """Gives those of the first group that are also in the second."""
        return cls._made(group1._java().intersection(group2._java()))

    Intersect = Intersection

    @classmethod
    def Difference(cls, group1, group2):
        """Gives those of the first group that are not in the second."""
        return cls._made(group1._java().difference(group2._java()))

    def Incl(self, ranks):
        """Gives the members at these places, in this order."""
        return self._made(self._java().incl([*map(index, ranks)]))

    def Excl(self, ranks):
        """Gives the members that are not at these places."""
        return self._made(self._java().excl([*map(index, ranks)]))

    def Range_incl(self, ranks):
        """Gives the members at the places that (first, last, stride) triplets name."""
        return self.Incl(_places(ranks))

    def Range_excl(self, ranks):
        """Gives the members that are not at the places that (first, last, stride) triplets name."""
        return self.Excl(_places(ranks))

    @classmethod
    def Create_from_session_pset(cls, session, pset_name):
        """Is not supported."""
        raise NotImplementedError('MPI sessions are not supported yet.')

    def Free(self):
        """Frees the group."""
        self._java()
        self._forget()


def _defined(rank):
    return UNDEFINED if rank < 0 else rank


def _places(triplets):
    places = []
    for first, last, stride in triplets:
        if stride == 0 or (last - first) * stride < 0:
            raise failure('ERR_ARG', f'no rank is in the range: first={first}, last={last}, stride={stride}')
        places += range(first, last + (1 if stride > 0 else -1), stride)
    return places


GROUP_NULL = predefine('GROUP_NULL', Group())
GROUP_EMPTY = predefine('GROUP_EMPTY', Group._of(_Members(host.self().group().incl([]))))
