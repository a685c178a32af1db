"""That client and ranks agree on the memory that is lent."""
import pathlib
import re
import unittest

from rankspace_client import link, memory

RUNTIME = pathlib.Path(__file__).resolve().parents[3] / 'runtime/src/main/java/org/rankspace'


class Limits(unittest.TestCase):
    def test_are_those_of_the_ranks(self):
        java = (RUNTIME / 'namespace/LentMemory.java').read_text(encoding='utf-8')
        constants = {name: int(number) << int(shift or 0)
                     for name, number, shift in re.findall(r'static final \w+ (\w+) = (\d+)(?: << (\d+))?;', java)}
        self.assertEqual(constants['MARK'], memory.LENT)
        self.assertEqual(constants['LEAST_ANSWER_BYTES'], memory.LEAST_BYTES)
        self.assertEqual(constants['MOST_ANSWER_BYTES'], link.MOST_BYTES)
        self.assertEqual(constants['REGION_BITS'], memory._REGION_BITS)


if __name__ == '__main__':
    unittest.main()
