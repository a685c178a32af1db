"""Functions as source."""
import math
import unittest

from rankspace_client import NotPlainError
from rankspace_client.source import portable
from rankspace_client.view import with_items

BASE = 100


def remade(function):
    """The function as a rank would have it, where BASE is 1."""
    return made(*portable(function))


def made(source, closure):
    names = {'BASE': 1}
    try:
        result = eval(source, names)
    except SyntaxError:
        local = {}
        exec(source, names, local)
        result = list(local.values())[-1]
    return result if closure is None else result(**closure)


def fact(n):
    """A docstring
    of two lines."""
    return 1 if n < 2 else n * fact(n - 1)


def with_base(x):
    return x + BASE


class Functions(unittest.TestCase):
    def test_travel_with_their_own_name(self):
        self.assertEqual(remade(fact)(10), math.factorial(10))

    def test_find_other_names_where_they_arrive(self):
        self.assertEqual(remade(with_base)(1), 2)

    def test_take_the_variables_around_them_along(self):
        k = 5

        def inner(x):
            return x + k
        self.assertEqual(remade(inner)(1), 6)
        self.assertEqual(remade(lambda x: x * k)(2), 10)

    def test_are_told_apart_on_one_line(self):
        both = (lambda x: x + 1, lambda x: x + 2)
        self.assertEqual([remade(f)(0) for f in both], [1, 2])

    def test_may_be_built_in_or_named(self):
        self.assertEqual(remade(len)('abc'), 3)
        self.assertEqual(remade(math.sqrt)(4), 2)
        self.assertEqual(portable('f'), ('f', None))

    def test_of_several_arguments_take_a_tuple(self):
        k = 1
        for function in (max, lambda a, b: max(a, b), lambda a, b: max(a, b) * k, pair):
            with self.subTest(function):
                call, items = with_items(function, ([1, 5], [4, 2]))
                self.assertEqual([made(*call)(item) for item in items], [4, 5])

    def test_without_source_are_refused(self):
        with self.assertRaisesRegex(NotPlainError, 'source of a function is not known'):
            portable(eval('lambda: 1'))
        with self.assertRaisesRegex(NotPlainError, 'only functions'):
            portable(7)


def pair(a, b):
    return max(a, b)


if __name__ == '__main__':
    unittest.main()
