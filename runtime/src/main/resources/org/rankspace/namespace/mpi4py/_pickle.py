"""Pickle: how objects become bytes and back, for programs that have a say in it."""

from mpi4py._memory import acquire, buffer
from mpi4py._options import variable

_PROTOCOL = 5  # the highest; the module pickle, which knows that too, would take long to import
_THRESHOLD = 1 << 18  # bytes from which on a buffer travels apart from its object


def _number(name):
    value = variable(name)
    return None if value is None else int(value)


class Pickle:
    """Makes bytes of objects, and objects of bytes."""

    __slots__ = ('_dumps', '_loads', '_protocol', '_threshold')

    def __new__(cls, *args, **kwargs):
        self = object.__new__(cls)
        Pickle.__init__(self)
        return self

    def __init__(self, dumps=None, loads=None, protocol=None, threshold=None):
        """Sets the functions, the protocol that dumps is given, and from which size on buffers travel apart."""
        self._dumps = dumps
        self._loads = loads
        self.PROTOCOL = protocol
        self.THRESHOLD = threshold

    @property
    def PROTOCOL(self):
        """The protocol that dumps is given; None if it is given none."""
        return self._protocol

    @PROTOCOL.setter
    def PROTOCOL(self, protocol):
        if self._dumps is not None and self._dumps is _module().dumps:
            self._dumps = None
        if self._loads is not None and self._loads is _module().loads:
            self._loads = None
        if protocol is None and self._dumps is None:
            protocol = _number('MPI4PY_PICKLE_PROTOCOL') or _PROTOCOL
        self._protocol = protocol

    @property
    def THRESHOLD(self):
        """From how many bytes on a buffer travels apart from its object."""
        return self._threshold

    @THRESHOLD.setter
    def THRESHOLD(self, threshold):
        self._threshold = threshold if threshold is not None else (
            _number('MPI4PY_PICKLE_THRESHOLD') or _THRESHOLD)

    def dumps(self, obj):
        """Makes bytes of an object."""
        dumps = self._dumps or _module().dumps
        return dumps(obj) if self._protocol is None else dumps(obj, self._protocol)

    def loads(self, data):
        """Makes an object of bytes."""
        return (self._loads or _module().loads)(_plain(data))

    def dumps_oob(self, obj):
        """Makes bytes and a list of large buffers of an object."""
        buffers = []

        def keep(part):
            memory, length, _ = acquire(part)
            if length < self._threshold:
                return True
            buffers.append(buffer(memory))
            return False

        protocol = _module().HIGHEST_PROTOCOL if self._protocol is None else self._protocol
        data = (self._dumps or _module().dumps)(obj, max(protocol, 5), buffer_callback=keep)
        return data, buffers

    def loads_oob(self, data, buffers):
        """Makes an object of bytes and large buffers."""
        return (self._loads or _module().loads)(_plain(data), buffers=[_plain(part) for part in buffers])

    def _is_plain(self):
        """Whether it does what objects are sent with anyway."""
        return self._dumps is None and self._loads is None


def _module():
    import pickle
    return pickle


def _plain(data):
    return data._view if type(data) is buffer else data


pickle = Pickle()


def custom():
    """Whether a program has replaced the functions of `pickle`."""
    return not pickle._is_plain()
