"""Messages between two ranks, and collectives: objects, buffers, in place, of derived datatypes."""
from array import array

from mpi4py import MPI

comm = MPI.COMM_WORLD
rank, size = comm.rank, comm.size
right, left = (rank + 1) % size, (rank - 1) % size


def check_objects():
    status = MPI.Status()
    for sender in (comm.isend, comm.issend):
        request = sender({'from': rank}, right, 3)
        assert comm.recv(source=left, tag=3, status=status) == {'from': left}
        request.wait()
        assert (status.source, status.tag, status.error) == (left, 3, 0) and status.count > 0
    assert comm.sendrecv(rank, right, source=left) == left
    assert comm.recv(source=MPI.PROC_NULL, status=status) is None
    assert status.source == MPI.PROC_NULL and status.tag == MPI.ANY_TAG


def check_matched_probes():
    request = comm.isend('taken', right, 1)
    status = MPI.Status()
    message = comm.mprobe(left, 1, status)
    assert status.source == left and not comm.iprobe(left, 1), 'others do not see it any more'
    assert message.recv() == 'taken' and not message
    request.wait()
    request = comm.Isend(array('i', [rank] * 1000), right)
    into = array('i', [0] * 1000)
    comm.Mprobe(left).Recv(into, status)
    request.Wait()
    assert into[999] == left and status.Get_count(MPI.INT) == 1000
    assert comm.improbe(left, 77) is None
    assert comm.mprobe(MPI.PROC_NULL) == MPI.MESSAGE_NO_PROC


def check_buffers():
    sent, received = array('d', [rank, 0.5]), array('d', [0, 0])
    status = MPI.Status()
    for sender in (comm.Isend, comm.Issend, comm.Irsend):
        request = sender([sent, MPI.DOUBLE], right)
        comm.Recv([received, 2, MPI.DOUBLE], left, status=status)
        request.Wait()
        assert received.tolist() == [left, 0.5] and status.Get_count(MPI.DOUBLE) == 2
    comm.Sendrecv(sent, right, 0, received, left)
    assert received[0] == left
    comm.Sendrecv_replace(received, right, 0, left)
    assert received[0] == (rank - 2) % size


def check_derived_datatypes():
    every_other = MPI.INT.Create_vector(3, 1, 2).Commit()
    sent, received = array('i', range(rank, rank + 6)), array('i', [-1] * 6)
    request = comm.Isend([sent, 1, every_other], right)
    comm.Recv([received, 1, every_other], left)
    request.Wait()
    assert received.tolist() == [left, -1, left + 2, -1, left + 4, -1], received
    column = array('i', [-1] * 6)
    comm.Bcast([sent if rank == 0 else column, 1, every_other])
    assert rank == 0 or column.tolist() == [0, -1, 2, -1, 4, -1]
    every_other.Free()


def check_buffered_sends():
    small = MPI.Alloc_mem(100 + MPI.BSEND_OVERHEAD)
    own = comm.Dup()
    own.Attach_buffer(small)
    own.Bsend(b'x' * 100, right)
    try:
        own.Bsend(b'x' * 100000, right)
    except MPI.Exception as error:
        assert error == MPI.ERR_BUFFER
    else:
        raise AssertionError('it does not fit')
    into = bytearray(100)
    own.Recv(into, left)
    assert into == b'x' * 100 and own.Detach_buffer() == small
    own.Free()


def check_object_collectives():
    assert comm.bcast(rank, size - 1) == size - 1
    assert comm.gather(rank) == ([*range(size)] if rank == 0 else None)
    assert comm.scatter([*range(size)] if rank == 0 else None) == rank
    assert comm.scatter(None) is None and comm.alltoall(None) == [None] * size
    assert comm.allgather(rank) == [*range(size)]
    assert comm.alltoall([(rank, i) for i in range(size)]) == [(i, rank) for i in range(size)]
    assert comm.allreduce([rank]) == [*range(size)] and comm.allreduce(rank, MPI.MAX) == size - 1
    assert comm.allreduce((rank, rank), MPI.MINLOC) == (0, 0)
    assert comm.reduce(rank, lambda x, y: x + y, 0) == (sum(range(size)) if rank == 0 else None)
    assert comm.scan(rank) == sum(range(rank + 1))
    assert comm.exscan(rank) == (sum(range(rank)) if rank else None)


def check_buffer_collectives():
    mine, all_ = array('i', [rank] * 2), array('i', [0] * 2 * size)
    comm.Allgather(mine, all_)
    assert all_.tolist() == [i for i in range(size) for _ in range(2)]
    all_[2 * rank:2 * rank + 2] = array('i', [-rank] * 2)
    comm.Allgather(MPI.IN_PLACE, all_)
    assert all_.tolist() == [-i for i in range(size) for _ in range(2)]
    counts = [i + 1 for i in range(size)]
    joined = array('i', [0] * sum(counts))
    comm.Gatherv(array('i', [rank] * (rank + 1)), [joined, counts] if rank == 0 else None)
    assert rank or joined.tolist() == [i for i in range(size) for _ in range(i + 1)]
    part = array('i', [0] * (rank + 1))
    comm.Scatterv([joined, counts, None, MPI.INT] if rank == 0 else None, part)
    assert part.tolist() == [rank] * (rank + 1)
    exchanged = array('i', [0] * size)
    comm.Alltoall(array('i', [rank * 10 + i for i in range(size)]), exchanged)
    assert exchanged.tolist() == [i * 10 + rank for i in range(size)]
    types = [MPI.INT] * size
    places = [4 * i for i in range(size)]
    comm.Alltoallw([exchanged, ([1] * size, places), types], [all_, ([1] * size, places), types])
    assert all_.tolist()[:size] == [rank * 10 + i for i in range(size)]


def check_reductions():
    mine, total = array('d', [rank, 1]), array('d', [0, 0])
    comm.Allreduce(mine, total)
    assert total.tolist() == [sum(range(size)), size]
    comm.Reduce(MPI.IN_PLACE if rank == 0 else mine, mine, MPI.MAX)
    assert rank or mine.tolist() == [size - 1, 1]

    def last(lower, higher, datatype):
        """Not commutative: the right one stays, which it is already."""

    op = MPI.Op.Create(last, commute=False)
    comm.Allreduce(array('i', [rank]), total := array('i', [-1]), op)
    assert total[0] == size - 1
    op.Free()
    share = array('i', [0])
    comm.Reduce_scatter_block(array('i', range(size)), share)
    assert share[0] == rank * size
    comm.Scan(array('i', [rank]), share)
    assert share[0] == sum(range(rank + 1))
