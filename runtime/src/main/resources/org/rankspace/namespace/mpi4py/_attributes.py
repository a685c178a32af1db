"""Attributes that programs attach to communicators and datatypes (MPI 4.1, section 7.7)."""

from mpi4py._constants import KEYVAL_INVALID
from mpi4py._errors import failure, show

_keyvals = {}  # keyval -> (root class, copy function, delete function, whether values are plain numbers)
_next = 1000


class Attributes:
    """What a class of handles needs for attributes; its things have a dict `attributes`."""

    __slots__ = ()

    def Get_attr(self, keyval):
        """Gives the value attached under a keyval, or None."""
        self._check()
        if keyval == KEYVAL_INVALID or (keyval not in _keyvals and keyval not in self._predefined):
            raise failure('ERR_KEYVAL', f'no such keyval: keyval={keyval}')
        if keyval in self._predefined:
            return self._predefined[keyval](self)
        return self._ob.attributes.get(keyval)

    _predefined = {}

    def Set_attr(self, keyval, attrval):
        """Attaches a value under a keyval."""
        self._check()
        _known(keyval)
        if keyval in self._ob.attributes:
            delete(self, keyval)
        self._ob.attributes[keyval] = attrval

    def Delete_attr(self, keyval):
        """Takes away what is attached under a keyval."""
        self._check()
        _known(keyval)
        if keyval in self._ob.attributes:
            delete(self, keyval)

    @classmethod
    def Create_keyval(cls, copy_fn=None, delete_fn=None, nopython=False):
        """Makes a new keyval; copy_fn says what a duplicate gets, delete_fn hears of the end of a value."""
        global _next
        _next += 1
        _keyvals[_next] = copy_fn, delete_fn
        return _next

    @classmethod
    def Free_keyval(cls, keyval):
        """Marks a keyval as not used any more; gives KEYVAL_INVALID."""
        _known(keyval)
        return KEYVAL_INVALID


def _known(keyval):
    if keyval not in _keyvals:
        raise failure('ERR_KEYVAL', f'no such keyval: keyval={keyval}')
    return _keyvals[keyval]


def delete(handle, keyval):
    """Takes one attribute away, and tells its function."""
    value = handle._ob.attributes.pop(keyval)
    function = _keyvals[keyval][1]
    if function:
        _call(function, handle, keyval, value)


def delete_all(handle):
    """What freeing a handle does to its attributes, the newest first."""
    for keyval in reversed(tuple(handle._ob.attributes)):
        delete(handle, keyval)


def copy_all(handle, attributes):
    """What duplicating a handle does: fills the duplicate's attributes in."""
    for keyval, value in handle._ob.attributes.items():
        function = _keyvals[keyval][0]
        if function is True:
            attributes[keyval] = value
        elif function:
            copy = _call(function, handle, keyval, value)
            if copy is not NotImplemented:
                attributes[keyval] = copy


def _call(function, handle, keyval, value):
    try:
        return function(handle, keyval, value)
    except BaseException as error:
        show(error)
        raise failure('ERR_OTHER', f'the function of an attribute has failed: keyval={keyval}') from None
