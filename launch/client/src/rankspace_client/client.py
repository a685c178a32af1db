"""A connection to a cluster, and the requests that are under way."""
import itertools
import threading

from . import codec, link, memory
from .errors import ClusterError, remote_error
from .results import Request
from .view import View


def connect(name='default'):
    """The user's cluster of this name."""
    return Client(name)


class Client:
    """A connection to the cluster `name`; rc[:] is a view of all ranks, rc[0] of one. Thread-safe."""

    LENDING = {'get', 'apply', 'farm', 'snapshot'}  # calls whose answers may be large

    def __init__(self, name='default'):
        found = link.endpoint(name)
        self._lends = memory.can_be_lent_to(found['pid'])
        self.name = name
        self._link = link.Link(int(found['port']), found['secret'])
        self._numbers = itertools.count(1)
        self._requests = {}
        self._gone = False
        self._kept = None
        self._lock = threading.Lock()
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

    def activate(self, targets='all'):
        """Has IPython's %px, %%px and %autopx act on these ranks."""
        self.direct_view(targets).activate()

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
        self._link.hang_up()
        self._receiver.join()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def __repr__(self):
        return f'<Client of {self.name}: {len(self)} ranks>'

    def ask(self, ranks, call, listener=None):
        """Has ranks carry out a call; docs/cluster.md lists them."""
        pieces = codec.encode(call)
        request = self._begin(ranks, listener)
        try:
            self._link.request(request.number, ranks, self._lent(request, call[0], pieces))
        except BaseException:
            self._requests.pop(request.number, None)
            raise
        if self._gone:
            request.lose(self._lost())
        return request

    def _lent(self, request, verb, pieces):
        length = sum(map(len, pieces))
        if not self._lends or length > link.MOST_BYTES:  # which is refused when it is sent
            return pieces
        if length < memory.LEAST_BYTES and verb not in self.LENDING:
            return pieces
        with self._lock:
            kept, self._kept = self._kept, None
        request.memory = kept or memory.Memory()
        return request.memory.lend(pieces, length)

    def take_back(self, lent):
        """Keeps memory that was lent for the next call, as all ranks have answered this one."""
        with self._lock:
            if self._kept is None and not self._gone and lent.can_be_kept():
                self._kept = lent

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
            self._link.close()
            self._gone = True
            for request in list(self._requests.values()):
                request.lose(self._lost())
            self._requests.clear()
            with self._lock:
                self._kept = None

    def _take(self, kind, rest):
        number, rank = int.from_bytes(rest[:4], 'big'), int.from_bytes(rest[4:6], 'big')
        request = self._requests[number]
        if kind == link.OUTPUT:
            request.output(rank, rest[6], bytes(rest[7:]))
            return
        part = request.parts[rank]
        try:
            value = request.value(rank, memoryview(rest)[6:])
        except (ValueError, TypeError) as error:
            part.fail(error)
        else:
            if kind == link.RESULT:
                part.succeed(value)
            else:
                part.fail(remote_error(rank, value, part.stdout, part.stderr))
        if request.is_done():
            self._requests.pop(number, None)
