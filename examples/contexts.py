"""Execution contexts: namespaces in which code runs, one for each rank.

A context is a dictionary. Three things can be done with it: put an object
under a name, execute code, get an object by its name. Here the ranks do it to
themselves: `scatter` puts a different i into each namespace, all execute the
same line, and `gather` gets every j. From outside, Contexts.java does the same
with four namespaces in one JVM.

    launch/rankrun -np 4 examples/contexts.py

Output:

    0 2 4 6
"""

i = scatter(list(range(size)) if rank == 0 else None)
j = 2 * i
results = gather(j)

if rank == 0:
    print(*results)
