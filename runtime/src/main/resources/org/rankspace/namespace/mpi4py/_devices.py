"""Memory that an object does not lend by Python's buffer protocol, but describes: the array interface."""

from operator import index

from mpi4py._memory import at_address

_FORMATS = {'b1': '?', 'i1': 'b', 'i2': 'h', 'i4': 'i', 'i8': 'l', 'u1': 'B', 'u2': 'H', 'u4': 'I', 'u8': 'L',
            'f2': 'e', 'f4': 'f', 'f8': 'd', 'f16': 'g', 'c4': 'Ze', 'c8': 'Zf', 'c16': 'Zd', 'c32': 'Zg'}


def of_array_interface(obj):
    """The memory that `__cuda_array_interface__` describes: a view, the items' format, whether it is read-only."""
    described = obj.__cuda_array_interface__
    if not isinstance(described, dict):
        raise TypeError(f'an array interface is a dict: got a {type(described).__name__}')
    data, text, shape = described['data'], described['typestr'], described['shape']
    strides, parts = described.get('strides'), described.get('descr')
    for value, kind in ((data, tuple), (text, str), (shape, tuple), (strides, tuple), (parts, list)):
        if not isinstance(value, kind) and not (value is None and kind in (tuple, list) and value is not data
                                                and value is not shape):
            raise TypeError(f'the array interface has a {type(value).__name__} where a {kind.__name__} is needed')
    if data is None or shape is None:
        raise TypeError('the array interface has no data or no shape')
    address, readonly = data
    itemsize = int(text[2:])
    length = itemsize * _product(shape)
    _check(text, described.get('mask'), length)
    if strides is not None and not _is_contiguous(shape, strides, itemsize):
        raise BufferError(f'the memory of the array must be in one piece: shape={shape}, strides={strides}')
    if parts is not None and (len(parts) != 1 or parts[0] != ('', text)):
        import warnings
        warnings.warn('the fields of the items are ignored: descr in __cuda_array_interface__', RuntimeWarning,
                      stacklevel=4)
    address = 0 if address is None and length == 0 else index(address)
    return at_address(address, length), _FORMATS.get(text[1:], 'B'), bool(readonly)


def _check(text, mask, length):
    if text[0] not in '<|':
        raise BufferError(f'the items of the array have another byte order: typestr={text!r}')
    if mask is not None:
        raise BufferError('an array with a mask cannot be sent')
    if length < 0:
        raise BufferError(f'the array has fewer than no items: bytes={length}')


def _product(shape):
    product = 1
    for number in shape:
        product *= index(number)
    return product


def _is_contiguous(shape, strides, itemsize):
    """Whether items follow each other without gaps, in C's order or in Fortran's."""
    dimensions = list(zip(shape, strides))
    return _follow(reversed(dimensions), itemsize) or _follow(dimensions, itemsize)


def _follow(dimensions, step):
    for number, stride in dimensions:
        if number > 1 and stride != step:
            return False
        step *= number
    return True
