"""Datatype: what the items of a buffer are (MPI 4.1, chapter 5)."""

from operator import index

from mpi4py import _typecodes
from mpi4py._arrays import darray, subarray
from mpi4py._attributes import Attributes, copy_all, delete_all
from mpi4py._constants import UNDEFINED
from mpi4py._contents import COMBINERS, bases, indices, numbers
from mpi4py._errors import failure
from mpi4py._handle import Handle, predefine, root
from mpi4py._packing import Packing
from mpi4py._type import BASIC, PAIRS, Basic, Pair, Type, checked, layouts


@root
class Datatype(Handle, Attributes, Packing):
    """What the items of a buffer are: their size, their type, and where their parts lie."""

    __slots__ = ()

    def _check(self):
        return checked(self._ob)

    # What it is like.

    def Get_size(self):
        """Gives how many bytes of data one item has."""
        return self._check().size

    size = property(Get_size, doc='How many bytes of data one item has.')

    def Get_extent(self):
        """Gives where an item begins, and how far it is from one item to the next."""
        return self._check().bounds

    extent = property(lambda self: self.Get_extent()[1], doc='How far it is from one item to the next.')
    lb = property(lambda self: self.Get_extent()[0], doc='Where an item begins.')
    ub = property(lambda self: sum(self.Get_extent()), doc='Where an item ends.')

    def Get_true_extent(self):
        """Gives where the data of an item begins, and how far it reaches."""
        layout = self._check().layout
        return layout.trueLower(), layout.trueExtent()

    true_extent = property(lambda self: self.Get_true_extent()[1], doc='How far the data of an item reaches.')
    true_lb = property(lambda self: self.Get_true_extent()[0], doc='Where the data of an item begins.')
    true_ub = property(lambda self: sum(self.Get_true_extent()), doc='Where the data of an item ends.')

    # New ones of it.

    def Dup(self):
        """Makes a duplicate, with copies of the attributes."""
        made = self._check().alike('DUP')
        copy_all(self, made.attributes)
        return self._of(made)

    Create_dup = Dup

    def _made(self, layout, combiner, parameters):
        return self._of(Type(layout, combiner, self._ob, parameters))

    def Create_contiguous(self, count):
        """Makes a datatype of count items one after the other."""
        count = _count(count)
        old = self._check()
        layout = layouts.vector(old.layout, 1, count, 0)
        return self._made(layout, 'CONTIGUOUS', {'count': count})

    def Create_vector(self, count, blocklength, stride):
        """Makes a datatype of blocks of items, a stride in items apart."""
        stride = index(stride)
        return self._vector('VECTOR', count, blocklength, stride, stride * self._check().bounds[1])

    def Create_hvector(self, count, blocklength, stride):
        """Makes a datatype of blocks of items, a stride in bytes apart."""
        stride = index(stride)
        return self._vector('HVECTOR', count, blocklength, stride, stride)

    def _vector(self, combiner, count, blocklength, stride, bytes_):
        count, blocklength = _count(count), _count(blocklength)
        layout = layouts.vector(self._check().layout, count, blocklength, bytes_)
        return self._made(layout, combiner, {'count': count, 'blocklength': blocklength, 'stride': stride})

    def Create_indexed(self, blocklengths, displacements):
        """Makes a datatype of blocks of any length, at displacements in items."""
        return self._indexed('INDEXED', blocklengths, displacements, self._check().bounds[1])

    def Create_hindexed(self, blocklengths, displacements):
        """Makes a datatype of blocks of any length, at displacements in bytes."""
        return self._indexed('HINDEXED', blocklengths, displacements, 1)

    def _indexed(self, combiner, blocklengths, displacements, unit):
        lengths = _counts(blocklengths)
        starts = indices(displacements, len(lengths))
        layout = layouts.joined(lengths, [start * unit for start in starts], self._check().layout)
        return self._made(layout, combiner, {'blocklengths': lengths, 'displacements': starts})

    def Create_indexed_block(self, blocklength, displacements):
        """Makes a datatype of blocks of one length, at displacements in items."""
        return self._indexed_block('INDEXED_BLOCK', blocklength, displacements, self._check().bounds[1])

    def Create_hindexed_block(self, blocklength, displacements):
        """Makes a datatype of blocks of one length, at displacements in bytes."""
        return self._indexed_block('HINDEXED_BLOCK', blocklength, displacements, 1)

    def _indexed_block(self, combiner, blocklength, displacements, unit):
        length = _count(blocklength)
        starts = indices(displacements)
        layout = layouts.joined(
            [length] * len(starts), [start * unit for start in starts], self._check().layout)
        return self._made(layout, combiner, {'blocklength': length, 'displacements': starts})

    @classmethod
    def Create_struct(cls, blocklengths, displacements, datatypes):
        """Makes a datatype of blocks of several datatypes, at displacements in bytes."""
        lengths = _counts(blocklengths)
        starts = indices(displacements, len(lengths))
        if len(datatypes) != len(lengths):
            raise ValueError(f'expecting {len(lengths)} items, got {len(datatypes)}')
        types = [type_of(datatype) for datatype in datatypes]
        layout = layouts.joined(lengths, starts, [type_.layout for type_ in types])
        return cls._of(Type(layout, 'STRUCT', types, {'blocklengths': lengths, 'displacements': starts}))

    def Create_subarray(self, sizes, subsizes, starts, order=56):
        """Makes a datatype of a part of an array with several dimensions."""
        sizes = indices(sizes)
        subsizes, starts = indices(subsizes, len(sizes)), indices(starts, len(sizes))
        layout = subarray(self._check(), sizes, subsizes, starts, order)
        return self._made(layout, 'SUBARRAY', {
            'sizes': sizes, 'subsizes': subsizes, 'starts': starts, 'order': order})

    def Create_darray(self, size, rank, gsizes, distribs, dargs, psizes, order=56):
        """Makes a datatype of a rank's part of an array that is distributed over a grid of ranks."""
        gsizes = indices(gsizes)
        distribs, dargs, psizes = (indices(values, len(gsizes)) for values in (distribs, dargs, psizes))
        layout = darray(self._check(), size, rank, gsizes, distribs, dargs, psizes, order)
        return self._made(layout, 'DARRAY', {
            'size': size, 'rank': rank, 'gsizes': gsizes, 'distribs': distribs, 'dargs': dargs,
            'psizes': psizes, 'order': order})

    def Create_resized(self, lb, extent):
        """Makes a datatype with the same data that begins and ends elsewhere."""
        lb, extent = index(lb), index(extent)
        layout = layouts.resized(self._check().layout, lb, extent)
        return self._made(layout, 'RESIZED', {'lb': lb, 'extent': extent})

    Resized = Create_resized

    # Predefined ones by what they are like.

    @classmethod
    def Get_value_index(cls, value, index):
        """Gives the datatype of pairs of a value and an index; DATATYPE_NULL if there is none."""
        first, second = type_of(value), type_of(index)
        for pair in PAIRS.values():
            if pair.value is first and pair.index is second:
                return cls._of(pair)
        return cls._of(None)

    @classmethod
    def Create_f90_integer(cls, r):
        """Gives the datatype of Fortran's integers with r decimal digits."""
        for digits, size in ((2, 1), (4, 2), (9, 4), (18, 8), (38, 16)):
            if r <= digits:
                return cls._of(_parametrized('F90_INTEGER', f'INTEGER{size}', {'r': r}))
        raise failure('ERR_ARG', f'no integer has so many digits: r={r}')

    @classmethod
    def Create_f90_real(cls, p, r):
        """Gives the datatype of Fortran's reals with p decimal digits and exponents up to r."""
        return cls._of(_parametrized('F90_REAL', f'REAL{_real_size(p, r)}', {'p': p, 'r': r}))

    @classmethod
    def Create_f90_complex(cls, p, r):
        """Gives the datatype of Fortran's complex numbers with p decimal digits and exponents up to r."""
        return cls._of(_parametrized('F90_COMPLEX', f'COMPLEX{2 * _real_size(p, r)}', {'p': p, 'r': r}))

    @classmethod
    def Match_size(cls, typeclass, size):
        """Gives the Fortran datatype of a class that has this size in bytes."""
        name = f'{_TYPECLASSES.get(typeclass)}{size}'
        if name not in BASIC:
            raise failure('ERR_ARG', f'no datatype has this size: typeclass={typeclass}, size={size}')
        return cls._of(BASIC[name])

    # Its life.

    def Commit(self):
        """Makes it ready to be used in communication."""
        self._check().committed = True
        return self

    def Free(self):
        """Frees it: this handle becomes DATATYPE_NULL."""
        type_ = self._check()
        if self.is_predefined:
            raise failure('ERR_TYPE', f'a predefined datatype cannot be freed: name={type_.name}')
        delete_all(self)
        self._forget()

    def free(self):
        """Frees it unless it is null or predefined."""
        if self._ob is not None and self.is_predefined and not self._is_constant():
            self._forget()
        else:
            Handle.free(self)

    def __reduce__(self):
        if self._ob is None or type(self._ob) is not Type:
            return Handle.__reduce__(self)
        from mpi4py._contents import rebuild
        base, combiner, parameters = self.decode()
        return rebuild, (type(self), base, combiner, parameters, self._ob.committed)

    # How it was made.

    def Get_envelope(self):
        """Gives how many integers, addresses, counts and datatypes it was made of, and by which constructor."""
        type_ = self._check()
        integers, counts = numbers(type_)
        return len(integers), 0, len(counts), len(bases(type_)), COMBINERS[type_.combiner]

    envelope = property(Get_envelope, doc='How many arguments it was made of, and by which constructor.')

    def Get_contents(self):
        """Gives the integers, addresses, counts and datatypes it was made of."""
        type_ = self._check()
        if type_.combiner == 'NAMED':
            raise failure('ERR_TYPE', f'a named datatype is not made of others: name={type_.name}')
        integers, counts = numbers(type_)
        return integers, [], counts, [_handle(base) for base in bases(type_)]

    contents = property(Get_contents, doc='The arguments it was made of.')

    def decode(self):
        """Gives the datatype it was made of, the name of the constructor, and its arguments by name."""
        type_ = self._check()
        if type_.combiner == 'NAMED':
            return self, 'NAMED', {}
        parameters = {name: list(value) if type(value) is list else value
                      for name, value in type_.parameters.items()}
        base = DATATYPE_NULL
        if type_.combiner == 'STRUCT':
            parameters['datatypes'] = [_handle(part) for part in type_.base]
            base = parameters['datatypes'][0] if len(type_.base) == 1 else base
        elif type_.base is not None:
            base = _handle(type_.base)
        return base, type_.combiner, parameters

    combiner = property(lambda self: COMBINERS[self._check().combiner], doc='The constructor it was made by.')
    is_named = property(lambda self: self._check().combiner == 'NAMED', doc='Whether MPI has a name for it.')
    is_predefined = property(
        lambda self: self._ob is None or self._ob.combiner in _PREDEFINED, doc='Whether MPI has made it.')

    # Its name and its codes.

    def Get_name(self):
        """Gives its name."""
        return 'MPI_DATATYPE_NULL' if self._ob is None else self._ob.name

    def Set_name(self, name):
        """Gives it a name."""
        self._check().name = str(name)

    name = property(Get_name, Set_name, doc='Its name.')

    def tocode(self):
        """Gives the character or the type string of a predefined datatype."""
        code = None if self._ob is None else self._ob.code
        if code is None:
            raise ValueError(f'there is no code for this datatype: name={self.Get_name()}')
        return code

    @classmethod
    def fromcode(cls, code):
        """Gives the predefined datatype for a character or a type string."""
        found = _typecodes.find(code)
        if found is None:
            raise ValueError(f'no datatype has this code: code={code!r}')
        return constant(found)

    @property
    def typestr(self):
        """How NumPy writes it in type strings."""
        if self._ob is None:
            return ''
        return self._ob.string or f'V{max(0, self._ob.bounds[1])}'

    @property
    def typechar(self):
        """Its character, as the modules struct and array and NumPy know it."""
        return '' if self._ob is None else self._ob.char or 'V'


