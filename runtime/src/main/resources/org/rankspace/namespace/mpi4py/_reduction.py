"""Reductions of buffers: what Java combines at memory speed, and what Python combines item by item."""

from mpi4py._datatype import Datatype
from mpi4py._errors import failure
from mpi4py._memory import buffer
from mpi4py._numbers import decode, encode
from mpi4py._spec import message
from mpi4py._type import layouts

_JAVA = ('SUM', 'PROD', 'MAX', 'MIN', 'LAND', 'LOR', 'LXOR', 'BAND', 'BOR', 'BXOR')


def check(op, datatype):
    """Raises unless the operation is one for these items (MPI 4.1, section 6.9.2)."""
    operation, type_ = op._check(), datatype._check()
    if operation.predefined and (not type_.kind or type_.kind not in operation.kinds):
        raise failure('ERR_OP', 'the operation is not one for items of this type:'
                      f' op={operation.name}, datatype={type_.name or type_.combiner.lower()}')


def host_names(op, datatype):
    """Java's names for an operation and the items, and bytes of an item; None where Python must combine."""
    check(op, datatype)
    operation, type_ = op._ob, datatype._ob
    if not operation.predefined or operation.name not in _JAVA:
        return None
    if type_.kind == 'c':
        parts = {8: 'FLOAT32', 16: 'FLOAT64'}.get(type_.size)
        return (operation.name, parts, type_.size) if parts and operation.name == 'SUM' else None
    return None if type_.element is None else (operation.name, type_.element, type_.size)


def combiner(op, datatype):
    """A function of the packed items of two ranks, the lower one first; it gives those of the result."""
    names = host_names(op, datatype)
    operation, type_ = op._ob, datatype._ob
    if names is not None:
        return lambda lower, higher: _in_java(names, lower, bytearray(higher))
    if not operation.predefined:
        return lambda lower, higher: _call(operation.function, type_, lower, bytearray(higher))
    function = operation.function
    return lambda lower, higher: encode(
        type_, [function(x, y) for x, y in zip(decode(type_, lower), decode(type_, higher))])


def _in_java(names, lower, higher):
    layouts.combine(names[0], names[1], lower, 0, higher, 0, len(higher))
    return higher


def _call(function, type_, lower, higher):
    """Calls a program's function with items as they lie in memory."""
    datatype = Datatype._of(type_)
    if type_.dense and not type_.bounds[0]:
        low, high = bytearray(lower), higher
        function(buffer.frombuffer(low), buffer.frombuffer(high), datatype)
        return high
    count = len(higher) // type_.size if type_.size else 0
    length = count * type_.bounds[1]
    low, high = bytearray(length), bytearray(length)
    layouts.unpack(type_.layout, low, 0, lower, 0, len(lower))
    layouts.unpack(type_.layout, high, 0, higher, 0, len(higher))
    function(buffer.frombuffer(low), buffer.frombuffer(high), datatype)
    layouts.pack(type_.layout, count, high, 0, higher, 0)
    return higher


def reduce_local(op, inbuf, inoutbuf):
    """What Op.Reduce_local does."""
    into = message(inoutbuf, True)
    of = message(inbuf)
    if into.type is not of.type:
        raise ValueError('both buffers must have items of one datatype')
    if into.count != of.count:
        raise ValueError(f'both buffers must have as many items: {of.count} and {into.count}')
    names = host_names(op, into.datatype)
    if names is not None and of.direct and into.direct:
        layouts.combine(names[0], names[1], of.memory, of.offset, into.memory, into.offset, into.nbytes)
    else:
        into.unpack(combiner(op, into.datatype)(of.pack(), into.pack()))
