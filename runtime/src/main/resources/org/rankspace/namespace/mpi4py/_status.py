"""Status: what a receive or a probe got (MPI 4.1, section 3.2.5)."""

from mpi4py._constants import UNDEFINED
from mpi4py._core import host
from mpi4py._errors import failure


class Status:
    """What a receive got: who sent it, under which tag, and how much."""

    __slots__ = ('_host', '_numbers', '__weakref__')

    def __new__(cls, status=None):
        self = object.__new__(cls)
        self._host = host.newStatus()
        self._numbers = None
        if status is not None:
            if not isinstance(status, Status):
                raise TypeError(f'a Status is made from a Status: got a {type(status).__name__}')
            self._host.assign(status._java())
        return self

    def _java(self):
        """The side of it that Java fills in."""
        if self._numbers is not None:
            self._read()
        return self._host

    def __eq__(self, other):
        if isinstance(other, Status):
            return self.py2f() == other.py2f()
        return NotImplemented

    def __ne__(self, other):
        if isinstance(other, Status):
            return self.py2f() != other.py2f()
        return NotImplemented

    __hash__ = None

    def __reduce__(self):
        return type(self), (), self.__getstate__()

    def __getstate__(self):
        return {'source': self.source, 'tag': self.tag, 'error': self.error,
                'count': self.count, 'cancelled': self.cancelled}

    def __setstate__(self, state):
        for name, value in state.items():
            setattr(self, name, value)

    def Get_source(self):
        """Gives the rank of the sender."""
        return self._java().source()

    def Set_source(self, source):
        """Sets the rank of the sender."""
        self._java().setSource(source)

    source = property(Get_source, Set_source, doc='The rank of the sender.')

    def Get_tag(self):
        """Gives the tag of the message."""
        return self._java().tag()

    def Set_tag(self, tag):
        """Sets the tag of the message."""
        self._java().setTag(tag)

    tag = property(Get_tag, Set_tag, doc='The tag of the message.')

    def Get_error(self):
        """Gives the error code."""
        return self._java().error()

    def Set_error(self, error):
        """Sets the error code."""
        self._java().setError(error)

    error = property(Get_error, Set_error, doc='The error code.')

    def Get_count(self, datatype=None):
        """Gives how many whole items of a datatype came; UNDEFINED if that is no whole number."""
        size = 1 if datatype is None else _size(datatype)
        length = self._java().length()
        if size == 0:
            return UNDEFINED if length else 0
        return UNDEFINED if length % size else length // size

    def _set_count(self, count):
        self._java().setLength(count)

    count = property(Get_count, _set_count, doc='How many bytes came.')

    def Get_elements(self, datatype):
        """Gives how many basic elements of a datatype came, those of an item that is not whole included."""
        size = _size(datatype)
        length = self._java().length()
        if size == 0:
            return UNDEFINED if length else 0
        from mpi4py._datatype import elements
        return elements(datatype, length)

    def Set_elements(self, datatype, count):
        """Sets how many basic elements of a datatype came."""
        if _size(datatype):
            from mpi4py._datatype import length_of
            self._java().setLength(length_of(datatype, count))

    def Is_cancelled(self):
        """Whether the operation was cancelled."""
        return self._java().isCancelled()

    def Set_cancelled(self, flag):
        """Sets whether the operation was cancelled."""
        self._java().setCancelled(bool(flag))

    cancelled = property(Is_cancelled, Set_cancelled, doc='Whether the operation was cancelled.')

    def tomemory(self):
        """Gives its numbers as memory that can be written; the source, the tag and the error come first."""
        if self._numbers is None:
            from array import array
            self._numbers = array('i', self.py2f())
        return memoryview(self._numbers)

    def _read(self):
        source, tag, error, low, high, cancelled = self._numbers
        self._host.setSource(source)
        self._host.setTag(tag)
        self._host.setError(error)
        self._host.setLength(_join(low, high))
        self._host.setCancelled(bool(cancelled))

    def py2f(self):
        """Gives its numbers as Fortran would have them."""
        java = self._java()
        length = java.length()
        low = length & 0x7FFFFFFF
        return [java.source(), java.tag(), java.error(), low, length >> 31, int(java.isCancelled())]

    @classmethod
    def f2py(cls, arg):
        """Makes a status of the numbers that py2f gives."""
        self = cls()
        self.source, self.tag, self.error = arg[0], arg[1], arg[2]
        self._host.setLength(_join(arg[3], arg[4]))
        self._host.setCancelled(bool(arg[5]))
        return self


def _join(low, high):
    return low | high << 31


def _size(datatype):
    if not datatype:
        raise failure('ERR_TYPE', 'the datatype is DATATYPE_NULL')
    return datatype.size


def java(status):
    """What Java is given for a status that may be None."""
    if status is None:
        return None
    if not isinstance(status, Status):
        raise TypeError(f'status must be a Status: got a {type(status).__name__}')
    status._numbers = None
    return status._host
