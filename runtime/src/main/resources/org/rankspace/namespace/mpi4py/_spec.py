"""Buffer arguments: memory, where in it, how many items, and of which datatype (docs/mpi4py.md)."""

from array import array
from operator import index

from mpi4py._constant_types import BOTTOM
from mpi4py._contents import indices
from mpi4py._datatype import Datatype
from mpi4py._errors import failure
from mpi4py._memory import acquire, has_memory
from mpi4py._type import BASIC, layouts
from mpi4py._typecodes import find, of_format


class Spec:
    """Items in memory.

    `memory` has the buffer protocol, or is None where places are addresses. If `direct`, the items lie in one piece,
    `nbytes` from `offset` on; else the datatype says where they lie, counted from `offset`.
    """

    __slots__ = ('memory', 'offset', 'count', 'type', 'direct')

    def __init__(self, memory, offset, count, type_):
        self.memory = memory
        self.count = count
        self.type = type_  # what a Datatype refers to
        self.direct = memory is not None and type_.dense
        self.offset = offset + type_.bounds[0] if self.direct else offset

    @property
    def datatype(self):
        """The datatype of the items."""
        return Datatype._of(self.type)

    @property
    def nbytes(self):
        """How many bytes of data there are."""
        return self.count * self.type.size

    packed = nbytes

    def part(self, first, count):
        """The spec of some of the items."""
        start = self.offset - self.type.bounds[0] if self.direct else self.offset
        return Spec(self.memory, start + first * self.type.bounds[1], count, self.type)

    def pack(self):
        """The bytes to send, in memory of their own."""
        length = self.nbytes
        if self.direct:
            return bytearray(memoryview(self.memory).cast('B')[self.offset:self.offset + length]) if length else bytearray()
        data = bytearray(length)
        if length:
            layouts.pack(self.type.layout, self.count, self.memory, self.offset, data, 0)
        return data

    def unpack(self, data):
        """Puts bytes that were received where they belong; they may be fewer than there is room for."""
        length = memoryview(data).nbytes
        if length:
            layout, offset = (_BYTE.layout, self.offset) if self.direct else (self.type.layout, self.offset)
            layouts.unpack(layout, self.memory, offset, data, 0, length)


_BYTE = BASIC['BYTE']


def message(msg, writable=False, parts=1):
    """The spec of a buffer argument.

    parts: how many blocks of equal count the items make, if no count is given; the spec is that of the first.
    """
    kind = type(msg)
    if kind is bytearray or kind is array:
        obj, count, displ, datatype = msg, None, None, None
    elif isinstance(msg, (list, tuple)):
        obj, count, displ, datatype = _parts(msg, (list, tuple))
    elif has_memory(msg):
        obj, count, displ, datatype = msg, None, None, None
    else:
        raise TypeError(f'a buffer, or a list with one, is needed: got a {kind.__name__}')
    memory, room, type_ = _memory(obj, datatype, writable)
    offset = 0
    if displ is not None:
        displ = index(displ)
        if displ:
            offset = _offset(displ, type_, room)
    if count is None:
        count = _infer(room - offset, type_, parts)
    else:
        count = index(count)
        if count < 0:
            raise ValueError(f'a count must not be negative: count={count}')
        if count and obj is None:
            raise ValueError(f'the buffer is None, and has no items: count={count}')
    return Spec(memory, offset, count, _usable(type_))


def blocks(msg, size, writable=False):
    """The specs of a buffer argument with one block of equal count for each rank."""
    first = message(msg, writable, size)
    return [first.part(i * first.count, first.count) for i in range(size)]


def vector(msg, size, writable=False):
    """The specs of a buffer argument with blocks of any length, one for each rank."""
    if isinstance(msg, (list, tuple)):
        obj, counts, displs, datatype = _parts(msg, tuple)
    elif has_memory(msg):
        obj, counts, displs, datatype = msg, None, None, None
    else:
        raise TypeError(f'a buffer, or a list with one, is needed: got a {type(msg).__name__}')
    memory, room, type_ = _memory(obj, datatype, writable)
    counts = _counts(counts, room, type_, size)
    displs = _displs(displs, counts, size)
    extent = _usable(type_).bounds[1]
    return [Spec(memory, displs[i] * extent, counts[i], type_) for i in range(size)]


