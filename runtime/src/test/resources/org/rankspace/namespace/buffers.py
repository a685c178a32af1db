"""Sends buffers to itself and looks at what arrives; leaves `failures` and `checked`."""
import array

failures = []
checked = 0


def check(what, condition):
    global checked
    checked += 1
    if not condition:
        failures.append(what)


def refuses(what, kind, message, call, *args, **kwargs):
    try:
        call(*args, **kwargs)
    except RankspaceError as error:
        check(f'{what}: {type(error).__name__}: {error}', type(error) is kind and message in str(error))
    else:
        check(what + ': nothing raised', False)


def travel(sent, received, **kwargs):
    request = Isend(sent, 0)
    Recv(received, 0, **kwargs)
    request.wait()
    return received


# Every kind of buffer, to every size.
for size in (0, 1, 7, 8, 1000, 100000):
    data = bytes(i % 251 for i in range(size))
    check(f'bytes {size}', travel(data, bytearray(size)) == data)
    check(f'bytearray {size}', travel(bytearray(data), bytearray(size)) == data)
    check(f'memoryview {size}', travel(memoryview(data), memoryview(bytearray(size))) == data)
literal = b'literal'
copy = bytearray(literal)
travel(b'changed', copy)
check('a copy is a copy', copy == b'changed' and literal == b'literal')

for code in 'bBhHiIlLqQfd':
    numbers = array.array(code, [1, 2, 3, 100])
    check(f'array {code}', travel(numbers, array.array(code, [0] * 4)) == numbers)
    got = array.array(code, [9] * 5)
    Sendrecv(numbers, 0, 3, got, 0, 3)
    check(f'shorter message {code}', got.tolist() == [1, 2, 3, 100, 9])
    sums = array.array(code, [0] * 4)
    Allreduce(numbers, sums)
    check(f'sum {code}', sums == numbers)
    Allreduce(IN_PLACE, sums, MAX)
    check(f'max {code}', sums == numbers)

# Collectives that are started.
numbers = array.array('d', [1.5, 2.5])
for verb in (Iallreduce, Ireduce, Iscan, Ireduce_scatter_block, Ireduce_scatter, Igather, Igatherv, Iallgather,
             Iallgatherv, Iscatter, Iscatterv, Ialltoall, Ialltoallv):
    got = array.array('d', [0.0] * 2)
    verb(numbers, got).wait()
    check(verb.__name__, got == numbers)
Ibcast(numbers).wait()
got = array.array('d', [7.0, 8.0])
Iexscan(numbers, got).wait()
check('Iexscan leaves rank 0 as it is', got.tolist() == [7.0, 8.0])
Reduce_scatter(IN_PLACE, got, [2])
check('Reduce_scatter in place', got.tolist() == [7.0, 8.0])
into = bytearray(8)
Iallreduce(memoryview(array.array('i', [5, 6])), memoryview(into).cast('i')).wait()
check('a started collective fills a view', memoryview(into).cast('i').tolist() == [5, 6])

# Views: parts, casts, several dimensions.
base = bytearray(20)
travel(b'abcd', memoryview(base)[5:9])
check('slice of a view', base == bytes(5) + b'abcd' + bytes(11))
travel(memoryview(b'0123456789')[2:5], memoryview(base)[:3])
check('a slice is sent', base[:4] == b'234\0')
floats = array.array('d', [0.0] * 4)
travel(array.array('d', [1.5, 2.5]), memoryview(floats)[1:3])
check('slice of an array', floats.tolist() == [0.0, 1.5, 2.5, 0.0])
cast = memoryview(bytearray(16)).cast('d')
travel(array.array('d', [3.5, 4.5]), cast)
check('cast view', cast.tolist() == [3.5, 4.5])
Allreduce(IN_PLACE, cast, PROD)
check('reduction of a cast view', cast.tolist() == [3.5, 4.5])
table = memoryview(bytearray(6 * 4)).cast('i', (2, 3))
travel(array.array('i', [1, 2, 3, 4, 5, 6]), table)
check('two dimensions', table.tolist() == [[1, 2, 3], [4, 5, 6]])

