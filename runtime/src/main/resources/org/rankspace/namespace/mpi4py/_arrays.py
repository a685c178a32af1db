"""The layouts of parts of arrays with several dimensions (MPI 4.1, sections 5.1.3 and 5.1.4)."""

from mpi4py._contents import (
    DISTRIBUTE_BLOCK, DISTRIBUTE_CYCLIC, DISTRIBUTE_DFLT_DARG, DISTRIBUTE_NONE, ORDER_C, ORDER_FORTRAN)
from mpi4py._errors import failure
from mpi4py._type import layouts


def _part(base, sizes, blocks, order):
    """The layout of blocks of an array, each dimension's given as lists of lengths and of starts."""
    if order not in (ORDER_C, ORDER_FORTRAN):
        raise failure('ERR_ARG', f'the order must be ORDER_C or ORDER_FORTRAN: order={order}')
    layout = base.layout
    stride = base.bounds[1]
    dimensions = list(zip(sizes, blocks))
    for size, (lengths, starts) in reversed(dimensions) if order == ORDER_C else dimensions:
        layout = layouts.resized(layout, 0, stride)
        layout = layouts.joined(lengths, [start * stride for start in starts], layout)
        stride *= size
    return layouts.resized(layout, 0, stride)


def subarray(base, sizes, subsizes, starts, order):
    """The layout of one block of an array."""
    for size, subsize, start in zip(sizes, subsizes, starts):
        if size < 1 or subsize < 1 or start < 0 or start + subsize > size:
            raise failure('ERR_ARG', 'a part of an array must lie in it:'
                          f' sizes={sizes}, subsizes={subsizes}, starts={starts}')
    return _part(base, sizes, [([subsize], [start]) for subsize, start in zip(subsizes, starts)], order)


def darray(base, size, rank, gsizes, distribs, dargs, psizes, order):
    """The layout of one rank's blocks of an array that is distributed over a grid of ranks."""
    grid = 1
    for number in psizes:
        grid *= number
    if grid != size or not 0 <= rank < size:
        raise failure('ERR_ARG', f'the grid of ranks must be as large as the group:'
                      f' psizes={psizes}, size={size}, rank={rank}')
    coordinates = []
    for number in reversed(psizes):
        coordinates.insert(0, rank % number)
        rank //= number
    blocks = [_owned(*dimension) for dimension in zip(gsizes, distribs, dargs, psizes, coordinates)]
    return _part(base, gsizes, blocks, order)


def _owned(gsize, distribution, darg, psize, coordinate):
    """The lengths and the starts of the blocks that belong to one coordinate."""
    if distribution == DISTRIBUTE_NONE and psize == 1:
        return [gsize], [0]
    default = darg == DISTRIBUTE_DFLT_DARG
    if distribution == DISTRIBUTE_BLOCK:
        block = -(-gsize // psize) if default else darg
        enough = block * psize >= gsize
    elif distribution == DISTRIBUTE_CYCLIC:
        block = 1 if default else darg
        enough = True
    else:
        raise failure('ERR_ARG', f'no such distribution: distrib={distribution}, psize={psize}')
    if block < 1 or not enough:
        raise failure('ERR_ARG', f'the blocks do not fit the array: darg={darg}, gsize={gsize}, psize={psize}')
    starts = list(range(coordinate * block, gsize, block * psize))
    return [min(block, gsize - start) for start in starts], starts
