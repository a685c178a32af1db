"""Op: how reductions combine what ranks have (MPI 4.1, section 6.9)."""

from mpi4py._errors import failure
from mpi4py._handle import Handle, predefine, root

_LIMIT = 32  # how many operations of a program's own there may be at a time, as mpi4py has it


class Operation:
    """What a handle of an operation refers to."""

    __slots__ = ('name', 'function', 'commute', 'predefined', 'kinds', 'names')

    def __init__(self, name, function, commute, predefined, kinds=''):
        self.name = name
        self.function = function
        self.commute = commute
        self.predefined = predefined
        self.kinds = kinds  # of datatypes; see _type
        self.names = {} if predefined else None  # Java's, by type code of arrays; see _reductions


_made = []


@root
class Op(Handle):
    """A reduction: how two things are combined to one."""

    __slots__ = ('_numbered',)

    def __call__(self, x, y):
        """Combines two objects; x comes from the lower rank."""
        operation = self._ob
        if operation is None:
            raise ValueError('OP_NULL combines nothing')
        if operation.predefined:
            return operation.function(x, y)
        if operation.function is None:
            raise ValueError('the operation has been freed')
        return operation.function(x, y, None)

    def __reduce__(self):
        if self._ob is not None and not self._ob.predefined:
            if getattr(self, '_numbered', False):
                raise ValueError('an operation of a program cannot be pickled when all that is known is its number')
            return _rebuild, (type(self), self._ob.function, self._ob.commute)
        return Handle.__reduce__(self)

    @classmethod
    def Create(cls, function, commute=False):
        """Makes an operation of a function of two buffers and a datatype, which changes the second buffer."""
        if not callable(function):
            raise AttributeError(f'the function of an operation must be callable: got a {type(function).__name__}')
        if len(_made) >= _LIMIT:
            raise RuntimeError(f'there are too many operations: free some; there may be {_LIMIT}')
        operation = Operation(getattr(function, '__name__', 'op'), function, bool(commute), False)
        _made.append(operation)
        return cls._of(operation)

    @classmethod
    def fromint(cls, arg, /):
        """The handle with this number."""
        self = super().fromint(arg)
        self._numbered = True
        return self

    def Free(self):
        """Frees it: this handle becomes OP_NULL."""
        operation = self._check()
        if operation.predefined:
            raise failure('ERR_OP', f'a predefined operation cannot be freed: op={operation.name}')
        if operation in _made:
            _made.remove(operation)
        self._forget()

    def _check(self):
        if self._ob is None:
            raise failure('ERR_OP', 'the operation is OP_NULL')
        return self._ob

    def _function(self):
        """What combines two objects."""
        self._check()
        return self

    def Is_commutative(self):
        """Whether the order of what it combines does not matter."""
        return self._check().commute

    is_commutative = property(Is_commutative, doc='Whether the order of what it combines does not matter.')
    is_predefined = property(
        lambda self: self._ob is None or self._ob.predefined, doc='Whether it is one of the constants.')

    def Reduce_local(self, inbuf, inoutbuf):
        """Combines the items of inbuf with those of inoutbuf, where the result goes."""
        from mpi4py._reduction import reduce_local
        reduce_local(self, inbuf, inoutbuf)


def host_names(op, datatype):
    """See _reduction."""
    global host_names
    from mpi4py._reduction import host_names
    return host_names(op, datatype)


def combiner(op, datatype):
    """See _reduction."""
    global combiner
    from mpi4py._reduction import combiner
    return combiner(op, datatype)


def _rebuild(kind, function, commute):
    return kind.Create(function, commute)


def _max(x, y):
    return y if y > x else x


def _min(x, y):
    return y if y < x else x


def _maxloc(x, y):
    (u, i), (v, j) = x, y
    return (u, i) if u > v or not v > u and not j < i else (v, j)


def _minloc(x, y):
    (u, i), (v, j) = x, y
    return (u, i) if u < v or not v < u and not j < i else (v, j)


_PREDEFINED = {
    'MAX': (_max, 'ifFm'),
    'MIN': (_min, 'ifFm'),
    'SUM': (lambda x, y: x + y, 'ifFcm'),
    'PROD': (lambda x, y: x * y, 'ifFcm'),
    'LAND': (lambda x, y: bool(x) & bool(y), 'ilb'),
    'BAND': (lambda x, y: x & y, 'iFbm'),
    'LOR': (lambda x, y: bool(x) | bool(y), 'ilb'),
    'BOR': (lambda x, y: x | y, 'iFbm'),
    'LXOR': (lambda x, y: bool(x) ^ bool(y), 'ilb'),
    'BXOR': (lambda x, y: x ^ y, 'iFbm'),
    'MAXLOC': (_maxloc, 'p'),
    'MINLOC': (_minloc, 'p'),
    'REPLACE': (lambda x, y: y, ''),
    'NO_OP': (lambda x, y: x, ''),
}

OP_NULL = predefine('OP_NULL', Op())
CONSTANTS = {'OP_NULL': OP_NULL}
for _name, (_function, _kinds) in _PREDEFINED.items():
    _operation = Operation(_name, _function, _name not in ('REPLACE', 'NO_OP'), True, _kinds)
    CONSTANTS[_name] = predefine(_name, Op._of(_operation))
SUM = CONSTANTS['SUM']
