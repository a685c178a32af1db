"""A program for mpi4py, as it is: the midpoint rule on all ranks, with objects and with buffers.

The same file runs under `mpirun python3`.

    launch/rankrun -np 4 examples/mpi.py

Output:

    pi is about 3.141592654
"""
from array import array

from mpi4py import MPI

comm = MPI.COMM_WORLD
rank, size = comm.Get_rank(), comm.Get_size()

steps = comm.bcast(1_000_000 if rank == 0 else None, root=0)
width = 1 / steps
part = sum(4 / (1 + ((i + 0.5) * width) ** 2) for i in range(rank, steps, size)) * width

total = array('d', [0])
comm.Reduce([array('d', [part]), MPI.DOUBLE], [total, MPI.DOUBLE], op=MPI.SUM, root=0)
if rank == 0:
    print(f'pi is about {total[0]:.9f}')
