"""Walks docs/builtins.md: what that page says of each built-in holds here."""

right, left = (rank + 1) % size, (rank - 1) % size
ranks = list(range(size))


class Point:
    def __init__(self, x):
        self.x = x


def raises(error_class, call, *arguments):
    try:
        call(*arguments)
    except RankspaceError as error:
        assert error.error_class == error_class, error.error_class
    else:
        raise AssertionError(f"no error of class {error_class}")


def joined(lower, higher):
    """Not commutative."""
    return lower + higher


def extended(lower, higher):
    """Changes its first argument, as a callable may."""
    lower.extend(higher)
    return lower


def point_to_point():
    status = Status()
    send([rank], right, 7)
    assert recv(left, status=status) == [left]
    assert (status.source, status.tag) == (left, 7)
    assert status.length > 0 and not status.cancelled
    assert sendrecv(rank, right, source=left) == left
    large = list(range(300_000))
    assert sendrecv(large, right, source=left) == large
    send(Point(rank), right)
    assert recv(left).x == left
    assert send(1, PROC_NULL) is None and recv(PROC_NULL) is None
    send(1, right, 8)
    assert probe(left, 8) is True
    assert iprobe(left, 8) is True and iprobe(left, 9) is False
    assert recv(left, 8) == 1
    request = irecv(left, 5)
    ssend("synchronous", right, 5)
    assert request.wait() == "synchronous"


def messages_do_not_overtake():
    for i in range(100):
        send(i, right)
    assert [recv(left) for _ in range(100)] == list(range(100))


def requests():
    status = Status()
    mine = [rank]
    sent = isend(mine, right)
    mine.append("changed at once")
    assert irecv(left).wait(status) == [left] and status.source == left
    assert sent.wait() is None
    many = [irecv(left, i) for i in range(3)]
    many += [isend(i, right, i) for i in range(3)]
    assert wait_all(many) == [0, 1, 2, None, None, None]
    one = irecv(left, 50)
    send(5, right, 50)
    assert wait_any([one]) == (0, 5) and one.test() == (True, 5)
    assert wait_any([]) == (-1, None)
    nothing = irecv(left, 99)
    assert nothing.test() == (False, None)
    assert nothing.cancel() is True
    nothing.wait(status)
    assert status.cancelled


def collectives():
    last = size - 1
    barrier()
    assert bcast(rank, last) == last == broadcast(rank, root=last)
    assert scatter(range(size) if rank == last else None, last) == rank
    assert gather(rank, last) == (ranks if rank == last else None)
    assert allgather({rank}) == [{i} for i in ranks]
    assert alltoall([(rank, i) for i in ranks]) == [(i, rank) for i in ranks]
    assert reduce(rank, root=last) == (sum(ranks) if rank == last else None)
    assert allreduce(rank) == sum(ranks)
    assert scan(1) == rank + 1
    assert exscan(1) == (rank if rank > 0 else None)
    assert reduce_scatter(ranks) == rank * size


def collectives_that_are_started():
    assert ibarrier().wait() is None
    assert ibcast(rank).wait() == 0
    assert iscatter(ranks).wait() == rank
    assert igather(rank).wait() == (ranks if rank == 0 else None)
    assert iallgather(rank).wait() == ranks
    assert ialltoall(ranks).wait() == [rank] * size
    assert ireduce(1).wait() == (size if rank == 0 else None)
    assert iallreduce(1).wait() == size
    assert iscan(1).wait() == rank + 1
    assert iexscan(1).wait() == (rank if rank > 0 else None)
    assert ireduce_scatter(ranks).wait() == rank * size


def operations():
    assert allreduce(rank + 1, PROD) == eval("*".join(str(i + 1) for i in ranks))
    assert allreduce(rank, MAX) == size - 1 and allreduce(rank, MIN) == 0
    assert not allreduce(rank, LAND) and allreduce(rank + 1, LOR)
    assert bool(allreduce(rank == 0, LXOR))
    assert allreduce(1 << rank, BOR) == allreduce(1 << rank, BXOR)
    assert allreduce(rank | 64, BAND) == 64
    assert allreduce((7, rank), MAXLOC) == allreduce((7, rank), MINLOC) == (7, 0)
    assert allreduce([rank]) == ranks
    assert allreduce(str(rank), joined) == "".join(str(i) for i in ranks)
    assert allreduce([rank], extended) == ranks
    assert scan([rank], extended) == ranks[:rank + 1]
    sums = allgather(allreduce(0.1 * rank))
    assert len(set(sums)) == 1


