"""How the verbs with a capital letter are given their buffers."""

from _rankspace_errors import InvalidArgumentError, _natural


class _InPlace:
    """The type of IN_PLACE."""

    __slots__ = ()

    def __repr__(self):
        return 'IN_PLACE'


IN_PLACE = _InPlace()


def _part(buf):
    """A buffer argument as (object, count of items or -1 for all, item to start with)."""
    if type(buf) is not list and type(buf) is not tuple:
        return None if buf is IN_PLACE else buf, -1, 0
    if not 1 <= len(buf) <= 3:
        raise InvalidArgumentError(
            f'a buffer is given as buf, [buf, count] or [buf, count, displ]: got {len(buf)} parts')
    count = buf[1] if len(buf) > 1 else None
    first = buf[2] if len(buf) > 2 else None
    return (buf[0], -1 if count is None else _natural('count', count),
            0 if first is None else _natural('displ', first))


def _blocks(buf, size):
    """The buffer of a v-form as (object, list of counts or None, list of displacements or None)."""
    if type(buf) is not list and type(buf) is not tuple:
        return None if buf is IN_PLACE else buf, None, None
    if not 1 <= len(buf) <= 3:
        raise InvalidArgumentError(
            f'blocks are given as buf, [buf, counts] or [buf, counts, displs]: got {len(buf)} parts')
    counts = buf[1] if len(buf) > 1 else None
    firsts = buf[2] if len(buf) > 2 else None
    if firsts is None and type(counts) is tuple and len(counts) == 2 and not hasattr(counts[0], '__index__'):
        counts, firsts = counts
    if counts is None:
        return buf[0], None, None
    if hasattr(counts, '__index__'):
        counts = [counts] * size
    counts = [_natural('count', count) for count in counts]
    return buf[0], counts, None if firsts is None else [_natural('displ', first) for first in firsts]