def _typecode(datatype):
    """The character or the type string of a datatype; None if there is none."""
    made = datatype._ob
    return None if made is None else made.code


def _typealign(datatype):
    """The bytes to a multiple of which a predefined datatype is aligned; None if it is not known."""
    made = datatype._ob
    while type(made) is Type and made.code is not None:
        made = made.base
    if type(made) is Pair:
        return max(made.value.alignment, made.index.alignment)
    return made.alignment if type(made) is Basic and made.code is not None else None


def _count(value):
    value = index(value)
    if value < 0:
        raise failure('ERR_COUNT', f'a count must not be negative: count={value}')
    return value


def _counts(values):
    return [_count(value) for value in indices(values)]


def type_of(datatype):
    """What a handle refers to, if it is one of a datatype and not null."""
    if not isinstance(datatype, Datatype):
        raise TypeError(f'a Datatype is needed: got a {type(datatype).__name__}')
    return checked(datatype._ob)


_PREDEFINED = ('NAMED', 'VALUE_INDEX', 'F90_INTEGER', 'F90_REAL', 'F90_COMPLEX')
TYPECLASS_LOGICAL, TYPECLASS_INTEGER, TYPECLASS_REAL, TYPECLASS_COMPLEX = 4, 2, 1, 3
_TYPECLASSES = {TYPECLASS_LOGICAL: 'LOGICAL', TYPECLASS_INTEGER: 'INTEGER', TYPECLASS_REAL: 'REAL',
                TYPECLASS_COMPLEX: 'COMPLEX'}
