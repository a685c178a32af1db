"""Answers that are still to come."""
import sys
import threading
import time

from . import codec, memory
from .errors import raise_errors


class Part:
    """One rank's answer to a request."""

    __slots__ = 'rank', 'value', 'error', '_done', '_notify', '_out'

    def __init__(self, rank, notify):
        self.rank = rank
        self.value = None
        self.error = None
        self._done = False
        self._notify = notify
        self._out = {}

    @property
    def stdout(self):
        return self._text(1)

    @property
    def stderr(self):
        return self._text(2)

    def _text(self, stream):
        return self._out.get(stream, b'').decode('utf-8', 'replace')

    def output(self, stream, data):
        self._out.setdefault(stream, bytearray()).extend(data)

    def succeed(self, value):
        self.value, self._done = value, True
        self._notify(self)

    def fail(self, error):
        self.error, self._done = error, True
        self._notify(self)

    def is_done(self):
        return self._done

    def get(self):
        if self.error is not None:
            raise self.error
        return self.value


class Request:
    """A call under way in some ranks."""

    def __init__(self, client, number, ranks, listener):
        self.client, self.number = client, number
        self.memory = None  # lent to the ranks until all have answered
        self.done_at = None
        self.started_at = time.monotonic()
        self._listener = listener
        self._left = len(ranks)
        self._lock = threading.Lock()
        self._end = threading.Event()
        self._callback = None
        self.parts = {rank: Part(rank, self._part_done) for rank in ranks}

    def on_done(self, callback):
        """Calls callback(request) once, when all ranks have answered; in the receiving thread, or at once."""
        with self._lock:
            self._callback = callback
            if self._left:
                return
        callback(self)

    def output(self, rank, stream, data):
        self.parts[rank].output(stream, data)
        if self._listener is not None:
            self._listener(rank, stream, data)

    def value(self, rank, data):
        """What a rank has answered."""
        if self.memory is not None and data[0] == memory.LENT:
            return self.memory.value(rank, data)
        return codec.decode(data)

    def is_done(self):
        return self._left == 0

    def wait(self, timeout=None):
        return self._end.wait(timeout)

    def lose(self, error):
        self.memory = None  # a rank may still write to it
        for part in self.parts.values():
            if not part.is_done():
                part.fail(error)

    def _part_done(self, part):
        with self._lock:
            self._left -= 1
            if self._left:
                return
            callback = self._callback
        self.done_at = time.monotonic()
        lent, self.memory = self.memory, None
        if lent is not None:
            self.client.take_back(lent)
        self._end.set()
        if callback is not None:
            callback(self)


class AsyncResult:
    """What is to come of requests; get() waits for it."""

    def __init__(self, requests, combine):
        self._requests = requests
        self._combine = combine

    def _parts(self):
        return [part for request in self._requests for part in request.parts.values()]

    def get(self, timeout=None):
        """The result; raises RemoteError, CompositeError, or TimeoutError if it takes longer than `timeout` seconds."""
        if not self.wait(timeout):
            raise TimeoutError(f'no result yet: timeout={timeout} s')
        raise_errors([part.error for part in self._parts() if part.error is not None])
        return self._combine([part.value for part in self._parts()])

    result = get

    @property
    def r(self):
        return self.get()

    def wait(self, timeout=None):
        """Waits until all have answered; whether they have."""
        end = None if timeout is None else time.monotonic() + timeout
        return all(request.wait(None if end is None else max(0, end - time.monotonic()))
                   for request in self._requests)

    def ready(self):
        """Whether all have answered."""
        return all(request.is_done() for request in self._requests)

    done = ready

    def successful(self):
        """Whether all have answered well; ValueError if not all have answered."""
        if not self.ready():
            raise ValueError('no result yet')
        return all(part.error is None for part in self._parts())

    def interrupt(self):
        """Raises KeyboardInterrupt in the ranks that are still at it."""
        for request in self._requests:
            request.client.interrupt(request)

    abort = interrupt

    @property
    def progress(self):
        """How many ranks have answered."""
        return sum(part.is_done() for part in self._parts())

    def __len__(self):
        return len(self._parts())

    @property
    def engine_id(self):
        """The ranks asked."""
        return [part.rank for part in self._parts()]

    @property
    def stdout(self):
        """What each rank has written to standard output so far."""
        return [part.stdout for part in self._parts()]

    @property
    def stderr(self):
        """What each rank has written to standard error so far."""
        return [part.stderr for part in self._parts()]

    @property
    def elapsed(self):
        """Seconds from the first request to the last answer, or to now."""
        ends = [request.done_at or time.monotonic() for request in self._requests]
        return max(ends) - min(request.started_at for request in self._requests)

    def display_outputs(self):
        """Prints what the ranks wrote and, of interactive lines, their values; equal ones once."""
        from .display import grouped
        parts = self._parts()
        for file, texts in ((sys.stdout, self.stdout), (sys.stderr, self.stderr)):
            for line in grouped((part.rank, text) for part, text in zip(parts, texts)):
                print(line, file=file)
        for line in grouped((part.rank, part.value) for part in parts if isinstance(part.value, str)):
            print(line)

    def __iter__(self):
        return iter(self.get())

    def __getitem__(self, key):
        return self.get()[key]

    def __repr__(self):
        state = 'waiting' if not self.ready() else 'done' if self.successful() else 'failed'
        return f'<AsyncResult: {state}>'