def vectorw(msg, size, writable=False):
    """The specs of a buffer argument with one block of any datatype for each rank; displacements are in bytes."""
    if len(msg) == 2:
        (memory, types), counts, displs = msg, None, None
    elif len(msg) == 3:
        memory, (counts, displs), types = msg
    elif len(msg) == 4:
        memory, counts, displs, types = msg
    else:
        raise ValueError(f'a buffer with datatypes is given in 2 to 4 parts: got {len(msg)}')
    if memory is None or memory is BOTTOM:
        if counts is None or displs is None:
            raise ValueError('BOTTOM needs counts and displacements')
        memory = None
    else:
        memory, _, _ = acquire(memory, writable)
    counts = [1] * size if counts is None and displs is None else indices(counts, size)
    displs = [0] * size if displs is None else indices(displs, size)
    if len(types) != size:
        raise ValueError(f'expecting {size} items, got {len(types)}')
    return [Spec(memory, displs[i], counts[i], _usable(_type(types[i]))) for i in range(size)]


def _parts(msg, pairs):
    """Memory, count, displacement and datatype of a list; a pair of the two in the middle is one of `pairs`."""
    count = displ = datatype = None
    if len(msg) == 2:
        memory, count = msg
        if isinstance(count, (Datatype, str)):
            count, datatype = None, count
    elif len(msg) == 3:
        memory, count, datatype = msg
    elif len(msg) == 4:
        memory, count, displ, datatype = msg
        return memory, count, displ, datatype
    else:
        raise ValueError(f'a buffer is given in 2 to 4 parts: got {len(msg)}')
    if isinstance(count, pairs):
        count, displ = count
    return memory, count, displ, datatype


def _memory(obj, datatype, writable):
    """The memory, how many bytes it has, and the type of its items."""
    if obj is None or obj is BOTTOM:
        return None, 0, _type(datatype)
    memory, room, format = acquire(obj, writable)
    return memory, room, of_format(format) if datatype is None else _type(datatype)


def _type(datatype):
    if isinstance(datatype, Datatype):
        return datatype._ob
    found = find(datatype)
    if found is None:
        raise KeyError(f'no datatype has this code: code={datatype!r}')
    return found


def _extent(type_):
    if type_ is None:
        raise ValueError('the items of DATATYPE_NULL cannot be counted')
    extent = type_.bounds[1]
    if extent <= 0:
        raise ValueError(f'the items of the datatype do not follow each other: extent={extent}')
    return extent


def _offset(displ, type_, room):
    if displ < 0:
        raise ValueError(f'a displacement must not be negative: displ={displ}')
    extent = _extent(type_)
    if displ * extent > room:
        raise ValueError(f'the displacement is out of the buffer: displ={displ}, items={room // extent}')
    return displ * extent


def _infer(room, type_, parts):
    """How many items there are in each block, if the buffer is full of them."""
    if room <= 0:
        return 0
    items = _items(room, type_)
    if parts > 1 and items % parts:
        raise ValueError(f'the items cannot be divided into blocks: items={items}, blocks={parts}')
    return items // max(1, parts)


def _items(room, type_):
    extent = _extent(type_)
    if room % extent:
        raise ValueError(f'the buffer does not have whole items: bytes={room}, extent={extent}')
    return room // extent


def _counts(counts, room, type_, size):
    if counts is None:
        items = _items(room, type_) if room else 0
        return [items // size + (1 if i < items % size else 0) for i in range(size)]
    if _is_number(counts):
        return [index(counts)] * size
    return indices(counts, size)


def _displs(displs, counts, size):
    if displs is None:
        starts = [0]
        for count in counts:
            starts.append(starts[-1] + count)
        return starts[:size]
    if _is_number(displs):
        return [index(displs) * i for i in range(size)]
    return indices(displs, size)


def _is_number(value):
    """Whether it is one integer, and not several."""
    if not hasattr(value, '__index__'):
        return False
    try:
        len(value)
    except TypeError:
        return True
    return False


def _usable(type_):
    """A type, if it is one and is committed."""
    if type_ is None:
        raise failure('ERR_TYPE', 'the datatype is DATATYPE_NULL')
    if not type_.committed:
        raise failure('ERR_TYPE', f'the datatype is not committed: name={type_.name or type_.combiner.lower()}')
    return type_