def communicators():
    row = world.split(color=rank // 2, key=-rank)
    members = [i for i in ranks if i // 2 == rank // 2]
    assert row.size == len(members) and row.allgather(rank) == members[::-1]
    assert (world.split(None if rank > 0 else 1) is None) == (rank > 0)
    copy = world.dup()
    send("in world", right)
    assert not copy.iprobe()
    assert recv(left) == "in world"
    copy.free()
    first = world.create(world.group.incl([0]))
    assert first.size == 1 if rank == 0 else first is None


def buffers():
    import array
    numbers = array.array("d", [rank, 0.5, 2.0])
    got = array.array("d", [0.0] * 5)
    status = Status()
    Sendrecv(numbers, right, 1, got, left, 1, status)
    assert got.tolist() == [left, 0.5, 2.0, 0.0, 0.0] and status.length == 24
    request = Irecv([got, 1, 4], left)
    Isend([numbers, 1, 1], right).wait()
    request.wait()
    assert got.tolist() == [left, 0.5, 2.0, 0.0, 0.5]
    small = bytearray(3)
    request = Isend(b"four", right)
    raises("MPI_ERR_TRUNCATE", Recv, small, left)
    request.wait()
    assert small == bytes(3)
    raises("MPI_ERR_ARG", Recv, b"read-only", left)
    send("an object", right)
    raises("MPI_ERR_TYPE", Recv, small, left)
    raises("MPI_ERR_ARG", Allreduce, IN_PLACE, numbers, lambda a, b: a)
    raises("MPI_ERR_ARG", Send, memoryview(b"steps")[::2], right)


def buffers_in_collectives():
    import array
    for length in (1, 3, 10_000, 100_000):
        data = array.array("i", ranks * length) if rank == size - 1 else array.array("i", [0] * (size * length))
        Bcast(data, root=size - 1)
        assert data.tolist() == ranks * length
        part = array.array("i", [0] * length)
        Scatter(data, part)
        assert part == data[rank * length:(rank + 1) * length]
        whole = array.array("i", [0] * (size * length))
        Gather(part, whole if rank == 0 else None)
        assert rank != 0 or whole == data
        Allgather(part, whole)
        assert whole == data
        Allreduce(IN_PLACE, part)
        total = allreduce(data[rank * length])
        assert part[0] == total
        Alltoall(IN_PLACE, whole)
        Alltoall(IN_PLACE, whole)
        assert whole == data
        mine, got = array.array("q", [rank + 1] * length), array.array("q", [0] * length)
        Reduce(mine, got, MAX, root=0)
        assert got[-1] == (size if rank == 0 else 0)
        Scan(mine, got)
        assert got[0] == (rank + 1) * (rank + 2) // 2
        Exscan(mine, got)
        assert got[-1] == rank * (rank + 1) // 2 or rank == 0
        Reduce_scatter_block(array.array("q", [rank] * (size * length)), got)
        assert got.tolist() == [sum(ranks)] * length
    counts = [r + 1 for r in ranks]
    mine = array.array("H", [rank] * counts[rank])
    joined_parts = array.array("H", [9] * sum(counts))
    Allgatherv(mine, [joined_parts, counts])
    assert joined_parts.tolist() == [r for r in ranks for _ in range(r + 1)]
    spread = array.array("H", [9] * (2 * size * size))
    Gatherv(mine, [spread, counts, [2 * size * r for r in ranks]])
    assert rank != 0 or spread[2 * size * (size - 1)] == size - 1
    back = array.array("H", [0] * counts[rank])
    Scatterv([joined_parts, counts], back)
    assert back == mine
    exchanged = array.array("H", [9] * (size * counts[rank]))
    Alltoallv([joined_parts, counts], [exchanged, [rank + 1] * size])
    assert exchanged.tolist() == [rank] * (size * counts[rank])
    if size > 1:
        world.dup().Bcast(bytearray(1))


def errors():
    raises("MPI_ERR_RANK", send, 1, size)
    raises("MPI_ERR_RANK", recv, size)
    raises("MPI_ERR_ROOT", bcast, 1, size)
    raises("MPI_ERR_TAG", send, 1, right, -3)
    raises("MPI_ERR_COUNT", alltoall, [1] * (size + 1))
    raises("MPI_ERR_ARG", reduce, 1, "not an operation")
    raises("MPI_ERR_TYPE", send, (i for i in ranks), right)
    assert not iprobe()


def job():
    import rankspace
    assert rankspace.send is send and rankspace.rank == rank
    assert isinstance(host(), str) and isinstance(wtime(), float)


for part in (point_to_point, messages_do_not_overtake, requests, collectives,
             collectives_that_are_started, operations, communicators, buffers, buffers_in_collectives, errors, job):
    part()
    barrier()

if rank == 0:
    print("as docs/builtins.md says")
