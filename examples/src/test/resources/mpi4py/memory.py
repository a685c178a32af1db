"""Buffer arguments in all their forms, buffers, addresses, operations."""
import mmap
import tempfile
from array import array

from environment import raised
from mpi4py import MPI

self_, world = MPI.COMM_SELF, MPI.COMM_WORLD


def through(sent, received):
    self_.Sendrecv(sent, 0, 0, received, 0, 0)


def check_forms():
    a = array('i', [1, 2, 3, 4])
    for form in (lambda b: b, lambda b: [b, MPI.INT], lambda b: [b, 'i'], lambda b: [b, None], lambda b: [b, 4],
                 lambda b: [b, (4, 0)], lambda b: [b, 4, 'i'], lambda b: [b, (4, 0), MPI.INT],
                 lambda b: [b, 4, 0, MPI.INT], lambda b: (b, None, None, 'i4'), memoryview,
                 lambda b: memoryview(b).cast('B'), lambda b: MPI.buffer(b) if b is a else MPI.buffer.frombuffer(b)):
        b = array('i', [0] * 4)
        through(form(a), form(b))
        assert a == b, form
    b = array('i', [0] * 4)
    through([a, 2, 1, MPI.INT], [b, (2, 2)])
    assert list(b) == [0, 0, 2, 3]
    through(memoryview(a)[2:], [b, 2])
    assert list(b) == [3, 4, 2, 3]
    through([None, 0, 'B'], [MPI.BOTTOM, 'B'])


def check_maps():
    with tempfile.TemporaryFile() as file:
        file.write(bytes(4096))
        file.flush()
        for mapped in (mmap.mmap(-1, 4096), mmap.mmap(file.fileno(), 4096)):
            through([b'0123456789', 4, 3, MPI.BYTE], [mapped, 5, 2000, MPI.BYTE])
            assert mapped[1999:2005] == b'\0003456\0', mapped[1999:2005]
            got = bytearray(6)
            through([mapped, 6, 1999, MPI.BYTE], got)
            assert got == b'\0003456\0'
            refused(MPI.Exception, [mapped, 97, 4000, MPI.BYTE])
            mapped.close()


def refused(error, sent):
    try:
        through(sent, [None, 0, 'B'])
    except error:
        return
    raise AssertionError(sent)


def check_errors():
    five = bytearray(5)
    for sent in ([five, 0, 0, 'i', None], [five, -1, 'i'], [five, 0, 2, 'i'], [None, 1, 'i'], [five, None, 'i'],
                 [five, 0, 1, MPI.DATATYPE_NULL]):
        refused(ValueError, sent)
    refused(KeyError, [five, 0, 'nonsense'])
    refused(TypeError, object())
    refused(TypeError, [[1, 2], 2, 'i'])
    refused(BufferError, memoryview(five)[::2])
    try:
        through(b'abc', b'abc')
    except BufferError:
        pass
    else:
        raise AssertionError('bytes were written')


def check_addresses():
    text, got = b'abcxyz', bytearray(6)
    sent = MPI.Datatype.Create_struct([6], [MPI.Get_address(text)], [MPI.CHAR]).Commit()
    received = MPI.Datatype.Create_struct([6], [MPI.Get_address(got)], [MPI.CHAR]).Commit()
    through([MPI.BOTTOM, 1, sent], [MPI.BOTTOM, 1, received])
    assert text == got
    view = memoryview(got)
    assert MPI.Aint_diff(MPI.Get_address(view[2:]), MPI.Get_address(got)) == 2
    assert MPI.Aint_add(MPI.Get_address(MPI.BOTTOM), 7) == 7


def check_buffers():
    mem = MPI.Alloc_mem(8)
    mem[:] = 1
    mem[2:4] = b'xy'
    assert type(mem) is MPI.buffer and len(mem) == 8 and mem[1:5].tobytes() == b'\1xy\1' and mem.address != 0
    memoryview(mem)[0] = 9
    assert mem[0] == 9 and bytes(mem)[:3] == b'\x09\x01x'
    got = array('H', [0] * 4)
    through([mem, MPI.UINT16_T], got)
    assert got.tobytes() == mem.tobytes()
    MPI.Free_mem(mem)
    assert mem.nbytes == 0 and mem.address == 0


def check_vectors():
    size, rank = world.size, world.rank
    counts = [i + 1 for i in range(size)]
    got = array('i', [0] * sum(counts))
    world.Allgatherv([array('i', [rank] * counts[rank]), MPI.INT], [got, counts, MPI.INT])
    assert list(got) == [i for i in range(size) for _ in range(counts[i])]
    every = MPI.INT.Create_vector(2, 1, 2).Commit()
    sent, got = array('i', range(4 * size)), array('i', [0] * 4 * size)
    world.Alltoallw([sent, ([1] * size, [16 * i for i in range(size)]), [every] * size],
                    [got, ([2] * size, [16 * i for i in range(size)]), [MPI.INT] * size])
    assert list(got) == [x for _ in range(size) for x in (4 * rank, 4 * rank + 2, 0, 0)]


def first(low, high, datatype):
    assert datatype == MPI.INT and type(low) is MPI.buffer and len(low) == len(high)
    high[:] = array('i', memoryview(low).cast('i'))


def check_operations():
    size, rank = world.size, world.rank
    total = array('d', [0, 0])
    world.Allreduce(array('d', [rank, 1]), total)
    assert list(total) == [sum(range(size)), size]
    pairs = array('i', [0, 0])
    world.Allreduce([array('i', [rank % 2, rank]), MPI.INT_INT], [pairs, MPI.INT_INT], op=MPI.MAXLOC)
    assert list(pairs) == ([1, 1] if size > 1 else [0, 0])
    complex_ = array('d', [0, 0])
    world.Allreduce([array('d', [0, 1]), 'D'], [complex_, 'D'], op=MPI.PROD)
    assert complex(*complex_) == 1j ** size
    own = MPI.Op.Create(first, commute=False)
    got = array('i', [0])
    world.Allreduce(array('i', [rank + 7]), got, op=own)
    assert got[0] == 7 and not own.is_commutative and not own.is_predefined
    x, y = array('i', [1, 2]), array('i', [10, 20])
    own.Reduce_local(x, y)
    assert list(y) == [1, 2]
    own.Free()
    assert own == MPI.OP_NULL
    raised(MPI.ERR_OP, MPI.BAND.Reduce_local, array('d', [1]), array('d', [1]))
    assert MPI.MINLOC((3, 1), (3, 0)) == (3, 0) and MPI.LXOR(2, 0) is True


def check_wide_numbers():
    ints = b''.join(i.to_bytes(16, 'little') for i in (1 << 100, 5))
    twice = bytearray(ints)
    MPI.SUM.Reduce_local([ints, MPI.INTEGER16], [twice, MPI.INTEGER16])
    assert int.from_bytes(twice[:16], 'little') == 1 << 101 and twice[16] == 10
    one_and_a_half = bytes(7) + b'\xc0\xff\x3f' + bytes(6)
    three = bytearray(one_and_a_half)
    MPI.SUM.Reduce_local([one_and_a_half, 'g'], [three, 'g'])
    assert three == bytes(7) + b'\xc0\x00\x40' + bytes(6)
    MPI.PROD.Reduce_local([one_and_a_half, 'g'], [three, 'g'])
    assert three == bytes(7) + b'\x90\x01\x40' + bytes(6)
