"""What handles of datatypes refer to, and the predefined ones (MPI 4.1, sections 3.2.2 and 5.1)."""

from mpi4py._errors import failure
from mpi4py._layouts import layouts


class Type:
    """A datatype: where its data lies, and how it was made."""

    __slots__ = ('_layout', 'size', 'combiner', 'base', 'parameters', 'name', 'attributes', 'committed', 'char',
                 'code', 'string', 'element', 'kind', '_dense', '_bounds', '_basics')

    def __init__(self, layout, combiner, base=None, parameters=None):
        self._layout = layout
        self.size = None if layout is None else layout.sizeBytes()
        self.combiner = combiner
        self.base = base  # a Type, or for a struct a list of them
        self.parameters = parameters  # by the names that the constructor has for them
        self.name = ''
        self.attributes = {}
        self.committed = False
        self.char = self.code = self.string = None  # as Datatype.tocode and others give them
        self.element = None  # what Java calls it, where it knows how to combine it
        self.kind = ''  # which reductions there are for it: one of the letters of _op
        self._dense = self._bounds = self._basics = None

    @property
    def layout(self):
        """Java's description of where the data lies."""
        return self._layout

    @property
    def bounds(self):
        """The lower bound and the extent."""
        if self._bounds is None:
            self._bounds = self.layout.lower(), self.layout.extent()
        return self._bounds

    @property
    def dense(self):
        """Whether many of it lie in one piece, in the order in which they travel."""
        if self._dense is None:
            self._dense = self.layout.isDense()
        return self._dense

    def alike(self, combiner):
        """A duplicate, which travels and is combined as this does."""
        made = Type(self.layout, combiner, self, {})
        made.char, made.code, made.string = self.char, self.code, self.string
        made.element, made.kind = self.element, self.kind
        made.committed = self.committed
        return made

    @property
    def basics(self):
        """The basic elements of one item in order: pairs of a size in bytes and how many there are."""
        if self._basics is None:
            self._basics = _merge(self._parts())
        return self._basics

    def _parts(self):
        from mpi4py._contents import repetitions
        for part, count in repetitions(self):
            for _ in range(1 if len(part.basics) == 1 else count):
                for size, number in part.basics:
                    yield size, number * (count if len(part.basics) == 1 else 1)


def _merge(pairs):
    merged = []
    for size, number in pairs:
        if number and merged and merged[-1][0] == size:
            number += merged.pop()[1]
        if number:
            merged.append((size, number))
    return merged


class Basic(Type):
    """A predefined datatype."""

    __slots__ = ('cells', 'alignment')

    def __init__(self, name, size, char, code, cells, kind, element, alignment):
        Type.__init__(self, None, 'NAMED', None, {})
        self.name = name
        self.size = size
        self.cells = cells  # names of Java's cells, and how many
        self.alignment = alignment
        self.char = char
        self.code = code
        self.string = _STRINGS.get(char) or code
        self.kind = kind
        self.element = element
        self.committed = True
        self._dense = True
        self._bounds = 0, size
        self._basics = [(size, 1)]

    @property
    def layout(self):
        """Java's description of where the data lies; made when it is needed."""
        if self._layout is None:
            cell, count = self.cells
            self._layout = layouts.basic(cell, count, self.alignment)
        return self._layout


