"""BOTTOM, IN_PLACE and BUFFER_AUTOMATIC: constants that stand in place of a buffer."""


class _Constant:
    """A constant of its own type, which compares with integers and is pickled by its name."""

    __slots__ = ()
    _made = None

    def __new__(cls):
        if cls._made is None:
            cls._made = object.__new__(cls)
        return cls._made

    def __bool__(self):
        return self._number != 0

    def __int__(self):
        return self._number

    def __hash__(self):
        return self._number

    def __eq__(self, other):
        if type(other) is type(self):
            return True
        return self._number == other if hasattr(other, '__index__') else NotImplemented

    def __ne__(self, other):
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    def __repr__(self):
        return self._name

    def __reduce__(self):
        return self._name

    def __buffer__(self, flags):
        return memoryview(b'')


class BottomType(_Constant):
    """The type of BOTTOM, the place from which addresses are counted."""

    __slots__ = ()
    _name, _number = 'BOTTOM', 0

    def __index__(self):
        return self._number


class InPlaceType(_Constant):
    """The type of IN_PLACE, which says that the data to send lies where the result goes."""

    __slots__ = ()
    _name, _number = 'IN_PLACE', -1


class BufferAutomaticType(_Constant):
    """The type of BUFFER_AUTOMATIC, which says that buffered sends find memory by themselves."""

    __slots__ = ()
    _name, _number = 'BUFFER_AUTOMATIC', -2


BOTTOM = BottomType()
IN_PLACE = InPlaceType()
BUFFER_AUTOMATIC = BufferAutomaticType()
for _type in BottomType, InPlaceType, BufferAutomaticType:
    _type.__module__ = 'mpi4py.MPI'
