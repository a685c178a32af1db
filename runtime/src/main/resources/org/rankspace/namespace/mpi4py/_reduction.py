"""Reductions of buffers: what Java combines at memory speed, and what Python combines item by item."""

from mpi4py._datatype import Datatype
from mpi4py._errors import failure
from mpi4py._memory import acquire, buffer
from mpi4py._numbers import decode, encode
from mpi4py._spec import message
from mpi4py._type import layouts

_JAVA = ('SUM', 'PROD', 'MAX', 'MIN', 'LAND', 'LOR', 'LXOR', 'BAND', 'BOR', 'BXOR')
_LOGICAL = ('LAND', 'LOR', 'LXOR')


def check(op, datatype):
    """Raises unless the operation is one for these items (MPI 4.1, section 6.9.2)."""
    operation, type_ = op._check(), datatype._check()
    if operation.predefined and (not type_.kind or type_.kind not in operation.kinds):
        raise failure('ERR_OP', 'the operation is not one for items of this type:'
                      f' op={operation.name}, datatype={type_.name or type_.combiner.lower()}')


def host_name(op, datatype):
    """The names that Java has for an operation and the items; None where Python must combine."""
    check(op, datatype)
    operation, type_ = op._ob, datatype._ob
    if not operation.predefined or operation.name not in _JAVA:
        return None
    if type_.kind == 'c':
        parts = {8: 'FLOAT32', 16: 'FLOAT64'}.get(type_.size)
        return ('SUM', parts) if parts and operation.name == 'SUM' else None
    if type_.element is None or type_.kind == 'f' and operation.name not in ('SUM', 'PROD', 'MAX', 'MIN'):
        return None
    return operation.name, type_.element


def combine(op, lower, higher, count, datatype):
    """Combines the packed items of two ranks; gives the bytes of the result, in memory of their own."""
    names = host_name(op, datatype)
    result = bytearray(higher)
    if names is not None:
        layouts.combine(*names, lower, 0, result, 0, len(result))
        return result
    operation, type_ = op._ob, datatype._ob
    if not operation.predefined:
        return _call(operation.function, type_, lower, result, count)
    function = operation.function
    return encode(type_, [function(x, y) for x, y in zip(decode(type_, lower), decode(type_, higher))])


def _call(function, type_, lower, higher, count):
    """Calls a program's function with items as they lie in memory."""
    datatype = Datatype._of(type_)
    if type_.dense and not type_.bounds[0]:
        low, high = bytearray(lower), higher
        function(buffer.frombuffer(low), buffer.frombuffer(high), datatype)
        return high
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
    names = host_name(op, into.datatype)
    if names is not None and of.direct and into.direct:
        layouts.combine(*names, of.memory, of.start, into.memory, into.start, into.nbytes)
    else:
        into.unpack(combine(op, of.pack(), into.pack(), into.count, into.datatype))
