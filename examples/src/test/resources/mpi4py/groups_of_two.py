"""Intercommunicators: two groups that talk to each other."""
from array import array

from mpi4py import MPI

comm = MPI.COMM_WORLD
rank, size = comm.rank, comm.size


def check_intercommunicators():
    if size < 2:
        return
    low = rank < size // 2
    own = comm.Split(0 if low else 1)
    both = own.Create_intercomm(0, comm, size // 2 if low else 0, 5)
    messages(both)
    collectives(both, low)
    buffers(both, low)
    twin = both.Dup()
    assert type(twin) is MPI.Intercomm and twin.allgather(1) == [1] * twin.remote_size
    assert both.Compare(twin) == MPI.CONGRUENT
    merged = both.Merge(low)
    assert merged.size == size and merged.allgather(rank)[0] == size // 2, 'the high ones come last'
    pairs = both.Split(both.rank)
    if pairs:
        assert (pairs.size, pairs.remote_size) == (1, 1) and pairs.sendrecv(rank, 0, source=0) != rank


def check_groups_with_a_rank_in_common():
    try:
        comm.Create_intercomm(0, comm, 0)
    except MPI.Exception as e:
        assert e.Get_error_class() == MPI.ERR_COMM
    else:
        assert False, 'must not be joined'


def messages(both):
    if both.rank < both.remote_size:
        status = MPI.Status()
        theirs = both.sendrecv(('from', rank), both.rank, source=both.rank, status=status)
        assert theirs[1] != rank and status.source == both.rank


def collectives(both, low):
    mine, theirs = range(size // 2), range(size // 2, size)
    if not low:
        mine, theirs = theirs, mine
    assert both.allgather(rank) == [*theirs] and both.allreduce(rank) == sum(theirs)
    assert both.alltoall([(rank, i) for i in theirs]) == [(i, rank) for i in theirs]
    root = (MPI.ROOT if both.rank == 0 else MPI.PROC_NULL) if low else 0
    assert both.bcast('down' if root == MPI.ROOT else None, root) == (None if low else 'down')
    assert both.gather(rank, root) == ([*theirs] if root == MPI.ROOT else None)
    assert both.reduce(rank, root=root) == (sum(theirs) if root == MPI.ROOT else None)
    assert both.scatter([*theirs] if root == MPI.ROOT else None, root) == (None if low else rank)
    both.Barrier()


def buffers(both, low):
    if both.size != both.remote_size:
        return
    into = array('i', [0] * both.size)
    both.Allgather(array('i', [rank]), into)
    assert into.tolist() == [*range(size // 2, size)] if low else [*range(size // 2)]
    total = array('i', [0])
    both.Allreduce(array('i', [1]), total)
    assert total[0] == both.remote_size
