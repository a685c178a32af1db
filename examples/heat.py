"""A rod cools down: the heat equation in one dimension.

Each rank holds a part of the rod and, beside it, a copy of the point next to
each end: the halo. Before each step neighbours exchange their outermost points
with `sendrecv`. The ends of the rod have PROC_NULL for a neighbour: a message
to it goes nowhere, and one from it is None. The result is compared with the
exact solution, sin(pi x) exp(-pi^2 t).

    launch/rankrun -np 4 examples/heat.py

Output:

    60 points, 500 steps, largest error 9.7e-05
"""

import math

POINTS = 60  # inside the rod; its two ends are kept at 0
STEPS = 500
DX = 1.0 / (POINTS + 1)
DT = 0.4 * DX * DX

left = rank - 1 if rank > 0 else PROC_NULL
right = rank + 1 if rank < size - 1 else PROC_NULL

first = rank * POINTS // size
last = (rank + 1) * POINTS // size
x = [(i + 1) * DX for i in range(first, last)]
u = [0.0] + [math.sin(math.pi * position) for position in x] + [0.0]

for _ in range(STEPS):
    u[0] = sendrecv(u[-2], dest=right, source=left) or 0.0
    u[-1] = sendrecv(u[1], dest=left, source=right) or 0.0
    inner = [
        u[i] + 0.4 * (u[i - 1] - 2.0 * u[i] + u[i + 1])
        for i in range(1, len(u) - 1)
    ]
    u[1:-1] = inner

decay = math.exp(-math.pi**2 * STEPS * DT)
errors = [
    abs(computed - math.sin(math.pi * position) * decay)
    for computed, position in zip(u[1:-1], x)
]
error = reduce(max(errors), op=MAX)

if rank == 0:
    print(f"{POINTS} points, {STEPS} steps, largest error {error:.1e}")
