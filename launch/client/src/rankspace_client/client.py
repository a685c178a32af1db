"""A connection to a cluster, and the requests that are under way."""
import itertools
import threading

from . import codec, link
from .errors import ClusterError, remote_error
from .results import Request
from .view import View


def connect(name='default'):
    """The user's cluster of this name."""
    return Client(name)


class Client:
    """A connection to the cluster `name`; rc[:] is a view of all ranks, rc[0] of one. Thread-safe."""

    def __init__(self, name='default'):
        found = link.endpoint(name)
        self.name = name
        self._link = link.Link(int(found['port']), found['secret'])
        self._numbers = itertools.count(1)
        self._requests = {}
        self._gone = False
        self._receiver = threading.Thread(target=self._receive, name=f'cluster-{name}', daemon=True)
        self._receiver.start()

    @property
    def ids(self):
        """All ranks, those that have died included."""
        return list(range(self._link.ranks))

    def __len__(self):
        return self._link.ranks

    def __getitem__(self, key):
        if isinstance(key, int):
            return View(self, [self.ids[key]], single=True)
        ranks = self.ids[key] if isinstance(key, slice) else [self.ids[rank] for rank in key]
        if not ranks or len(set(ranks)) < len(ranks):
            raise IndexError(f'no ranks, or one of them twice: {key}')
        return View(self, ranks)

    def direct_view(self, targets='all'):
        """As rc[targets]."""
        return self[:] if targets == 'all' else self[targets]

    def load_balanced_view(self, targets='all'):
        """A farm of these ranks: its map hands out tasks to whoever is free."""
        return self.direct_view(targets).farm

    def status(self):
        """What the controller knows: a dict with name, pid and ranks."""
        request = self._begin([0], None)
        self._send(request, link.STATUS, request.number.to_bytes(4, 'big'))
        request.wait()
        return request.parts[0].get()

    def stop(self):
        """Ends the cluster."""
        self._link.send(link.STOP)
        self._receiver.join()

    def close(self):
        """Hangs up; the cluster goes on."""
        self._link.close()
        self._receiver.join()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def __repr__(self):
        return f'<Client of {self.name}: {len(self)} ranks>'

    def ask(self, ranks, call, listener=None):
        """Has ranks carry out a call; docs/cluster.md lists them."""
        request = self._begin(ranks, listener)
        try:
            self._link.request(request.number, ranks, call)
        except BaseException:
            self._requests.pop(request.number, None)
            raise
        if self._gone:
            request.lose(self._lost())
        return request

    def interrupt(self, request):
        """Raises KeyboardInterrupt in what the request still does."""
        self._link.send(link.INTERRUPT, request.number.to_bytes(4, 'big'))

    def _begin(self, ranks, listener):
        request = Request(self, next(self._numbers), ranks, listener)
        self._requests[request.number] = request
        return request

    def _send(self, request, kind, data):
        self._link.send(kind, data)
        if self._gone:
            request.lose(self._lost())

    def _lost(self):
        return ClusterError(f'the connection to the cluster is lost: name={self.name}')

    def _receive(self):
        try:
            while frame := self._link.receive():
                self._take(*frame)
        finally:
            self._gone = True
            for request in list(self._requests.values()):
                request.lose(self._lost())
            self._requests.clear()

    def _take(self, kind, rest):
        number, rank = int.from_bytes(rest[:4], 'big'), int.from_bytes(rest[4:6], 'big')
        request = self._requests[number]
        if kind == link.OUTPUT:
            request.output(rank, rest[6], bytes(rest[7:]))
            return
        part = request.parts[rank]
        try:
            value = codec.decode(memoryview(rest)[6:])
        except (ValueError, TypeError) as error:
            part.fail(error)
        else:
            if kind == link.RESULT:
                part.succeed(value)
            else:
                part.fail(remote_error(rank, value, part.stdout, part.stderr))
        if request.is_done():
            self._requests.pop(number, None)
