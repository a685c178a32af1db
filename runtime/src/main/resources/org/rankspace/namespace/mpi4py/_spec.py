"""Buffer arguments: memory, where in it, how many items, and of which datatype (docs/mpi4py.md)."""

from array import array
from operator import index

from mpi4py._constant_types import BOTTOM, IN_PLACE
from mpi4py._constants import PROC_NULL
from mpi4py._contents import indices
from mpi4py._datatype import Datatype
from mpi4py._errors import failure
from mpi4py._memory import acquire, has_memory
from mpi4py._type import BASIC, layouts
from mpi4py._typecodes import find, of_format


class Spec:
    """Items in memory: `count` of them for each block.

    `memory` has the buffer protocol and the first item begins `offset` bytes from its start; it is None where
    the offset is an address. If `direct`, the `nbytes` of `count` items lie in one piece at `start`.
    """

    __slots__ = ('memory', 'offset', 'count', 'type', 'counts', 'displs', 'room')

    def __init__(self, memory, offset, count, type_, counts=None, displs=None, room=0):
        self.memory = memory
        self.offset = offset
        self.count = count
        self.type = type_  # what a Datatype refers to
        self.counts = counts  # of a vector: for each block
        self.displs = displs  # in items; of a list of specs None
        self.room = room  # bytes of the memory

    @property
    def datatype(self):
        """The datatype of the items."""
        return Datatype._of(self.type)

    @property
    def nbytes(self):
        """Bytes of data in one block."""
        return self.count * self.type.size

    @property
    def start(self):
        """Where in the memory the data of direct items begins."""
        type_ = self.type
        return self.offset + (type_.bounds[0] if type_.bounds[0] else 0)

    @property
    def direct(self):
        """Whether the items lie in memory as they travel, and all are there."""
        return self.memory is not None and self.type.dense

    def at(self, block):
        """The spec of one block."""
        if self.counts is None:
            return Spec(self.memory, self.offset + block * self.count * self.type.bounds[1], self.count, self.type)
        return Spec(self.memory, self.offset + self.displs[block] * self.type.bounds[1], self.counts[block], self.type)

    def pack(self, blocks=1):
        """The bytes to send, of this many blocks of equal count."""
        return _pack(self.type, self.memory, self.offset, self.count * blocks)

    def unpack(self, data, first=0, length=None):
        """Puts bytes that were received where they belong; they may be fewer than there is room for."""
        length = acquire(data)[1] - first if length is None else length
        if length:
            layouts.unpack(self.type.layout, self.memory, self.offset, data, first, length)


def _pack(type_, memory, offset, count):
    data = bytearray(count * type_.size)
    if data:
        layouts.pack(type_.layout, count, memory, offset, data, 0)
    return data


def _none():
    return Spec(bytearray(), 0, 0, BASIC['BYTE'])


def message(msg, writable=False, rank=0, blocks=1):
    """The spec of a buffer argument of point-to-point and block-wise operations.

    blocks: in how many blocks of equal count the buffer is divided, if no count is given.
    """
    if rank == PROC_NULL:
        return _none()
    kind = type(msg)
    if kind is bytearray or kind is array:
        memory, count, displ, datatype = msg, None, None, None
    elif kind is list or kind is tuple or isinstance(msg, (list, tuple)):
        memory, count, displ, datatype = _parts(msg, (list, tuple))
    elif has_memory(msg):
        memory, count, displ, datatype = msg, None, None, None
    else:
        raise TypeError(f'a buffer, or a list with one, is needed: got a {kind.__name__}')
    memory, room, type_, place = _memory(memory, datatype, writable)
    offset = 0
    if displ is not None and (displ := index(displ)):
        offset = _offset(displ, type_, room)
    if count is None:
        count = _infer(room - offset, type_, blocks)
    else:
        count = index(count)
        if count < 0:
            raise ValueError(f'a count must not be negative: count={count}')
        if count and place is None:
            raise ValueError(f'the buffer is None, and has no items: count={count}')
    return _usable(Spec(memory, offset, count, type_, None, None, room))


def blocks(msg, size, writable=False, rank=0):
    """The spec of a buffer argument with one block of equal count for each rank."""
    return message(msg, writable, rank, size)


def vector(msg, size, writable=False, rank=0):
    """The spec of a buffer argument with blocks of any length, one for each rank."""
    if rank == PROC_NULL:
        made = _none()
        made.counts, made.displs = [0] * size, [0] * size
        return made
    if isinstance(msg, (list, tuple)):
        memory, counts, displs, datatype = _parts(msg, tuple)
    elif has_memory(msg):
        memory, counts, displs, datatype = msg, None, None, None
    else:
        raise TypeError(f'a buffer, or a list with one, is needed: got a {type(msg).__name__}')
    memory, room, type_, _ = _memory(memory, datatype, writable)
    counts = _counts(counts, room, type_, size)
    displs = _displs(displs, counts, size)
    return _usable(Spec(memory, 0, sum(counts), type_, counts, displs, room))


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
        memory, room = None, 0
    else:
        memory, room, _ = acquire(memory, writable)
    counts = [1] * size if counts is None and displs is None else indices(counts, size)
    displs = [0] * size if displs is None else indices(displs, size)
    if len(types) != size:
        raise ValueError(f'expecting {size} items, got {len(types)}')
    types = [_type(datatype) for datatype in types]
    return [_usable(Spec(memory, displs[i], counts[i], types[i], None, None, room)) for i in range(size)]


def is_in_place(msg):
    """Whether an argument says that the data lies where the result goes."""
    return msg is None or msg is IN_PLACE


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
    """The memory and its bytes, the type of its items, and the object; None for none at all."""
    if obj is None or obj is BOTTOM:
        return (None, 0, _type(datatype), obj)
    memory, room, format = acquire(obj, writable)
    return memory, room, of_format(format) if datatype is None else _type(datatype), obj


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


def _infer(room, type_, blocks):
    """How many items there are in each block, if the buffer is full of them."""
    if room <= 0:
        return 0
    items = _items(room, type_)
    if blocks > 1 and items % blocks:
        raise ValueError(f'the items cannot be divided into blocks: items={items}, blocks={blocks}')
    return items // max(1, blocks)


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


def _usable(spec):
    type_ = spec.type
    if type_ is None:
        raise failure('ERR_TYPE', 'the datatype is DATATYPE_NULL')
    if not type_.committed:
        raise failure('ERR_TYPE', f'the datatype is not committed: name={type_.name or type_.combiner.lower()}')
    return spec
