"""Odd-even transposition sort, a block of numbers at each rank.

In each phase neighbours exchange their blocks with `sendrecv`; the lower rank
keeps the smaller half and the upper rank the larger. Pairs are (0,1), (2,3),
... in even phases and (1,2), (3,4), ... in odd ones; after as many phases as
there are ranks everything is in order.

    launch/rankrun -np 4 examples/oddeven.py

Output:

    rank 0: [0, 10, 37, 47, 74] -> [0, 3, 10, 13, 20]
    rank 1: [20, 30, 57, 84, 94] -> [23, 30, 37, 40, 47]
    rank 2: [3, 13, 40, 67, 77] -> [50, 57, 60, 67, 74]
    rank 3: [23, 50, 60, 87, 97] -> [77, 84, 87, 94, 97]
"""

BLOCK = 5

block = sorted(37 * (BLOCK * rank + i) % 101 for i in range(BLOCK))
before = gather(block)

for phase in range(size):
    partner = rank + 1 if (rank + phase) % 2 == 0 else rank - 1
    if 0 <= partner < size:
        both = sorted(block + sendrecv(block, partner, source=partner))
        block = both[:BLOCK] if rank < partner else both[BLOCK:]

after = gather(block)

if rank == 0:
    for owner in range(size):
        print(f"rank {owner}: {before[owner]} -> {after[owner]}")
