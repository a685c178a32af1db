"""Talks to clusters of Rankspace's ranks: execute, put, get, scatter, gather, map, apply, farm.

    rc = rankspace_client.Client()
    view = rc[:]
    view['a'] = 1
    view.map_sync(lambda x: x ** 2, range(16))
"""
from .client import Client, connect
from .cluster import Cluster
from .errors import ClusterError, CompositeError, NotPlainError, RankDied, RemoteError
from .results import AsyncResult
from .view import View

__all__ = [
    'AsyncResult', 'Client', 'Cluster', 'ClusterError', 'CompositeError', 'NotPlainError', 'RankDied',
    'RemoteError', 'View', 'connect', 'load_ipython_extension',
]


def load_ipython_extension(shell):
    """For %load_ext: the magics %px, %%px and %autopx."""
    from .magics import register
    register(shell)
