"""Reductions: the named operations, and what a verb does with the one it is given."""

from _rankspace_errors import InvalidArgumentError


class Op:
    """A reduction. Calling it combines two objects; the one of the lower rank comes first."""

    def __init__(self, function, name=None, commute=False):
        self._function = function
        self.name = name or getattr(function, '__name__', 'op')
        self.is_commutative = commute

    def __call__(self, lower, higher):
        return self._function(lower, higher)

    def __repr__(self):
        return self.name


def _maxloc(lower, higher):
    (u, i), (v, j) = lower, higher
    return (u, i) if u > v else (v, j) if v > u else (u, min(i, j))


def _minloc(lower, higher):
    (u, i), (v, j) = lower, higher
    return (u, i) if u < v else (v, j) if v < u else (u, min(i, j))


SUM = Op(lambda x, y: x + y, 'SUM', True)
PROD = Op(lambda x, y: x * y, 'PROD', True)
MAX = Op(lambda x, y: y if y > x else x, 'MAX', True)
MIN = Op(lambda x, y: y if y < x else x, 'MIN', True)
LAND = Op(lambda x, y: bool(x) and bool(y), 'LAND', True)
LOR = Op(lambda x, y: bool(x) or bool(y), 'LOR', True)
LXOR = Op(lambda x, y: bool(x) != bool(y), 'LXOR', True)
BAND = Op(lambda x, y: x & y, 'BAND', True)
BOR = Op(lambda x, y: x | y, 'BOR', True)
BXOR = Op(lambda x, y: x ^ y, 'BXOR', True)
MAXLOC = Op(_maxloc, 'MAXLOC', True)
MINLOC = Op(_minloc, 'MINLOC', True)


_ELEMENTWISE = {op: op.name for op in (SUM, PROD, MAX, MIN, LAND, LOR, LXOR, BAND, BOR, BXOR)}


def _elementwise(op):
    """The name of an operation that Java knows for the elements of buffers."""
    if isinstance(op, Op) and op in _ELEMENTWISE:
        return _ELEMENTWISE[op]
    raise InvalidArgumentError(
        'a reduction of buffers needs SUM, PROD, MAX, MIN, LAND, LOR, LXOR, BAND, BOR or BXOR:'
        f' op={op!r}; objects can be combined by any callable')


def _function(op):
    if isinstance(op, Op):
        return op._function
    if callable(op):
        return op
    raise InvalidArgumentError(f'op must be an operation such as SUM, or a callable: op={op!r}')


def _items(verb, values):
    """The objects of a scatter-like verb as a list; None stays None, which is no list."""
    if values is None or type(values) is list:
        return values
    try:
        return list(values)
    except TypeError:
        raise InvalidArgumentError(
            f'{verb} needs a sequence with one object for each rank: got {values!r}') from None
