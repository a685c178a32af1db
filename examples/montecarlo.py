"""Pi by throwing darts at a square: the Monte Carlo method.

Each rank throws its share of the darts and counts those inside the circle;
`reduce` adds the counts. Random numbers that several ranks draw must not
repeat each other: here all ranks use one sequence, and each jumps ahead to
where its share begins, so any number of ranks gives the same result.

    launch/rankrun -np 4 examples/montecarlo.py

Output:

    785436 of 1000000 darts hit: pi is about 3.1417
"""

DARTS = 1_000_000
SEED = 7
FACTOR, MODULUS = 48271, 2**31 - 1  # Park and Miller's "minimal standard"


def hits(first, last):
    """Throw darts first to last-1 of the sequence; return how many hit."""
    state = SEED * pow(FACTOR, 2 * first, MODULUS) % MODULUS
    inside = 0
    for _ in range(first, last):
        state = state * FACTOR % MODULUS
        x = state / MODULUS
        state = state * FACTOR % MODULUS
        y = state / MODULUS
        if x * x + y * y < 1.0:
            inside += 1
    return inside


inside = reduce(hits(rank * DARTS // size, (rank + 1) * DARTS // size))

if rank == 0:
    pi = 4 * inside / DARTS
    print(f"{inside} of {DARTS} darts hit: pi is about {pi:.4f}")