_made_for_fortran = {}


def _parametrized(combiner, name, parameters):
    key = combiner, *parameters.values()
    if key not in _made_for_fortran:
        made = BASIC[name].alike(combiner)
        made.base = None
        made.parameters = parameters
        _made_for_fortran[key] = made
    return _made_for_fortran[key]


def _real_size(p, r):
    for digits, exponent, size in ((6, 37, 4), (15, 307, 8), (33, 4931, 16)):
        if (p == UNDEFINED or p <= digits) and (r == UNDEFINED or r <= exponent):
            return size
    raise failure('ERR_ARG', f'no real has such a precision and range: p={p}, r={r}')


# The constants.

DATATYPE_NULL = predefine('DATATYPE_NULL', Datatype())
CONSTANTS = {'DATATYPE_NULL': DATATYPE_NULL}
for _name, _type in {**BASIC, **PAIRS}.items():
    CONSTANTS[_name] = predefine(_name, Datatype._of(_type))
_by_type = {handle._ob: handle for handle in CONSTANTS.values()}

for _line in ('TWOINT=INT_INT FLOAT32_T=FLOAT FLOAT64_T=DOUBLE C_FLOAT_COMPLEX=C_COMPLEX UNSIGNED_INT=UNSIGNED'
              ' SIGNED_SHORT=SHORT SIGNED_INT=INT SIGNED_LONG=LONG SIGNED_LONG_LONG=LONG_LONG BOOL=C_BOOL'
              ' SINT8_T=INT8_T SINT16_T=INT16_T SINT32_T=INT32_T SINT64_T=INT64_T F_BOOL=LOGICAL F_INT=INTEGER'
              ' F_FLOAT=REAL F_DOUBLE=DOUBLE_PRECISION F_COMPLEX=COMPLEX F_FLOAT_COMPLEX=COMPLEX'
              ' F_DOUBLE_COMPLEX=DOUBLE_COMPLEX').split():
    _name, _of = _line.split('=')
    CONSTANTS[_name] = CONSTANTS[_of]


def constant(type_):
    """The constant that refers to a predefined type; None if it is none."""
    return _by_type.get(type_)


def _handle(type_):
    return _by_type.get(type_) or Datatype._of(type_)


def elements(datatype, length):
    """How many basic elements the first bytes of items have; UNDEFINED if the last is not whole."""
    type_ = datatype._ob
    count = length // type_.size * sum(number for _, number in type_.basics)
    rest = length % type_.size
    for size, number in type_.basics:
        whole = min(rest // size, number)
        count += whole
        rest -= whole * size
        if whole < number:
            return UNDEFINED if rest else count
    return count


def length_of(datatype, count):
    """How many bytes so many basic elements of items have."""
    type_ = datatype._ob
    per_item = sum(number for _, number in type_.basics)
    length = count // per_item * type_.size
    rest = count % per_item
    for size, number in type_.basics:
        length += min(rest, number) * size
        rest -= min(rest, number)
    return length
