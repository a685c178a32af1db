"""DLPack tensors, version 0 and 1, read from the structures that their capsules point to."""

import ctypes

from mpi4py._devices import _follow
from mpi4py._memory import at_address

_CPU = (1, 3, 11, 13)  # kinds of devices whose memory the processor can reach
_READ_ONLY = 1
_KINDS = {0: 'i', 1: 'u', 2: 'f', 5: 'c', 6: 'b'}
_FORMATS = {'b1': '?', 'i1': 'b', 'i2': 'h', 'i4': 'i', 'i8': 'l', 'u1': 'B', 'u2': 'H', 'u4': 'I', 'u8': 'L',
            'f2': 'e', 'f4': 'f', 'f8': 'd', 'c4': 'Ze', 'c8': 'Zf', 'c16': 'Zd'}


class _Tensor(ctypes.Structure):
    _fields_ = [('data', ctypes.c_void_p), ('device_type', ctypes.c_int32), ('device_id', ctypes.c_int32),
                ('ndim', ctypes.c_int32), ('code', ctypes.c_uint8), ('bits', ctypes.c_uint8),
                ('lanes', ctypes.c_uint16), ('shape', ctypes.POINTER(ctypes.c_int64)),
                ('strides', ctypes.POINTER(ctypes.c_int64)), ('byte_offset', ctypes.c_uint64)]


class _Versioned(ctypes.Structure):
    _fields_ = [('major', ctypes.c_uint32), ('minor', ctypes.c_uint32), ('manager', ctypes.c_void_p),
                ('deleter', ctypes.c_void_p), ('flags', ctypes.c_uint64), ('tensor', _Tensor)]


def tensor(obj):
    """The memory of a tensor: a view, the items' format, whether it is read-only."""
    device, _ = _device(obj)
    capsule = _capsule(obj, None if device == 1 else -1)
    found, readonly = _open(capsule)
    return _memory(found), _format(found), readonly


def _device(obj):
    kind, number = obj.__dlpack_device__()
    if not isinstance(kind, int) or not isinstance(number, int):
        raise TypeError(f'a device is given as two integers: got {kind!r} and {number!r}')
    if kind not in _CPU:
        raise BufferError(f'the processor cannot reach the memory of this device: kind={kind}')
    return kind, number


def _capsule(obj, stream):
    try:
        return obj.__dlpack__(stream=stream, max_version=(1, 0), copy=False)
    except TypeError:
        return obj.__dlpack__(stream=stream)


def _open(capsule):
    """The tensor that a capsule points to, and whether it is read-only."""
    api = ctypes.pythonapi
    if api.PyCapsule_IsValid(capsule, b'dltensor_versioned'):
        found = _Versioned.from_address(api.PyCapsule_GetPointer(capsule, b'dltensor_versioned'))
        if found.major != 1:
            raise BufferError(f'this version of DLPack is not known: version={found.major}.{found.minor}')
        return found.tensor, bool(found.flags & _READ_ONLY)
    if api.PyCapsule_IsValid(capsule, b'dltensor'):
        return _Tensor.from_address(api.PyCapsule_GetPointer(capsule, b'dltensor')), False
    raise BufferError('this is no DLPack capsule, or one that has been used')


def _memory(found):
    if found.ndim < 0 or found.ndim > 0 and not found.shape:
        raise BufferError(f'the tensor has no shape: ndim={found.ndim}')
    shape = [found.shape[i] for i in range(found.ndim)]
    if any(number < 0 for number in shape):
        raise BufferError(f'a dimension of the tensor is negative: shape={shape}')
    if found.strides:
        dimensions = [(shape[i], found.strides[i]) for i in range(found.ndim)]
        if not _follow(reversed(dimensions), 1) and not _follow(dimensions, 1):
            raise BufferError(f'the memory of the tensor must be in one piece: shape={shape}')
    length = found.bits * found.lanes + 7 >> 3
    for number in shape:
        length *= number
    return at_address((found.data or 0) + found.byte_offset, length)


def _format(found):
    if found.lanes != 1 or found.code not in _KINDS:
        return 'B'
    return _FORMATS.get(f'{_KINDS[found.code]}{found.bits // 8}', 'B')
