"""A message goes once around all ranks, and each one adds its number.

Shows `send` and `recv` between neighbours. The ranks take turns because each
waits for the message before it passes it on.

    launch/rankrun -np 4 examples/ring.py

Output:

    0 -> 1 -> 2 -> 3 -> 0
"""

after = (rank + 1) % size
before = (rank - 1) % size

if rank == 0:
    send([0], after)
    path = recv(before)
    print(*path, 0, sep=" -> ")
else:
    path = recv(before)
    send(path + [rank], after)
