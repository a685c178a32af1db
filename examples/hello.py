"""Every rank says who it is.

One program runs on all ranks; `rank` and `size` tell them apart. They are
built in, like all the other verbs of message passing: nothing is imported.

    launch/rankrun -np 4 examples/hello.py

Output, the lines in any order:

    Hello from rank 0 of 4
    Hello from rank 1 of 4
    Hello from rank 2 of 4
    Hello from rank 3 of 4
"""

print(f"Hello from rank {rank} of {size}")
