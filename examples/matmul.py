"""The product of two matrices, a block of rows at each rank.

Rank 0 has both. It deals out the rows of the first with `scatter` and gives
the whole second to everybody with `bcast`; `gather` collects the rows of the
product.

    launch/rankrun -np 4 examples/matmul.py

Output:

       0   55  110  165  220  275
       0   70  140  210  280  350
       0   85  170  255  340  425
       0  100  200  300  400  500
       0  115  230  345  460  575
       0  130  260  390  520  650
    as computed by one rank: True
"""

N = 6


def multiply(rows, matrix):
    """Return the product of some rows and a matrix."""
    columns = list(zip(*matrix))
    return [
        [sum(x * y for x, y in zip(row, column)) for column in columns]
        for row in rows
    ]


a = b = blocks = None
if rank == 0:
    a = [[i + j for j in range(N)] for i in range(N)]
    b = [[i * j for j in range(N)] for i in range(N)]
    blocks = [a[r * N // size:(r + 1) * N // size] for r in range(size)]

rows = scatter(blocks)
b = bcast(b)
products = gather(multiply(rows, b))

if rank == 0:
    c = [row for block in products for row in block]
    for row in c:
        print(*(f"{number:4}" for number in row))
    print("as computed by one rank:", c == multiply(a, b))
