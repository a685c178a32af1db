"""Memory: what has it, how programs are given some, and addresses (MPI 4.1, sections 5.1.5 and 9.2)."""

from array import array
from operator import index

from mpi4py._constant_types import BOTTOM, BUFFER_AUTOMATIC, IN_PLACE
from mpi4py._layouts import layouts


class buffer(bytearray):
    """The memory of an object as bytes; or memory of its own. A slice of it is a memoryview."""

    __slots__ = ('_view', '_obj', '_readonly', '_address')

    def __new__(cls, *args):
        if len(args) > 1:
            raise TypeError(f'a buffer is made from one object: got {len(args)}')
        self = bytearray.__new__(cls)
        self._forget()
        return self if not args else self._over(args[0], False)

    def __init__(self, *args):
        pass

    def _forget(self):
        self._view = memoryview(b'').cast('B')
        self._obj = None
        self._readonly = False
        self._address = 0  # if that is all that is known of the memory

    def _over(self, obj, writable):
        memory, _, _ = acquire(obj, writable)
        view = memoryview(memory)
        self._view = view = view.cast('B') if view.nbytes else memoryview(bytearray())
        self._obj = obj
        self._readonly = view.readonly
        layouts.share(self, memory)
        return self

    @staticmethod
    def allocate(nbytes, clear=False):
        """Makes a buffer with memory of its own."""
        nbytes = index(nbytes)
        if nbytes < 0:
            raise ValueError(f'a buffer cannot have fewer than no bytes: nbytes={nbytes}')
        return buffer()._over(bytearray(nbytes), True)

    @staticmethod
    def frombuffer(obj, readonly=False):
        """Makes a buffer over the memory of an object."""
        made = buffer()._over(obj, not readonly)
        made._readonly = bool(readonly)
        return made

    @staticmethod
    def fromaddress(address, nbytes, readonly=False):
        """Makes a buffer over memory at a real address."""
        address, nbytes = index(address), index(nbytes)
        if nbytes < 0:
            raise ValueError(f'a buffer cannot have fewer than no bytes: nbytes={nbytes}')
        if nbytes and not address:
            raise ValueError('there is no memory at address 0')
        made = buffer()
        made._view = at_address(address, nbytes)
        made._address = address
        layouts.place(made, address, nbytes)
        made._readonly = bool(readonly)
        return made

    @property
    def address(self):
        """Where it is, as Get_address says; 0 for none."""
        return self._address if self._obj is None else Get_address(self._obj)

    obj = property(lambda self: self._obj, doc='The object whose memory it is.')
    nbytes = property(lambda self: self._view.nbytes, doc='How many bytes it has.')
    readonly = property(lambda self: self._readonly, doc='Whether it cannot be written.')
    format = property(lambda self: 'B', doc='What its items are: bytes.')
    itemsize = property(lambda self: 1, doc='How many bytes an item has: 1.')

    def _near(self):
        """Raises BufferError if programs cannot look at the memory, since it is described as a device's."""
        if hasattr(self._obj, '__cuda_array_interface__'):
            raise BufferError('the memory is that of a device: it can be sent and received only')

    def cast(self, format, shape=...):
        """Gives a memoryview of it with other items or a shape."""
        self._near()
        return self._view.cast(format) if shape is ... else self._view.cast(format, shape)

    def tobytes(self, order=None):
        """Gives its bytes."""
        self._near()
        return self._view.tobytes()

    def toreadonly(self):
        """Makes a buffer over the same memory that cannot be written."""
        made = buffer()
        made._view, made._obj, made._readonly = self._view.toreadonly(), self._obj, True
        layouts.share(made, self._view)
        return made

    def release(self):
        """Lets the memory go; the buffer has none then."""
        self._forget()
        layouts.share(self, bytearray())

    def __len__(self):
        return self._view.nbytes

    def __eq__(self, other):
        return self._view == (other._view if type(other) is buffer else other)

    def __ne__(self, other):
        return not self == other

    __hash__ = None

    def __iter__(self):
        return iter(self._view)

    def __repr__(self):
        return f'<mpi4py.MPI.buffer: {self.nbytes} bytes>'

    def __bytes__(self):
        return self.tobytes()

    def _item(self, key):
        if isinstance(key, slice):
            if key.step is not None and index(key.step) != 1:
                raise IndexError('a slice of a buffer has no steps')
            return key
        try:
            return index(key)
        except TypeError:
            raise TypeError('a buffer is indexed with an int or a slice:'
                            f' got a {type(key).__name__}') from None

    def __getitem__(self, key):
        return self._view[self._item(key)]

    def __setitem__(self, key, value):
        if self._readonly:
            raise TypeError('the buffer cannot be written')
        self._near()
        key = self._item(key)
        if not isinstance(key, slice):
            self._view[key] = index(value) & 255
            return
        part = self._view[key]
        if hasattr(value, '__index__'):
            value = bytes((index(value) & 255,)) * part.nbytes
        memory, length, _ = acquire(value)
        if length != part.nbytes:
            raise ValueError(f'what is assigned must have the same length: {length} bytes for {part.nbytes}')
        if length:
            part[:] = memoryview(memory).cast('B')

    def __delitem__(self, key):
        raise NotImplementedError('a buffer does not change its length')


