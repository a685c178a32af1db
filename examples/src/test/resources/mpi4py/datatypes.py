"""Datatypes: what is predefined, what is derived, packing, codes, pickling."""
import pickle
from array import array

from environment import raised
from mpi4py import MPI

self_ = MPI.COMM_SELF


def check_predefined():
    sizes = {'CHAR': 1, 'SHORT': 2, 'INT': 4, 'LONG': 8, 'FLOAT': 4, 'DOUBLE': 8, 'LONG_DOUBLE': 16, 'WCHAR': 4,
             'C_BOOL': 1, 'C_DOUBLE_COMPLEX': 16, 'AINT': 8, 'INTEGER': 4, 'REAL8': 8, 'INT_INT': 8, 'DOUBLE_INT': 12}
    for name, size in sizes.items():
        assert getattr(MPI, name).Get_size() == size, name
        assert pickle.loads(pickle.dumps(getattr(MPI, name))) is getattr(MPI, name)
    assert MPI.DOUBLE_INT.extent == 16 and MPI.INT_INT.name == 'MPI_2INT' and MPI.TWOINT is MPI.INT_INT
    assert MPI.DATATYPE_NULL.name == 'MPI_DATATYPE_NULL' and not MPI.DATATYPE_NULL
    assert MPI.Datatype.fromcode('d') is MPI.DOUBLE and MPI.Datatype.fromcode('i8') is MPI.INT64_T
    assert MPI.INT.tocode() == 'i' and MPI.INT_INT.typestr == 'V8'
    assert MPI.Datatype.Match_size(MPI.TYPECLASS_REAL, 8) == MPI.REAL8
    assert MPI.Datatype.Get_value_index(MPI.FLOAT, MPI.INT) == MPI.FLOAT_INT
    assert MPI.Datatype.Create_f90_real(15, 300).size == 8
    assert [MPI._typecode(one) for one in (MPI.DATATYPE_NULL, MPI.INT.Dup(), MPI.REAL8)] == [None, 'i', 'f8']
    assert [MPI._typealign(one) for one in (MPI.DATATYPE_NULL, MPI.INT.Dup(), MPI.DOUBLE_INT)] == [None, 4, 8]
    raised(MPI.ERR_TYPE, MPI.DATATYPE_NULL.Get_size)
    raised(MPI.ERR_TYPE, MPI.Datatype(MPI.INT).Free)


def moved(datatype, count, numbers):
    """What arrives of 'datatype' when it is sent to an array of zeros."""
    sent, got = array('i', numbers), array('i', [0] * len(numbers))
    self_.Sendrecv([sent, count, datatype], 0, 0, [got, count, datatype], 0, 0)
    return list(got)


def check_derived():
    numbers = list(range(1, 13))
    column = MPI.INT.Create_vector(3, 1, 4).Commit()
    assert moved(column, 1, numbers) == [1, 0, 0, 0, 5, 0, 0, 0, 9, 0, 0, 0]
    second = column.Create_resized(0, 4).Commit()
    assert moved(second, 2, numbers) == [1, 2, 0, 0, 5, 6, 0, 0, 9, 10, 0, 0]
    middle = MPI.INT.Create_subarray([3, 4], [2, 2], [1, 1]).Commit()
    assert moved(middle, 1, numbers) == [0, 0, 0, 0, 0, 6, 7, 0, 0, 10, 11, 0]
    some = MPI.INT.Create_indexed([1, 2], [0, 5]).Commit()
    assert moved(some, 1, numbers) == [1, 0, 0, 0, 0, 6, 7, 0, 0, 0, 0, 0]
    mine = MPI.INT.Create_darray(2, 1, [12], [MPI.DISTRIBUTE_CYCLIC], [3], [2]).Commit()
    assert moved(mine, 1, numbers) == [0, 0, 0, 4, 5, 6, 0, 0, 0, 10, 11, 12]
    both = MPI.Datatype.Create_struct([1, 1], [0, 8], [MPI.INT, column]).Commit()
    assert both.size == 16 and both.Get_extent() == (0, 44) and not both.is_predefined
    raised(MPI.ERR_TYPE, moved, MPI.INT.Create_contiguous(2), 1, numbers)  # not committed
    status = MPI.Status()
    self_.Sendrecv([array('i', numbers), 6], 0, 0, [array('i', numbers), 12], 0, 0, status)
    assert status.Get_count(MPI.INT) == 6 and status.Get_elements(column) == 6
    assert status.Get_count(column) == 2 and status.Get_count(MPI.DOUBLE_INT) == 2


def check_decoding():
    made = MPI.INT.Create_hvector(2, 3, 40)
    assert made.decode() == (MPI.INT, 'HVECTOR', {'count': 2, 'blocklength': 3, 'stride': 40})
    assert made.Get_envelope() == (0, 0, 3, 1, MPI.COMBINER_HVECTOR)
    assert made.Get_contents() == ([], [], [2, 3, 40], [MPI.INT])
    again = pickle.loads(pickle.dumps(made))
    assert again != made and again.decode() == made.decode()
    keyval = MPI.Datatype.Create_keyval(copy_fn=True)
    made.Set_attr(keyval, 'mine')
    assert made.Dup().Get_attr(keyval) == 'mine' and again.Get_attr(keyval) is None
    made.Free()
    assert made == MPI.DATATYPE_NULL


def check_packing():
    numbers = array('d', range(8))
    every = MPI.DOUBLE.Create_vector(4, 1, 2).Commit()
    packed = bytearray(every.Pack_size(1, self_))
    assert every.Pack(numbers, packed, 0, self_) == 32
    assert list(memoryview(packed).cast('d')) == [0, 2, 4, 6]
    back = array('d', [0] * 7)
    assert every.Unpack(packed, 0, back, self_) == 32
    assert list(back) == [0, 0, 2, 0, 4, 0, 6]
    portable = bytearray(MPI.INT.Pack_external_size('external32', 2))
    assert MPI.INT.Pack_external('external32', array('i', [1, -2]), portable, 0) == 8
    assert portable == b'\0\0\0\1\xff\xff\xff\xfe'
    ints = array('i', [0, 0])
    assert MPI.INT.Unpack_external('external32', portable, 0, ints) == 8 and list(ints) == [1, -2]
    raised(MPI.ERR_TRUNCATE, every.Pack, numbers, packed, 8, self_)
