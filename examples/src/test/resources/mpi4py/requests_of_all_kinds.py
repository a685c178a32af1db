"""Requests: waited for alone and together, persistent, generalised, cancelled."""
from array import array

from mpi4py import MPI

comm = MPI.COMM_WORLD
rank, size = comm.rank, comm.size
right, left = (rank + 1) % size, (rank - 1) % size


def check_several():
    receiving = [comm.irecv(source=left, tag=tag) for tag in range(3)]
    assert MPI.Request.testany(receiving) == (MPI.UNDEFINED, False, None)
    assert MPI.Request.testall(receiving) == (False, None)
    comm.Barrier()
    comm.send('one', right, 1)
    assert MPI.Request.waitany(receiving) == (1, 'one') and not receiving[1]
    comm.Barrier()
    comm.send('zero', right, 0)
    comm.send('two', right, 2)
    statuses = []
    assert MPI.Request.waitall(receiving, statuses) == ['zero', None, 'two']
    assert [status.tag for status in statuses] == [0, MPI.ANY_TAG, 2]
    assert MPI.Request.Waitany(receiving) == MPI.UNDEFINED and MPI.Request.Waitsome(receiving) is None


def check_persistent():
    sent, received = array('i', [0]), array('i', [-1])
    requests = [comm.Send_init(sent, right), comm.Recv_init(received, left)]
    for number in range(3):
        sent[0] = number
        MPI.Prequest.Startall(requests)
        MPI.Request.Waitall(requests)
        assert received[0] == number and all(requests)
    for request in requests:
        request.Free()
    assert not any(requests)
    total = array('i', [0])
    request = comm.Allreduce_init(sent, total)
    for number in range(2):
        sent[0] = number
        request.Start()
        request.Wait()
        assert total[0] == number * size
    barrier = comm.Barrier_init()
    barrier.Start()
    barrier.Wait()


def check_generalised():
    told = []

    def query(status):
        status.Set_source(7)
        status.Set_elements(MPI.INT, 2)

    request = MPI.Grequest.Start(query, lambda: told.append('freed'), lambda ended: told.append(ended))
    assert not request.Test()
    request.Cancel()
    copy = MPI.Request(request)
    request.complete('done')
    status = MPI.Status()
    assert copy.wait(status) == 'done' and told == [False, 'freed']
    assert status.source == 7 and status.Get_count(MPI.INT) == 2


def check_cancelled():
    request = comm.Irecv(bytearray(4), left, 99)
    request.Cancel()
    status = MPI.Status()
    request.Wait(status)
    assert status.Is_cancelled() and not request


def check_non_blocking_collectives():
    data = array('i', [rank] * 5)
    request = comm.Ibcast(data, size - 1)
    request.Wait()
    assert data.tolist() == [size - 1] * 5
    everyone = array('i', [0] * size)
    comm.Iallgather(array('i', [rank]), everyone).Wait()
    assert everyone.tolist() == [*range(size)]
    total = array('d', [0])
    requests = [comm.Iallreduce(array('d', [rank]), total), comm.Ibarrier()]
    MPI.Request.Waitall(requests)
    assert total[0] == sum(range(size))