# Memory that is not Python's own.
import ctypes
import mmap
mapped = mmap.mmap(-1, 4096)
travel(b'mapped', memoryview(mapped)[10:16])
check('mmap view', mapped[8:18] == b'\0\0mapped\0\0')
travel(b'all', mapped)
check('mmap', mapped[:4] == b'all\0')
travel([mapped, 3], bytearray(4096))
mapped.close()
doubles = (ctypes.c_double * 3)(1.5, 2.5, 3.5)
taken = (ctypes.c_double * 3)()
travel(doubles, taken)
check('ctypes', list(taken) == [1.5, 2.5, 3.5])

# Parts given as counts.
numbers = array.array('i', range(10))
got = array.array('i', [0] * 10)
travel([numbers, 3, 2], [got, 3, 5])
check('count and displacement', got.tolist() == [0] * 5 + [2, 3, 4, 0, 0])
travel((numbers, 2), (got, None, 8))
check('count', got.tolist() == [0] * 5 + [2, 3, 4, 0, 1])

# Status, requests.
status = Status()
travel(b'12345', bytearray(9), status=status)
check('status', status.source == 0 and status.length == 5)
into = bytearray(3)
receive = Irecv(into, 0, 7)
check('not yet', receive.test() == (False, None))
Issend(b'xyz', 0, 7).wait()
check('irecv', receive.wait() is None and into == b'xyz')
receive = Irecv(into, 0, 8)
check('cancel', receive.cancel())

# What does not fit, or is wrong.
small = bytearray(b'....')
request = Isend(b'too long', 0)
refuses('truncation', TruncationError, 'message=8 bytes, buffer=2 bytes, source=0, tag=0', Recv, [small, 2, 1], 0)
request.wait()
check('nothing written', small == b'....')
for fixed in (b'1234', memoryview(b'1234'), memoryview(bytearray(4)).toreadonly()):
    refuses('read-only', InvalidArgumentError, 'read-only', Recv, fixed, 0)
refuses('list', InvalidArgumentError, 'got 5 parts', Send, [1, 2, 3, 4, 5], 0)
refuses('no buffer', InvalidArgumentError, 'a buffer is needed', Send, 'text', 0)
refuses('None', InvalidArgumentError, 'a buffer is needed', Send, None, 0)
refuses('steps', InvalidArgumentError, 'in one piece', Send, memoryview(b'1234')[::2], 0)
refuses('count', InvalidCountError, 'items=4, count=5', Send, [b'1234', 5], 0)
refuses('rank', InvalidRankError, 'dest=5', Send, b'', 5)
refuses('types', InvalidArgumentError, 'same element type', Allreduce, array.array('i', [1]), array.array('f', [1]))
refuses('bits of floats', InvalidArgumentError, 'no bits', Allreduce, IN_PLACE, array.array('f', [1]), BAND)
refuses('callable', InvalidArgumentError, 'needs SUM', Allreduce, IN_PLACE, array.array('f', [1]), lambda a, b: a)
refuses('maxloc', InvalidArgumentError, 'needs SUM', Reduce, IN_PLACE, array.array('f', [1]), MAXLOC)
send('object', 0)
refuses('kinds', SerializationError, 'another kind', Recv, bytearray(100), 0)

# Collectives of one.
one = array.array('h', [5, 6])
for verb in (Scatter, Gather, Allgather, Alltoall, Scatterv, Gatherv, Allgatherv, Alltoallv, Reduce, Allreduce, Scan,
             Reduce_scatter_block):
    got = array.array('h', [0, 0])
    verb(one, got)
    check(verb.__name__, got == one)
Bcast(one)
Exscan(one, got)
Gatherv(one, [got, [2], [0]])
Gatherv(one, [got, ([2], [0])])
Gather(IN_PLACE, got)
Scatter(got, IN_PLACE)
Alltoall(IN_PLACE, got)
check('in place', got == one)
Send(b'', PROC_NULL)
Recv(bytearray(1), PROC_NULL)
