"""The names of mpi4py.MPI that are about data: datatypes, operations, memory."""

from mpi4py import _capi, _contents, _datatype, _op
from mpi4py._constant_types import (
    BOTTOM, BUFFER_AUTOMATIC, IN_PLACE, BottomType, BufferAutomaticType, InPlaceType)
from mpi4py._contents import (
    DISTRIBUTE_BLOCK, DISTRIBUTE_CYCLIC, DISTRIBUTE_DFLT_DARG, DISTRIBUTE_NONE, ORDER_C, ORDER_FORTRAN)
from mpi4py._datatype import (
    TYPECLASS_COMPLEX, TYPECLASS_INTEGER, TYPECLASS_LOGICAL, TYPECLASS_REAL, Datatype)
from mpi4py._memory import Aint_add, Aint_diff, Alloc_mem, Free_mem, Get_address, buffer, memory
from mpi4py._op import Op
from mpi4py._pickle import Pickle, pickle

_capi.install()

ORDER_F = ORDER_FORTRAN

globals().update(_datatype.CONSTANTS)
globals().update(_op.CONSTANTS)
globals().update({'COMBINER_' + name: number for name, number in _contents.COMBINERS.items()})

__all__ = [name for name in globals() if not name.startswith('_')]