memory = buffer


def acquire(obj, writable=False):
    """The memory of an object: an object that Java knows, how many bytes it has, and the items' format.

    Raises BufferError if the memory is not in one piece or cannot be written, TypeError if there is none.
    """
    kind = type(obj)
    if kind is bytearray:
        return obj, len(obj), 'B'
    if kind is bytes:
        if writable:
            raise BufferError('bytes cannot be written: give a bytearray')
        return obj, len(obj), 'B'
    if kind is array:
        return obj, len(obj) * obj.itemsize, obj.typecode if obj.typecode != 'u' else 'w'
    if kind is buffer:
        if writable and obj._readonly:
            raise BufferError('the buffer cannot be written')
        return obj._view, obj._view.nbytes, 'B'
    if obj is BOTTOM:
        return bytearray(), 0, 'B'
    view = obj if kind is memoryview else _view(obj)
    if type(view) is tuple:
        return _writable(view, writable)
    if not view.contiguous:
        raise BufferError('the memory must be in one piece: this is a view with steps; give a copy of it')
    if writable and view.readonly:
        raise BufferError('the memory cannot be written')
    return view, view.nbytes, view.format


def _view(obj):
    try:
        return memoryview(obj)
    except TypeError:
        if hasattr(obj, '__cuda_array_interface__'):
            from mpi4py._devices import of_array_interface
            return of_array_interface(obj)
        raise


def _writable(found, writable):
    view, format, readonly = found
    if writable and readonly:
        raise BufferError('the memory cannot be written')
    return view, view.nbytes, format


def has_memory(obj):
    """Whether an object has memory of the kind that can be sent."""
    if type(obj) in (bytearray, bytes, array, memoryview, buffer) or obj is BOTTOM:
        return True
    if hasattr(obj, '__cuda_array_interface__'):
        return True
    try:
        memoryview(obj)
    except TypeError:
        return False
    return True


def at_address(address, nbytes):
    """A view of the bytes at a real address."""
    if not nbytes:
        return memoryview(bytearray())
    import ctypes
    return memoryview((ctypes.c_char * nbytes).from_address(address)).cast('B')


def Get_address(location):
    """Gives the address of the memory of an object: a number to calculate displacements with.

    It is the real one if the memory has a fixed place, as after array.buffer_info(); else it stands for it.
    """
    if location is None or location is BOTTOM:
        return 0
    if type(location) is buffer:
        return location.address
    memory, _, _ = acquire(location)
    described = getattr(location, '__cuda_array_interface__', None)
    return layouts.address(memory) if described is None else described['data'][0] or 0


def Aint_add(base, disp):
    """Gives the address that is disp bytes after base."""
    return _aint(index(base) + index(disp))


def Aint_diff(addr1, addr2):
    """Gives how many bytes lie between two addresses."""
    return _aint(index(addr1) - index(addr2))


def _aint(value):
    """A number as one of 64 bits, which is what an address is."""
    return (value + (1 << 63)) % (1 << 64) - (1 << 63)


def Alloc_mem(size, info=None):
    """Makes a buffer to send from and to receive into."""
    return buffer.allocate(size)


def Free_mem(mem):
    """Lets the memory of a buffer go."""
    acquire(mem)
    mem.release()
