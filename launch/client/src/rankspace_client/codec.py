"""Values as bytes and back, in the format of Rankspace's docs/codec.md; never a pickle in either direction."""
import array
import math
import struct
import sys

from .errors import NotPlainError

VERSION = 1
MAX_DEPTH = 1000

(NONE, TRUE, FALSE, INT, BIG_INT, FLOAT, COMPLEX, LATIN_TEXT, WIDE_TEXT, BYTES, BYTEARRAY, LIST, TUPLE, DICT, SET,
 FROZENSET, RANGE, SLICE, ARRAY, REFERENCE, LIST_OF_FLOATS, LIST_OF_INTS, LIST_OF_LONGS, TUPLE_OF_FLOATS,
 TUPLE_OF_INTS, TUPLE_OF_LONGS, INSTANCE, PICKLE) = range(28)

_FLOATS = struct.Struct('<d')
_TWO_FLOATS = struct.Struct('<dd')
_BULK = {LIST_OF_FLOATS: 'd', LIST_OF_INTS: 'i', LIST_OF_LONGS: 'q',
         TUPLE_OF_FLOATS: 'd', TUPLE_OF_INTS: 'i', TUPLE_OF_LONGS: 'q'}
_LEAST_BULK = 8
_NDARRAY = ('_rankspace_ndarray', 'NDArray')  # the class of arrays of several dimensions in a rank


def encode(value):
    """The value as pieces of bytes, of which the large ones are its own memory."""
    writer = _Writer()
    try:
        writer.value(value)
    except RecursionError:
        raise NotPlainError('the value is nested too deeply') from None
    return writer.pieces()


def decode(data):
    """The value of a message; NotPlainError for what only a pickle could hold, ValueError for nonsense."""
    reader = _Reader(data)
    try:
        if reader.byte() != VERSION:
            raise ValueError('the message is not in this version of the format')
        value = reader.value()
    except (struct.error, IndexError, RecursionError, UnicodeDecodeError) as error:
        raise ValueError(f'the message is malformed: {error}') from None
    if reader.at != len(data):
        raise ValueError('the message is malformed: bytes after its end')
    return value


