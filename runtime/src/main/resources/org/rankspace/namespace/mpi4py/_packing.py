"""Pack and Unpack: data in one piece, as a message has it (MPI 4.1, sections 5.2 and 14.5)."""

from operator import index

from mpi4py._errors import failure
from mpi4py._memory import acquire
from mpi4py._type import layouts


class Packing:
    """What a datatype can do to put the items of a buffer into one piece and back."""

    __slots__ = ()

    def Pack(self, inbuf, outbuf, position, comm):
        """Packs the items of inbuf into outbuf from position on; gives the position after them."""
        type_, source, count = self._items(inbuf)
        target, room, _ = acquire(outbuf, True)
        position = _position(position, count * type_.size, room)
        _known(comm)
        layouts.pack(type_.layout, count, source, 0, target, position)
        return position + count * type_.size

    def Unpack(self, inbuf, position, outbuf, comm):
        """Unpacks into the items of outbuf what lies in inbuf from position on; gives the position after it."""
        type_, target, count = self._items(outbuf, True)
        source, room, _ = acquire(inbuf)
        length = count * type_.size
        position = _position(position, length, room)
        _known(comm)
        layouts.unpack(type_.layout, target, 0, source, position, length)
        return position + length

    def Pack_size(self, count, comm):
        """Gives how many bytes count items take when they are packed."""
        _known(comm)
        return index(count) * self._check().size

    def Pack_external(self, datarep, inbuf, outbuf, position):
        """Packs as Pack does, in the portable representation external32."""
        _representation(datarep)
        type_, source, count = self._items(inbuf)
        target, room, _ = acquire(outbuf, True)
        length = count * type_.layout.externalBytes()
        position = _position(position, length, room)
        layouts.packExternal(type_.layout, count, source, 0, target, position)
        return position + length

    def Unpack_external(self, datarep, inbuf, position, outbuf):
        """Unpacks as Unpack does, from the portable representation external32."""
        _representation(datarep)
        type_, target, count = self._items(outbuf, True)
        source, room, _ = acquire(inbuf)
        length = count * type_.layout.externalBytes()
        position = _position(position, length, room)
        layouts.unpackExternal(type_.layout, count, target, 0, source, position)
        return position + length

    def Pack_external_size(self, datarep, count):
        """Gives how many bytes count items take in the portable representation external32."""
        _representation(datarep)
        return index(count) * self._check().layout.externalBytes()

    def _items(self, buf, writable=False):
        """The type, the memory of a buffer, and how many items that has."""
        type_ = self._check()
        memory, length, _ = acquire(buf, writable)
        extent = type_.bounds[1]
        if extent <= 0:
            raise failure('ERR_TYPE', f'the items of the datatype do not follow each other: extent={extent}')
        return type_, memory, length // extent


def _position(position, length, room):
    position = index(position)
    if position < 0 or position + length > room:
        raise failure('ERR_TRUNCATE', 'the packed data is longer than its buffer:'
                      f' position={position}, length={length}, buffer={room}')
    return position


def _known(comm):
    if not comm:
        raise failure('ERR_COMM', 'the communicator is COMM_NULL')


def _representation(name):
    if name != 'external32':
        raise failure('ERR_ARG', f'only external32 is known: datarep={name!r}')
