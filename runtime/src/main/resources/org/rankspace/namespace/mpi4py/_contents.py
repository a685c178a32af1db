"""How datatypes were made: envelopes, contents, decoding (MPI 4.1, section 5.1.13)."""

import operator

COMBINERS = {name: number for number, name in enumerate((
    'NAMED', 'DUP', 'CONTIGUOUS', 'VECTOR', 'HVECTOR', 'INDEXED', 'HINDEXED', 'INDEXED_BLOCK', 'HINDEXED_BLOCK',
    'STRUCT', 'SUBARRAY', 'DARRAY', 'F90_REAL', 'F90_COMPLEX', 'F90_INTEGER', 'RESIZED', 'VALUE_INDEX'), 101)}

ORDER_C, ORDER_FORTRAN = 56, 57
DISTRIBUTE_BLOCK, DISTRIBUTE_CYCLIC, DISTRIBUTE_NONE, DISTRIBUTE_DFLT_DARG = 121, 122, 123, -49767


def numbers(type_):
    """The integers and the counts that a type was made of, as the constructors for large counts have them."""
    combiner, p = type_.combiner, type_.parameters
    values = list(p.values())
    if combiner in ('CONTIGUOUS', 'VECTOR', 'HVECTOR', 'RESIZED'):
        return [], values
    if combiner in ('INDEXED', 'HINDEXED', 'STRUCT'):
        return [], [len(values[0]), *values[0], *values[1]]
    if combiner in ('INDEXED_BLOCK', 'HINDEXED_BLOCK'):
        return [], [len(values[1]), values[0], *values[1]]
    if combiner == 'SUBARRAY':
        return [len(p['sizes']), p['order']], [*p['sizes'], *p['subsizes'], *p['starts']]
    if combiner == 'DARRAY':
        return [p['size'], p['rank'], len(p['gsizes']), *p['distribs'], *p['dargs'], *p['psizes'],
                p['order']], [*p['gsizes']]
    return values, []


def bases(type_):
    """The types that a type was made of."""
    if type_.base is None:
        return []
    return type_.base if type(type_.base) is list else [type_.base]


def repetitions(type_):
    """The types that a type consists of, with how often each comes, in order."""
    combiner, p = type_.combiner, type_.parameters
    if combiner == 'STRUCT':
        return zip(type_.base, p['blocklengths'])
    if type_.base.size == 0:
        return []
    return [(type_.base, type_.size // type_.base.size)]


def indices(sequence, length=None):
    """A sequence of integers as a list, of this length if one is given."""
    values = [operator.index(value) for value in sequence]
    if length is not None and len(values) != length:
        raise ValueError(f'expecting {length} items, got {len(values)}')
    return values


def rebuild(kind, base, combiner, parameters, committed):
    """Makes a datatype again; what pickle calls."""
    constructor = getattr(kind, 'Create_' + combiner.lower())
    made = constructor(**parameters) if combiner.startswith(('STRUCT', 'F90')) else constructor(base, **parameters)
    return made.Commit() if committed else made
