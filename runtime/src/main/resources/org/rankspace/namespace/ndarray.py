"""Arrays of more than one dimension in a rank that serves: what a client's NumPy array becomes there."""

from array import array
from math import prod


class NDArray:
    """Numbers in rows, rows in planes, and so on: `data` is an array.array in C order, `shape` the lengths.

    a[i, j] is a number that can be read and set; a[i] is a copy of a row. A client gets it back as a NumPy array;
    where NumPy can be imported, numpy.asarray(a) shares its memory.
    """

    def __init__(self, shape, data):
        if prod(shape) != len(data):
            raise ValueError(f'so many numbers do not have this shape: numbers={len(data)}, shape={tuple(shape)}')
        self.shape = tuple(shape)
        self.data = data

    @property
    def ndim(self):
        """How many dimensions."""
        return len(self.shape)

    def view(self):
        """A memoryview of this shape, for a[i, j] in loops and for Send and Recv."""
        return memoryview(self.data).cast('B').cast(self.data.typecode, self.shape)

    def tolist(self):
        """The numbers in lists of lists."""
        return self.view().tolist()

    def __len__(self):
        return self.shape[0]

    def _place(self, index):
        """(where the numbers of an index begin, the shape that is left)."""
        indices = index if isinstance(index, tuple) else (index,)
        if len(indices) > len(self.shape):
            raise IndexError(f'too many indices: index={index}, shape={self.shape}')
        first = 0
        for i, length in zip(indices, self.shape):
            if not -length <= i < length:
                raise IndexError(f'index out of range: index={index}, shape={self.shape}')
            first = first * length + i % length
        rest = self.shape[len(indices):]
        return first * prod(rest), rest

    def __getitem__(self, index):
        first, rest = self._place(index)
        if not rest:
            return self.data[first]
        part = self.data[first:first + prod(rest)]
        return part if len(rest) == 1 else NDArray(rest, part)

    def __setitem__(self, index, value):
        first, rest = self._place(index)
        if not rest:
            self.data[first] = value
            return
        numbers = value.data if isinstance(value, NDArray) else array(self.data.typecode, value)
        if len(numbers) != prod(rest):
            raise ValueError(f'so many numbers do not have this shape: numbers={len(numbers)}, shape={rest}')
        self.data[first:first + len(numbers)] = numbers

    def __iter__(self):
        return (self[i] for i in range(len(self)))

    def __eq__(self, other):
        if not isinstance(other, NDArray):
            return NotImplemented
        return self.shape == other.shape and self.data == other.data

    __hash__ = None

    def __array__(self, dtype=None, copy=None):
        import numpy
        return numpy.array(numpy.frombuffer(self.data, self.data.typecode).reshape(self.shape), dtype, copy=copy)

    def __repr__(self):
        return f'NDArray({self.shape}, {self.data.typecode!r})'
