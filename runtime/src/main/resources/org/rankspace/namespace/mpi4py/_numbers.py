"""Items that Java does not combine, as Python's numbers: pairs, complex numbers, long doubles and others."""

import struct


def decode(type_, data):
    """The items of packed data, as a list."""
    data, read, size = bytes(data), _reader(type_), type_.size
    return [read(data[i:i + size]) for i in range(0, len(data), size)]


def encode(type_, items):
    """Packed data with these items."""
    write = _writer(type_)
    return bytearray(b''.join([write(item) for item in items]))


def _reader(type_):
    if type_.kind == 'p':
        value, index, middle = _reader(type_.value), _reader(type_.index), type_.value.size
        return lambda data: (value(data[:middle]), index(data[middle:]))
    size = type_.size
    if type_.kind == 'c':
        part, half = _real(type_, size // 2)[0], size // 2
        made = Pair if size in (4, 32) else complex
        return lambda data: made(part(data[:half]), part(data[half:]))
    if type_.kind == 'f':
        return _real(type_, size)[0]
    return lambda data: int.from_bytes(data, 'little', signed=_is_signed(type_))


def _writer(type_):
    if type_.kind == 'p':
        value, index = _writer(type_.value), _writer(type_.index)
        return lambda item: value(item[0]) + index(item[1])
    size = type_.size
    if type_.kind == 'c':
        part = _real(type_, size // 2)[1]
        return lambda item: part(item.real) + part(item.imag)
    if type_.kind == 'f':
        return _real(type_, size)[1]
    mask = (1 << 8 * size) - 1
    return lambda item: (int(item) & mask).to_bytes(size, 'little')


def _is_signed(type_):
    return type_.char not in ('B', 'H', 'I', 'L', 'Q', '?')


def _real(type_, size):
    """Functions that read and write a floating-point number."""
    if size == 16:
        from mpi4py import _wide
        extended = 'LONG_DOUBLE' in type_.name or type_.base is not None and 'LONG_DOUBLE' in type_.base.name
        return _wide.functions(extended)
    pack = struct.Struct('<' + {2: 'e', 4: 'f', 8: 'd'}[size])
    return lambda data: pack.unpack(data)[0], lambda item: _rounded(pack, item)


def _rounded(pack, item):
    try:
        return pack.pack(item)
    except OverflowError:
        return pack.pack(float('inf') if item > 0 else float('-inf'))


class Pair:
    """A complex number whose parts are not floats."""

    __slots__ = ('real', 'imag')

    def __init__(self, real, imag):
        self.real = real
        self.imag = imag

    def __add__(self, other):
        return Pair(self.real + other.real, self.imag + other.imag)

    def __mul__(self, other):
        return Pair(self.real * other.real - self.imag * other.imag,
                    self.real * other.imag + self.imag * other.real)
