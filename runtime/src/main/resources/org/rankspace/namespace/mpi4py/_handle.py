"""What Comm, Group, Datatype and the others have in common: a reference that several may share.

The thing referred to is `_ob`; None is the null handle. Handles of predefined things are constants of MPI.
"""

_constants = {}  # (root class in a tuple, thing) -> (name in MPI, the constant)
_numbered = [None]  # things that have been given a number; the null handle's is 0


class Handle:
    """A reference to something of MPI's."""

    __slots__ = ('_ob', '__weakref__')
    _root = None  # a tuple with the root class: as a plain attribute the class would be a member of itself

    def __new__(cls, other=None):
        self = object.__new__(cls)
        if other is None:
            self._ob = None
        elif isinstance(other, cls._root):
            self._ob = other._ob
        else:
            raise TypeError(
                f'{cls.__name__} is made from a {cls._root[0].__name__}: got a {type(other).__name__}')
        return self

    @classmethod
    def _of(cls, ob):
        """A handle of this class, without a check."""
        self = object.__new__(cls)
        self._ob = ob
        return self

    @classmethod
    def _class_of(cls, ob):
        """The class that a number becomes a handle of."""
        return cls

    def __eq__(self, other):
        if isinstance(other, self._root):
            return self._ob is other._ob
        return NotImplemented

    def __ne__(self, other):
        if isinstance(other, self._root):
            return self._ob is not other._ob
        return NotImplemented

    __hash__ = None

    def __bool__(self):
        return self._ob is not None

    def __reduce__(self):
        name, constant = _constants.get((self._root, self._ob), (None, None))
        if constant is None:
            raise ValueError(f'a {type(self).__name__} cannot be pickled: it means nothing elsewhere')
        if self is constant:
            return name
        return type(self), (constant,)

    @property
    def handle(self):
        """A number that stands for it in this process."""
        return self.toint()

    @classmethod
    def fromhandle(cls, handle):
        """The handle with this number."""
        return cls.fromint(handle)

    def toint(self):
        """A number that stands for it in this process."""
        for number, thing in enumerate(_numbered):
            if thing is self._ob:
                return number
        _numbered.append(self._ob)
        return len(_numbered) - 1

    @classmethod
    def fromint(cls, arg, /):
        """The handle with this number."""
        ob = _numbered[arg]
        return cls._class_of(ob)._of(ob)

    def py2f(self):
        """Its number, as Fortran would have it."""
        return self.toint()

    @classmethod
    def f2py(cls, arg):
        """The handle with this number."""
        return cls.fromint(arg)

    def free(self):
        """Frees it unless it is null or one of MPI's constants."""
        if self._ob is None:
            return
        name, constant = _constants.get((self._root, self._ob), (None, None))
        if constant is None:
            self.Free()
        elif self is not constant:
            self._forget()

    def _forget(self):
        """Makes this a null handle."""
        self._ob = None

    def _is_constant(self):
        return self._ob is None or (self._root, self._ob) in _constants


def root(cls):
    """Decorates the class whose handles are equal if they refer to the same."""
    cls._root = cls,
    return cls


def predefine(name, handle):
    """Makes a handle the constant of this name."""
    _constants[handle._root, handle._ob] = name, handle
    return handle
