"""Starting and stopping clusters from Python."""
import os
import shutil
import subprocess

from .client import Client
from .errors import ClusterError


class Cluster:
    """A cluster of `n` ranks; as a context manager, gives its client and stops it at the end.

        with Cluster(n=4) as rc:
            rc[:].apply_sync(...)

    `command` is the rankspace command: by default $RANKSPACE, or what is on PATH.
    """

    def __init__(self, n=None, name=None, command=None, options=()):
        self.n = n or os.cpu_count()
        self.name = name or f'python-{os.getpid()}'
        self.command = command or os.environ.get('RANKSPACE') or shutil.which('rankspace')
        self.options = list(options)
        if self.command is None:
            raise ClusterError('the command rankspace is not on PATH; give command=, or set RANKSPACE to it')

    def start(self):
        """Starts it and waits until its ranks answer."""
        words = [self.command, 'start', '-n', str(self.n), '--name', self.name, *self.options]
        run = subprocess.run(words, capture_output=True, text=True)
        if run.returncode:
            raise ClusterError(f'the cluster could not start: {run.stderr.strip()}')
        return self

    def connect_client(self):
        return Client(self.name)

    def start_and_connect(self):
        return self.start().connect_client()

    start_cluster_sync = start
    connect_client_sync = connect_client
    start_and_connect_sync = start_and_connect

    def stop(self):
        """Ends it."""
        with Client(self.name) as client:
            client.stop()

    stop_cluster_sync = stop

    def __enter__(self):
        self._client = self.start_and_connect()
        return self._client

    def __exit__(self, *exception):
        self._client.close()
        self.stop()
