"""The codec, against the golden bytes of the runtime's tests."""
import array
import os
import pathlib
import random
import unittest

from rankspace_client import NotPlainError, codec

ROOT = pathlib.Path(__file__).resolve().parents[3]
GOLDEN = ROOT / 'runtime/src/test/resources/org/rankspace/namespace/golden.txt'


def loop(value):
    value[:] = [None, value]
    return value


def twice(value):
    return [value, (value,)]


def lines():
    for line in GOLDEN.read_text(encoding='utf-8').splitlines():
        if line and not line.startswith('#'):
            name, _, expression, digits = line.split(' | ')
            yield name, expression, bytes.fromhex(digits)


class Golden(unittest.TestCase):
    def test_reads_every_golden_message_but_instances_and_pickles(self):
        count = 0
        for name, expression, data in lines():
            with self.subTest(name):
                if name.split()[0] in ('INSTANCE', 'PICKLE'):
                    self.assertRaises(NotPlainError, codec.decode, data)
                elif 'loop' in expression:
                    found = codec.decode(data)
                    self.assertIs(found[1], found)
                else:
                    value = eval(expression, {'array': array, 'twice': twice})
                    self.assertEqual(repr(codec.decode(data)), repr(value))
                    count += 1
        self.assertGreater(count, 40)

    def test_writes_what_it_reads_back(self):
        for name, expression, data in lines():
            if name.split()[0] not in ('INSTANCE', 'PICKLE') and 'loop' not in expression:
                with self.subTest(name):
                    value = eval(expression, {'array': array, 'twice': twice})
                    again = codec.decode(b''.join(codec.encode(value)))
                    self.assertEqual(repr(again), repr(value))

    def test_writes_the_golden_bytes_of_scalars_and_containers(self):
        for name, expression, data in lines():
            if name.split()[0] in ('NONE', 'TRUE', 'FALSE', 'INT', 'BIG_INT', 'FLOAT', 'COMPLEX', 'LATIN_TEXT', 'WIDE_TEXT',
                                   'BYTES', 'BYTEARRAY', 'SET', 'FROZENSET', 'RANGE', 'SLICE', 'ARRAY', 'TUPLE'):
                with self.subTest(name):
                    self.assertEqual(b''.join(codec.encode(eval(expression, {'array': array}))), data)


class Values(unittest.TestCase):
    def test_keeps_shared_and_cyclic_containers(self):
        shared = [1]
        value = {'a': shared, 'b': shared}
        value['self'] = value
        found = codec.decode(b''.join(codec.encode(value)))
        self.assertIs(found['a'], found['b'])
        self.assertIs(found['self'], found)

    def test_sends_numbers_in_bulk(self):
        for value in ([1.5] * 10_000, list(range(10_000)), tuple(range(10_000)), [2 ** 62] * 10, [2 ** 70] * 10, [True] * 10):
            self.assertEqual(codec.decode(b''.join(codec.encode(value))), value)

    def test_does_not_copy_large_bytes(self):
        value = bytes(1 << 20)
        self.assertTrue(any(piece is value for piece in codec.encode([value])))

    def test_refuses_what_is_not_plain(self):
        with self.assertRaisesRegex(NotPlainError, 'only plain data travels: type=object'):
            codec.encode({'a': [object()]})
        deep = []
        for _ in range(1001):
            deep = [deep]
        self.assertRaises(NotPlainError, codec.encode, deep)

    def test_carries_arrays_of_more_dimensions(self):
        array_2d = memoryview(array.array('d', range(6))).cast('B').cast('d', (2, 3))
        shared = [1]
        found = codec.decode(b''.join(codec.encode([array_2d, shared, array_2d, shared])))
        self.assertIs(found[0], found[2])
        self.assertIs(found[1], found[3])
        self.assertEqual(memoryview(found[0]), array_2d)
        with self.assertRaisesRegex(NotPlainError, 'only arrays of numbers travel: dimensions=2, format=c'):
            codec.encode(memoryview(bytes(6)).cast('c', (2, 3)))

    def test_answers_broken_messages_with_errors(self):
        seeds = [data for _, _, data in lines()]
        seeds += [b''.join(codec.encode(memoryview(bytes(6)).cast('B', (2, 3))))] * 5
        chance = random.Random(7)
        for _ in range(20_000):
            data = bytearray(chance.choice(seeds))
            for _ in range(chance.randint(1, 4)):
                data[chance.randrange(len(data))] = chance.randrange(256)
            try:
                codec.decode(bytes(data))
            except (ValueError, NotPlainError):
                pass


if __name__ == '__main__':
    unittest.main()
