"""Executors whose program was not started with -m mpi4py.futures: mpi4py's own would spawn their workers."""

from warnings import warn


def amend(core):
    """Gives mpi4py.futures._core pools of threads in place of those whose workers are spawned."""
    def spawn_pool(executor):
        warn('the tasks of this MPIPoolExecutor run as threads of this rank, for ranks cannot start others: have the'
             ' other ranks as workers with rankrun -np N -m mpi4py.futures program.py', RuntimeWarning, 5)
        return core.ThreadPool(executor)

    core.SpawnPool = spawn_pool
