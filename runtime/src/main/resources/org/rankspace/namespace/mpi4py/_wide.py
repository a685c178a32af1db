"""Floating-point numbers of 16 bytes: x86's extended precision, and IEEE's quadruple precision."""

_BIAS = 16383


class Wide:
    """A number that is exactly m * 2**e; or `special`, a float that is infinite or not a number."""

    __slots__ = ('m', 'e', 'special')

    def __init__(self, m, e, special=None):
        self.m = m
        self.e = e
        self.special = special

    def _float(self):
        return self.special if self.special is not None else float(self.m > 0) - float(self.m < 0)

    def _aligned(self, other):
        low = min(self.e, other.e)
        return self.m << self.e - low, other.m << other.e - low, low

    def _ordinary(self, other):
        return self.special is None and other.special is None

    def __neg__(self):
        return Wide(-self.m, self.e, None if self.special is None else -self.special)

    def __add__(self, other):
        if not self._ordinary(other):
            return Wide(0, 0, self._float() + other._float())
        a, b, e = self._aligned(other)
        return Wide(a + b, e)

    def __sub__(self, other):
        return self + -other

    def __mul__(self, other):
        if not self._ordinary(other):
            return Wide(0, 0, self._float() * other._float())
        return Wide(self.m * other.m, self.e + other.e)

    def __lt__(self, other):
        if not self._ordinary(other):
            return self._float() < other._float()
        a, b, _ = self._aligned(other)
        return a < b

    def __gt__(self, other):
        return other < self


def functions(extended):
    """What reads and what writes such a number in memory."""
    bits = 64 if extended else 113  # of the fraction, the 1 before the point included
    return lambda data: _read(data, bits, extended), lambda item: _write(item, bits, extended)


def _read(data, bits, extended):
    whole = int.from_bytes(data[:10] if extended else data, 'little')
    stored = 64 if extended else 112
    head, fraction = whole >> stored, whole & (1 << stored) - 1
    sign, exponent = head >> 15, head & 0x7FFF
    if exponent == 0x7FFF:
        special = float('nan') if fraction & (1 << bits - 1) - 1 else float('inf')
        return Wide(0, 0, -special if sign else special)
    if exponent and not extended:
        fraction |= 1 << 112
    return Wide(-fraction if sign else fraction, max(1, exponent) - _BIAS - bits + 1)


def _write(item, bits, extended):
    sign, exponent, fraction = _parts(item, bits)
    if extended:
        return (fraction | (sign << 15 | exponent) << 64).to_bytes(16, 'little')
    return (fraction & (1 << 112) - 1 | (sign << 15 | exponent) << 112).to_bytes(16, 'little')


def _parts(item, bits):
    """Sign, exponent and fraction, rounded to even."""
    one = 1 << bits - 1
    if item.special is not None:
        return int(item.special < 0), 0x7FFF, one if item.special == item.special else one | one >> 1
    m, e = abs(item.m), item.e
    if m == 0:
        return 0, 0, 0
    exponent = e + m.bit_length() - 1 + _BIAS
    shift = m.bit_length() - bits + max(0, 1 - exponent)
    if shift > 0:
        half, rest = 1 << shift - 1, m & (1 << shift) - 1
        m >>= shift
        m += rest > half or rest == half and m & 1
    else:
        m <<= -shift
    exponent = max(1, exponent)
    if m == one << 1:
        m, exponent = one, exponent + 1
    if exponent >= 0x7FFF:
        return int(item.m < 0), 0x7FFF, one
    return int(item.m < 0), exponent if m >= one else 0, m
