"""Grids and graphs of ranks."""
from array import array

from mpi4py import MPI

comm = MPI.COMM_WORLD
rank, size = comm.rank, comm.size


def check_dimensions():
    assert MPI.Compute_dims(12, 2) == [4, 3] and MPI.Compute_dims(24, [0, 3, 0]) == [4, 3, 2]
    assert MPI.Compute_dims(7, 3) == [7, 1, 1] and MPI.Compute_dims(64, 3) == [4, 4, 4]


def check_rings():
    ring = comm.Create_cart([size], [True])
    assert ring.Shift(0, 1) == ((rank - 1) % size, (rank + 1) % size)
    assert ring.neighbor_allgather(rank) == [(rank - 1) % size, (rank + 1) % size]
    assert ring.neighbor_alltoall(['down', 'up']) == ['up', 'down']
    into = array('i', [0, 0])
    ring.Neighbor_alltoall(array('i', [rank, -rank]), into)
    assert into.tolist() == [-((rank - 1) % size), (rank + 1) % size]
    line = comm.Create_cart([size], [False])
    assert line.Shift(0, 1)[0] == (rank - 1 if rank else MPI.PROC_NULL)
    assert line.neighbor_allgather(rank)[0] == (rank - 1 if rank else None)


def check_grids():
    dims = MPI.Compute_dims(size, 2)
    grid = comm.Create_cart(dims)
    assert grid.topology == MPI.CART and grid.Get_cart_rank(grid.coords) == rank and grid.dims == dims
    row = grid.Sub([False, True])
    assert row.dims == dims[1:] and row.rank == grid.coords[1]
    assert type(grid.Dup()) is MPI.Cartcomm and grid.Dup().dims == dims


def check_graphs():
    index, edges = [], []
    for node in range(size):
        edges += [(node - 1) % size, (node + 1) % size]
        index.append(len(edges))
    graph = comm.Create_graph(index, edges)
    assert graph.neighbors == [(rank - 1) % size, (rank + 1) % size] and graph.nnodes == size
    assert sorted(graph.neighbor_allgather(rank)) == sorted(graph.neighbors)


def check_distributed_graphs():
    left, right = (rank - 1) % size, (rank + 1) % size
    graph = comm.Create_dist_graph_adjacent([left], [right], [5], [6])
    assert graph.Get_dist_neighbors() == ([left], [right], ([5], [6]))
    assert graph.neighbor_allgather(rank) == [left]
    graph = comm.Create_dist_graph([right], [1], [rank], [7])
    assert graph.Get_dist_neighbors() == ([right], [left], ([7], [7]))
