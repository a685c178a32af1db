"""Sends objects to itself and compares what arrives; leaves `failures` and `checked`."""
import array
import collections
import dataclasses
import datetime
import enum
import fractions
import math
import sys

failures = []
checked = 0


def travel(obj):
    send(obj, 0)
    return recv()


def same(a, b):
    if type(a) is not type(b):
        return False
    if isinstance(a, float):
        return math.copysign(1, a) == math.copysign(1, b) and (a == b or a != a and b != b)
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b))
    if isinstance(a, dict):
        return list(a) == list(b) and all(same(a[k], b[k]) for k in a)
    return a == b


def check(what, condition):
    global checked
    checked += 1
    if not condition:
        failures.append(what)


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __eq__(self, other):
        return type(other) is Point and (self.x, self.y) == (other.x, other.y)


class Slotted:
    __slots__ = ('a',)

    def __eq__(self, other):
        return type(other) is Slotted and self.a == other.a


class Custom:
    def __init__(self, v):
        self.v = v

    def __reduce__(self):
        return Custom, (self.v + 1,)

    def __eq__(self, other):
        return type(other) is Custom and self.v + 1 == other.v


class MyList(list):
    pass


@dataclasses.dataclass
class Data:
    name: str
    values: list


class Colour(enum.Enum):
    RED = 1


Pair = collections.namedtuple('Pair', 'left right')


def function(x):
    return x


values = [
    None, True, False, 0, 1, -1, 127, 128, -129, 2**31 - 1, 2**31, -2**31, -2**31 - 1, 2**62, 2**63 - 1, -2**63,
    2**63, 2**64, -2**64, 10**100, -10**100, 0.0, -0.0, 1.5, float('inf'), float('-inf'), float('nan'), 5e-324,
    1j, complex(1.5, -0.0), '', 'a', 'hello world', 'ünïcödé', 'λόγος', '日本語', '😀 emoji', 'a\0b', 'x' * 100000,
    '\ud800 lone', b'', b'abc', bytes(range(256)), b'z' * 200000, bytearray(b'abc'), bytearray(),
    [], [1], [1, 2, 3], [1.0, 2.0], [2**40, 1], [True, False], [None], ['a', 1, 2.0, None, [1, [2, [3]]]],
    list(range(1000)), [0.5 * i for i in range(1000)], list(range(2**40, 2**40 + 50)), [1, 2**70],
    (), (1,), (1, 2), (1.0, 2.0), ('a', (1, [2])), (2**40, 2), {}, {'a': 1}, {1: 'x', 2.5: 'y', (1, 2): 'z', None: 0},
    {'b': 1, 'a': {'c': [1, 2]}}, set(), {1, 2, 3}, {'a', 'b'}, frozenset(), frozenset({1, (2, 3)}), {frozenset({1}), 2},
    range(5), range(2, 10, 3), range(10, 0, -1), range(2**70, 2**70 + 5), slice(1, 2, 3), slice(None), slice('a', None, 2**70),
    array.array('d', [1.0, 2.0]), array.array('i', [1, -2]), array.array('b'), array.array('Q', [2**63]),
    Point(1, 'y'), [Point(1, [2]), Point(None, {})], Custom(5), Pair(1, [2]), Data('n', [1, 2]), Colour.RED, MyList([1, 2]),
    function, len, int, Point, Ellipsis, NotImplemented, datetime.date(2026, 1, 2), datetime.timedelta(1),
    fractions.Fraction(1, 3), collections.OrderedDict(a=1), collections.Counter('abca'), {'f': function, 'p': Point(1, 2)},
    collections.deque([1, 2]), memoryview, print,
]
slotted = Slotted()
slotted.a = [1]
values.append(slotted)
for value in values:
    got = travel(value)
    check(repr(value)[:60], same(value, got))

error = travel(ValueError('text', 3))
check('exception', type(error) is ValueError and error.args == ('text', 3))

# Independent of what was sent.
original = [1, [2, 3], {'k': [4]}]
copy = travel(original)
copy[1].append(9)
copy[2]['k'].append(9)
check('independent', original == [1, [2, 3], {'k': [4]}])
request = isend(original, 0)
original[1].append(5)
check('isend takes a copy', recv() == [1, [2, 3], {'k': [4]}] and request.wait() is None)

# Lists that arrive are ordinary lists.
numbers = travel([1, 2, 3])
numbers.append('text')
numbers[0] = 2**80
numbers.sort(key=str)
check('a list is a list', len(numbers) == 4)
mapping = travel({'a': 1})
mapping['b'] = 2
del mapping['a']
check('a dict is a dict', mapping == {'b': 2})
empty = travel([])
empty.append(1)
check('an empty list grows', empty == [1])
grown = travel(bytearray(b'ab'))
grown.extend(b'cd')
check('a bytearray grows', grown == b'abcd')

# Shared and cyclic references.
shared = [1]
got = travel([shared, shared, (shared,), {'s': shared}])
check('shared list', got[0] is got[1] and got[0] is got[2][0] and got[0] is got[3]['s'])
loop = [1]
loop.append(loop)
got = travel(loop)
check('cyclic list', got[1] is got)
knot = {}
knot['self'] = knot
got = travel(knot)
check('cyclic dict', got['self'] is got)
node = Point(1, None)
node.y = node
got = travel(node)
check('cyclic instance', got.y is got)
inner = Point([1], 2)
got = travel([inner, inner, inner.x])
check('shared instance', got[0] is got[1] and got[2] is got[0].x)
mixed = [shared, Custom(1), shared]
got = travel(mixed)
check('sharing beside a custom pickle', got[0] is got[2])
through_tuple = []
through_tuple.append((through_tuple,))
got = travel(through_tuple)
check('cycle through a tuple', got[0][0] is got)

# More than the memo's first few.
many = [[i] for i in range(100)]
got = travel(many + many)
check('many shared', all(got[i] is got[i + 100] and got[i] == [i] for i in range(100)))

# Depth: fine, or one clear error.
deep = []
for _ in range(300):
    deep = [deep]
check('depth', str(travel(deep)).count('[') == 301)

for _ in range(100_000):
    deep = [deep]
try:
    send(deep, 0)
    check('too deep', False)
except SerializationError as error:
    check('too deep', 'nested too deeply' in str(error) or 'cannot be sent' in str(error))

# Through every kind of message.
check('bcast', bcast({'a': 1}) == {'a': 1})
check('gather', gather((1, 2)) == [(1, 2)])
check('reduce', reduce([1], SUM) == [1])
check('lambda op', allreduce(3, lambda a, b: a) == 3)

# A callable may change its first argument: the caller's object stays as it was.
mine = [1]
total = allreduce(mine, lambda a, b: a.extend(b) or a)
total.append(2)
check('reduction leaves the argument alone', mine == [1])
