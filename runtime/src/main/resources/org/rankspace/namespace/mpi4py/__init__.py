"""MPI for Python inside a rank: `from mpi4py import MPI` with the names and semantics of mpi4py 4."""

__version__ = '4.1.2'
__all__ = ['MPI']