class _Writer:
    LARGE = 1 << 16

    def __init__(self):
        self.done = []
        self.out = bytearray([VERSION])
        self.numbers = {}
        self.kept = []
        self.depth = 0

    def pieces(self):
        return [*self.done, self.out]

    def value(self, value):
        cls = type(value)
        write = _WRITERS.get(cls)
        if write is None:
            self._other(value)
        else:
            write(self, value)

    def varint(self, number):
        while number > 0x7f:
            self.out.append(number & 0x7f | 0x80)
            number >>= 7
        self.out.append(number)

    def none(self, value):
        self.out.append(NONE)

    def bool(self, value):
        self.out.append(TRUE if value else FALSE)

    def int(self, value):
        if -1 << 63 <= value < 1 << 63:
            self.out.append(INT)
            self.long_varint((value << 1 ^ value >> 63) & (1 << 64) - 1)
        else:
            data = value.to_bytes(value.bit_length() // 8 + 1, 'big', signed=True)
            self.block(BIG_INT, data)

    def long_varint(self, number):
        for _ in range(8):
            if number <= 0x7f:
                break
            self.out.append(number & 0x7f | 0x80)
            number >>= 7
        self.out.append(number)

    def float(self, value):
        self.out.append(FLOAT)
        self.out += _FLOATS.pack(value)

    def complex(self, value):
        self.out.append(COMPLEX)
        self.out += _TWO_FLOATS.pack(value.real, value.imag)

    def text(self, value):
        try:
            self.block(LATIN_TEXT, value.encode('latin-1'))
        except UnicodeEncodeError:
            try:
                self.block(WIDE_TEXT, value.encode('utf-16-le'))
            except UnicodeEncodeError:
                raise NotPlainError('a str with lone surrogates does not travel') from None

    def block(self, code, data):
        self.out.append(code)
        self.varint(len(data))
        self.raw(data)

    def raw(self, data):
        if len(data) < self.LARGE:
            self.out += data
        else:
            self.done += [self.out, data]
            self.out = bytearray()

    def bytes(self, value):
        self.block(BYTES, value)

    def bytearray(self, value):
        if self.is_new(value):
            self.block(BYTEARRAY, bytes(value))

    def is_new(self, value):
        number = self.numbers.get(id(value))
        if number is None:
            self.numbers[id(value)] = len(self.numbers)
            self.kept.append(value)  # or its id might come back
            return True
        self.out.append(REFERENCE)
        self.varint(number)
        return False

    def list(self, value):
        if self.is_new(value):
            self.sequence(value, LIST, LIST_OF_FLOATS)

    def tuple(self, value):
        self.sequence(value, TUPLE, TUPLE_OF_FLOATS)

    def sequence(self, value, code, bulk):
        if len(value) >= _LEAST_BULK and self.bulk(value, bulk):
            return
        self.items(code, value)

    def bulk(self, value, code):
        """Writes numbers of one kind at once, if that is what they are."""
        kinds = set(map(type, value))
        if kinds == {float}:
            typecode = 'd'
        elif kinds == {int} and -1 << 63 <= min(value) and max(value) < 1 << 63:
            code, typecode = code + 2, 'q'
        else:
            return False
        self.block_of(code, len(value), _little_endian(array.array(typecode, value)))
        return True

    def block_of(self, code, count, numbers):
        self.out.append(code)
        self.varint(count)
        self.raw(numbers.tobytes())

    def items(self, code, value):
        self.out.append(code)
        self.varint(len(value))
        self.descend()
        for item in value:
            self.value(item)
        self.depth -= 1

    def descend(self):
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise NotPlainError(f'the value is nested too deeply: limit={MAX_DEPTH}')

    def dict(self, value):
        if self.is_new(value):
            self.out.append(DICT)
            self.varint(len(value))
            self.descend()
            for key, item in value.items():
                self.value(key)
                self.value(item)
            self.depth -= 1

    def set(self, value):
        if self.is_new(value):
            self.items(SET, value)

    def frozenset(self, value):
        self.items(FROZENSET, value)

    def range(self, value):
        self.out.append(RANGE)
        for number in (value.start, value.stop, value.step):
            self.value(number)

    def slice(self, value):
        self.out.append(SLICE)
        for part in (value.start, value.stop, value.step):
            self.value(part)

    def array(self, value):
        if self.is_new(value):
            self.numbers_of(value.typecode, memoryview(_little_endian(value)))

    def numbers_of(self, typecode, view):
        self.out.append(ARRAY)
        self.out += typecode.encode('latin-1')
        view = view.cast('B')
        self.varint(len(view))
        self.raw(view)

    def _other(self, value):
        try:
            view = memoryview(value)
        except TypeError:
            cls = type(value)
            what = f'{cls.__module__}.{cls.__qualname__}'.removeprefix('builtins.')
            raise NotPlainError(f'only plain data travels: type={what}') from None
        if view.ndim == 0 and hasattr(value, 'item'):
            self.value(value.item())  # one number of NumPy
            return
        typecode = _TYPECODES.get(view.format.lstrip('<=@') + str(view.itemsize))
        if view.ndim == 0 or typecode is None or view.format.startswith('>'):
            raise NotPlainError(f'only arrays of numbers travel: dimensions={view.ndim}, format={view.format}')
        if self.is_new(value):
            if view.ndim == 1:
                self.numbers_of(typecode, view if view.c_contiguous else memoryview(array.array(typecode, view)))
            else:
                self.ndarray(typecode, view)

    def ndarray(self, typecode, view):
        """An instance of the rank's class, with its two attributes."""
        self.out.append(INSTANCE)
        for name in _NDARRAY:
            self.text(name)
        self.out.append(DICT)
        self.varint(2)
        self.text('shape')
        self.items(TUPLE, view.shape)
        self.text('data')
        self.is_new(object())  # the rank counts the array of numbers as well
        self.numbers_of(typecode, view if view.c_contiguous else memoryview(view.tobytes()))


_TYPECODES = {'b1': 'b', 'B1': 'B', '?1': 'B', 'h2': 'h', 'H2': 'H', 'i4': 'i', 'I4': 'I', 'l4': 'i', 'L4': 'I',
              'l8': 'q', 'L8': 'Q', 'q8': 'q', 'Q8': 'Q', 'f4': 'f', 'd8': 'd'}

_WRITERS = {
    type(None): _Writer.none, bool: _Writer.bool, int: _Writer.int, float: _Writer.float, complex: _Writer.complex,
    str: _Writer.text, bytes: _Writer.bytes, bytearray: _Writer.bytearray, list: _Writer.list, tuple: _Writer.tuple,
    dict: _Writer.dict, set: _Writer.set, frozenset: _Writer.frozenset, range: _Writer.range, slice: _Writer.slice,
    array.array: _Writer.array,
}


def _little_endian(numbers):
    if sys.byteorder == 'big':
        numbers = numbers[:]
        numbers.byteswap()
    return numbers


class _Reader:
    def __init__(self, data):
        self.data = memoryview(data)
        self.at = 0
        self.seen = []
        self.depth = 0

    def byte(self):
        self.at += 1
        return self.data[self.at - 1]

    def take(self, length):
        if length > len(self.data) - self.at:
            raise ValueError('the message is malformed: it ends too early')
        self.at += length
        return self.data[self.at - length:self.at]

    def varint(self):
        number = shift = 0
        while True:
            byte = self.byte()
            number |= (byte & 0x7f) << shift
            shift += 7
            if byte < 0x80:
                return number
            if shift > 28:
                raise ValueError('the message is malformed: a length is too long')

    def value(self):
        code = self.byte()
        if code >= len(_READERS):
            raise ValueError(f'the message is malformed: unknown code {code}')
        return _READERS[code](self, code)

    def note(self, value):
        self.seen.append(value)
        return value

    def constant(self, code):
        return (None, True, False)[code]

    def int(self, code):
        number = shift = 0
        for _ in range(8):
            byte = self.byte()
            number |= (byte & 0x7f) << shift
            shift += 7
            if byte < 0x80:
                break
        else:
            number |= self.byte() << shift
        return number >> 1 ^ -(number & 1)

    def big_int(self, code):
        return int.from_bytes(self.take(self.varint()), 'big', signed=True)

    def float(self, code):
        return _FLOATS.unpack(self.take(8))[0]

    def complex(self, code):
        return complex(*_TWO_FLOATS.unpack(self.take(16)))

    def text(self, code):
        return str(self.take(self.varint()), 'latin-1' if code == LATIN_TEXT else 'utf-16-le')

    def bytes(self, code):
        return bytes(self.take(self.varint()))

    def bytearray(self, code):
        return self.note(bytearray(self.take(self.varint())))

    def count(self, least=1):
        count = self.varint()
        if count * least > len(self.data) - self.at:
            raise ValueError('the message is malformed: it announces more than it has')
        return count

    def list(self, code):
        found = self.note([])
        self.fill(found.append)
        return found

    def fill(self, add):
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ValueError('the message is malformed: it is nested too deeply')
        for _ in range(self.count()):
            add(self.value())
        self.depth -= 1

    def tuple(self, code):
        found = []
        self.fill(found.append)
        return tuple(found)

    def dict(self, code):
        found = self.note({})
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ValueError('the message is malformed: it is nested too deeply')
        for _ in range(self.count(2)):
            key = self.value()
            found[self.hashable(key)] = self.value()
        self.depth -= 1
        return found

    def hashable(self, key):
        try:
            hash(key)
        except TypeError:
            raise ValueError('the message is malformed: a key that cannot be hashed') from None
        return key

    def set(self, code):
        found = self.note(set())
        self.fill(lambda item: found.add(self.hashable(item)))
        return found

    def frozenset(self, code):
        found = []
        self.fill(lambda item: found.append(self.hashable(item)))
        return frozenset(found)

    def range(self, code):
        return range(*self.three(int))

    def slice(self, code):
        return slice(*self.three(object))

    def three(self, cls):
        parts = []
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ValueError('the message is malformed: it is nested too deeply')
        for _ in range(3):
            parts.append(self.value())
        self.depth -= 1
        if not all(isinstance(part, cls) for part in parts) or cls is int and parts[2] == 0:
            raise ValueError('the message is malformed: not a range')
        return parts

    def array(self, code):
        typecode = chr(self.byte())
        if typecode not in array.typecodes or typecode == 'u':
            raise ValueError(f'the message is malformed: no such array: typecode={typecode!r}')
        numbers = array.array(typecode)
        data = self.take(self.varint())
        if len(data) % numbers.itemsize:
            raise ValueError('the message is malformed: half a number')
        numbers.frombytes(data)
        return self.note(_little_endian(numbers))

    def reference(self, code):
        number = self.varint()
        if number >= len(self.seen):
            raise ValueError('the message is malformed: a reference to nothing')
        return self.seen[number]

    def bulk(self, code):
        numbers = array.array(_BULK[code])
        count = self.count(numbers.itemsize)
        numbers.frombytes(self.take(count * numbers.itemsize))
        numbers = _little_endian(numbers)
        return self.note(numbers.tolist()) if code <= LIST_OF_LONGS else tuple(numbers)

    def instance(self, code):
        if (self.value(), self.value()) != _NDARRAY or self.byte() != DICT:
            self.refuse(code)
        place = len(self.seen)
        self.note(None)
        state = {self.hashable(self.value()): self.value() for _ in range(self.count(2))}
        shape, data = state.get('shape'), state.get('data')
        if not (isinstance(data, array.array) and isinstance(shape, tuple) and len(shape) > 1
                and all(type(length) is int and length >= 0 for length in shape)
                and math.prod(shape) == len(data)):
            raise ValueError('the message is malformed: not an array')
        self.seen[place] = made = _shaped(shape, data)
        return made

    def refuse(self, code):
        raise NotPlainError('the rank has answered with an object that is not plain data')


_READERS = (
    _Reader.constant, _Reader.constant, _Reader.constant, _Reader.int, _Reader.big_int, _Reader.float,
    _Reader.complex, _Reader.text, _Reader.text, _Reader.bytes, _Reader.bytearray, _Reader.list, _Reader.tuple,
    _Reader.dict, _Reader.set, _Reader.frozenset, _Reader.range, _Reader.slice, _Reader.array, _Reader.reference,
    _Reader.bulk, _Reader.bulk, _Reader.bulk, _Reader.bulk, _Reader.bulk, _Reader.bulk, _Reader.instance,
    _Reader.refuse,
)


def _shaped(shape, data):
    """As NumPy has it, or where that is not in use, as a memoryview."""
    numpy = sys.modules.get('numpy')
    if numpy is not None:
        return (numpy.frombuffer(data, data.typecode) if data else numpy.empty(0, data.typecode)).reshape(shape)
    if not data:
        return memoryview(data)
    return memoryview(data).cast('B').cast(data.typecode, shape)
