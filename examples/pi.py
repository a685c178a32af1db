"""Pi, as the area under 4 / (1 + x*x) between 0 and 1.

Each rank adds up every size-th strip, beginning with the one of its own
number; `reduce` adds the sums together at rank 0. The number of strips may be
given as an argument.

    launch/rankrun -np 4 examples/pi.py

Output:

    pi is 3.141592653590, off by 1e-13, in 1000000 steps
"""

import math
import sys


def area(steps):
    """Return this rank's part of the area, cut into so many strips."""
    width = 1.0 / steps
    total = 0.0
    for i in range(rank, steps, size):
        x = (i + 0.5) * width
        total += 4.0 / (1.0 + x * x)
    return total * width


steps = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
pi = reduce(area(steps))

if rank == 0:
    error = abs(pi - math.pi)
    print(f"pi is {pi:.12f}, off by {error:.0e}, in {steps} steps")