class Pair(Type):
    """A value and an int, for MAXLOC and MINLOC."""

    __slots__ = ('value', 'index', 'second')

    def __init__(self, name, value, index):
        Type.__init__(self, None, 'NAMED', None, {})
        self.value = value
        self.index = index
        self.second = -(-value.size // index.alignment) * index.alignment  # where the index is
        self.name = name
        self.size = value.size + index.size
        self.kind = 'p'
        self.committed = True
        self._basics = [(value.size, 1), (index.size, 1)]

    @property
    def layout(self):
        """Java's description of where the data lies; made when it is needed."""
        if self._layout is None:
            self._layout = layouts.joined([1, 1], [0, self.second], [self.value.layout, self.index.layout])
        return self._layout


_STRINGS = {'?': 'b1', 'c': 'S1', 'U': 'U1', 'p': 'i8', 'b': 'i1', 'h': 'i2', 'i': 'i4', 'l': 'i8', 'q': 'i8',
            'B': 'u1', 'H': 'u2', 'I': 'u4', 'L': 'u8', 'Q': 'u8', 'e': 'f2', 'f': 'f4', 'd': 'f8', 'g': 'f16',
            'E': 'c4', 'F': 'c8', 'D': 'c16', 'G': 'c32'}
_CELLS = {1: 'BYTE', 2: 'TWO_BYTES', 4: 'FOUR_BYTES', 8: 'EIGHT_BYTES', 16: 'SIXTEEN_BYTES'}

# name, size, character, code where it is another, kind: i C integer, f floating point, l logical,
# c complex, b byte, F Fortran integer, m address, offset and count; - no reductions
_BASIC = """
PACKED 1 B B - | BYTE 1 B B b | AINT 8 p p m | OFFSET 8 p p m | COUNT 8 p p m
CHAR 1 c c - | WCHAR 4 U U - | SIGNED_CHAR 1 b b i | SHORT 2 h h i | INT 4 i i i | LONG 8 l l i
LONG_LONG 8 q q i | UNSIGNED_CHAR 1 B B i | UNSIGNED_SHORT 2 H H i | UNSIGNED 4 I I i
UNSIGNED_LONG 8 L L i | UNSIGNED_LONG_LONG 8 Q Q i | FLOAT 4 f f f | DOUBLE 8 d d f | LONG_DOUBLE 16 g g f
C_BOOL 1 ? b1 l | INT8_T 1 b i1 i | INT16_T 2 h i2 i | INT32_T 4 i i4 i | INT64_T 8 l i8 i
UINT8_T 1 B u1 i | UINT16_T 2 H u2 i | UINT32_T 4 I u4 i | UINT64_T 8 L u8 i
FLOAT16_T 2 e e f | BFLOAT16_T 2 - - -
C_COMPLEX 8 F F c | C_DOUBLE_COMPLEX 16 D D c | C_LONG_DOUBLE_COMPLEX 32 G G c
CXX_BOOL 1 ? ? l | CXX_FLOAT_COMPLEX 8 F F c | CXX_DOUBLE_COMPLEX 16 D D c
CXX_LONG_DOUBLE_COMPLEX 32 G G c
CHARACTER 1 c c - | LOGICAL 4 i i l | INTEGER 4 i i F | REAL 4 f f f | DOUBLE_PRECISION 8 d d f
COMPLEX 8 F F c | DOUBLE_COMPLEX 16 D D c
LOGICAL1 1 ? b1 l | LOGICAL2 2 h i2 l | LOGICAL4 4 i i4 l | LOGICAL8 8 l i8 l | LOGICAL16 16 - i16 l
INTEGER1 1 b i1 F | INTEGER2 2 h i2 F | INTEGER4 4 i i4 F | INTEGER8 8 l i8 F | INTEGER16 16 - i16 F
REAL2 2 e f2 f | REAL4 4 f f4 f | REAL8 8 d f8 f | REAL16 16 g f16 f
COMPLEX4 4 E c4 c | COMPLEX8 8 F c8 c | COMPLEX16 16 D c16 c | COMPLEX32 32 G c32 c
"""

_CELL_OF = {'LONG': 'LONG', 'UNSIGNED_LONG': 'UNSIGNED_LONG', 'WCHAR': 'WIDE_CHARACTER', 'LONG_DOUBLE': 'EXTENDED',
            'C_LONG_DOUBLE_COMPLEX': 'EXTENDED', 'CXX_LONG_DOUBLE_COMPLEX': 'EXTENDED'}
_ELEMENTS = {'b': 'INT8', 'h': 'INT16', 'i': 'INT32', 'l': 'INT64', 'q': 'INT64', 'p': 'INT64', 'B': 'UINT8',
             'H': 'UINT16', 'I': 'UINT32', 'L': 'UINT64', 'Q': 'UINT64', 'f': 'FLOAT32', 'd': 'FLOAT64', '?': 'UINT8'}
_NAMES = {'LONG_LONG': 'LONG_LONG_INT', 'CXX_BOOL': 'CXX_BOOL'}


def _basic(name, size, char, code, kind):
    size = int(size)
    char = None if char == '-' else char
    code = None if code == '-' else code
    parts = 2 if kind == 'c' else 1
    cell = _CELL_OF.get(name) or _CELLS[size // parts]
    element = None if kind == '-' else _ELEMENTS.get(char)
    return Basic('MPI_' + _NAMES.get(name, name), size, char, code, (cell, parts), '' if kind == '-' else kind,
                 element, size // parts)


BASIC = {}  # name in MPI -> Type
for _line in _BASIC.replace('\n', '|').split('|'):
    if _line.strip():
        _words = _line.split()
        BASIC[_words[0]] = _basic(*_words)
BASIC['BFLOAT16_T'].string = 'V2'

PAIRS = {}
for _words in ('SHORT', 'INT', 'LONG', 'FLOAT', 'DOUBLE', 'LONG_DOUBLE'):
    _line = 'MPI_2INT' if _words == 'INT' else f'MPI_{_words}_INT'
    PAIRS[_words + '_INT'] = Pair(_line, BASIC[_words], BASIC['INT'])


def checked(type_):
    """A type, if it is one: not the null handle's."""
    if type_ is None:
        raise failure('ERR_TYPE', 'the datatype is DATATYPE_NULL')
    return type_
