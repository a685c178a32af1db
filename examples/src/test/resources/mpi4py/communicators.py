"""Making communicators out of others."""
from mpi4py import MPI

comm = MPI.COMM_WORLD
rank, size = comm.rank, comm.size


def check_constants():
    assert MPI.COMM_SELF.size == 1 and MPI.COMM_SELF.allgather(rank) == [rank]
    assert not MPI.COMM_NULL and comm.Compare(MPI.COMM_SELF) == (MPI.UNEQUAL if size > 1 else MPI.CONGRUENT)
    assert comm.Get_name() == 'MPI_COMM_WORLD' and type(comm) is MPI.Intracomm


def check_duplicates_keep_messages_apart():
    other = comm.Dup()
    assert comm.Compare(other) == MPI.CONGRUENT and other.Compare(MPI.Comm(other)) == MPI.IDENT
    request = comm.isend('here', rank)
    other.send('there', rank)
    assert other.recv() == 'there' and comm.recv(source=rank) == 'here'
    request.wait()
    later, request = other.Idup()
    request.Wait()
    assert later.allreduce(1) == size
    later.Free()
    other.Free()


def check_splits():
    part = comm.Split(rank % 2, -rank)
    assert part.size == len(range(rank % 2, size, 2)) and part.allgather(rank)[0] >= rank
    assert comm.Split(MPI.UNDEFINED) == MPI.COMM_NULL
    assert comm.Split_type(MPI.COMM_TYPE_SHARED).size == size
    part.Free()
    assert MPI.Comm.Split(comm, rank == 0).size == (1 if rank == 0 else size - 1)


def check_truth_values_are_numbers():
    assert comm.Split(rank > 0, False).size == (size - 1 if rank else 1)
    assert comm.bcast(rank, False) == 0 and comm.sendrecv(rank, rank, False, source=rank, recvtag=False) == rank
    assert comm.Get_group().Incl([False]).size == 1


def check_groups():
    last = comm.Get_group().Incl([size - 1])
    made = comm.Create(last)
    assert (made != MPI.COMM_NULL) == (rank == size - 1)
    if rank == size - 1:
        for tag in (1, 2):
            alone = comm.Create_group(last, tag)
            assert alone.size == 1 and alone.allreduce(rank) == rank
    named = MPI.Intracomm.Create_from_group(comm.Get_group(), 'everyone')
    assert named.allgather(rank) == [*range(size)]


def check_subclasses():
    class Own(MPI.Intracomm):
        def __new__(cls, comm=None):
            return super().__new__(cls, comm)

    own = Own(comm)
    assert type(own.Dup()) is Own and own.bcast(rank) == 0 and own == comm


def check_collectives_by_way_of_the_root_class():
    class Loud(MPI.Intracomm):
        def bcast(self, obj, root=0):
            return MPI.Comm.bcast(self, str(obj) + '!', root=root)

    assert Loud(comm).bcast(rank) == '0!'
    cell = bytearray([rank])
    MPI.Comm.Bcast(comm, cell, root=size - 1)
    assert cell[0] == size - 1
    MPI.Comm.Ibcast(comm, cell).Wait()
    assert MPI.Comm.allgather(comm, rank) == [*range(size)]
