"""Tasks for whichever rank is free."""
import queue
import sys
import time
from collections import deque

from .errors import RankDied, RemoteError, raise_errors, remote_error

_BATCH_S = 0.02
_LARGEST_BATCH = 256
_MOST_PER_RANK = 2
_MOST_DEATHS = 2


class TaskError(RemoteError):
    """A task has failed: `item` is what it was for, `index` its place."""

    def __init__(self, error, item, index):
        super().__init__(error.rank, error.ename, error.evalue, error.traceback, error.stdout, error.stderr)
        self.item, self.index = item, index

    def __str__(self):
        return f'[task {self.index}, item {self.item!r}] {super().__str__()}'


class Farm:
    """Hands out tasks in batches that grow while they are short.

    A task that fails does not stop the others; those of a rank that dies are done again by another one.
    """

    def __init__(self, client, targets):
        self.client = client
        self.targets = targets

    def map(self, function, *sequences, ordered=True, return_exceptions=False, progress=False):
        """What a function returns for each item: a list in order, or, not `ordered`, an iterator as they come.

        When all are done, TaskError, or CompositeError of several, is raised for those that failed; with
        `return_exceptions` it takes their place in the results instead. `progress` shows a bar on standard error.
        """
        results = self._results(function, sequences, progress)
        if not ordered:
            return _as_they_come(results, return_exceptions)
        found = sorted(results, key=lambda result: result[0])
        return list(_as_they_come(found, return_exceptions))

    map_sync = map

    def _results(self, function, sequences, progress):
        from .view import with_items
        source, items = with_items(function, sequences)
        bar = _Bar(len(items)) if progress else None
        for result in _Run(self.client, self.targets, source, items).results():
            if bar:
                bar.advance()
            yield result
        if bar:
            bar.close()


def _as_they_come(results, return_exceptions):
    errors = []
    for _, value in results:
        if isinstance(value, TaskError) and not return_exceptions:
            errors.append(value)
        else:
            yield value
    raise_errors(errors)


class _Batch:
    def __init__(self, start, end, deaths=0):
        self.start, self.end, self.deaths = start, end, deaths
        self.rank = self.began = None


class _Run:
    """One map: what is left to do, and who does what."""

    def __init__(self, client, targets, source, items):
        self.client, self.source, self.items = client, source, items
        self.load = dict.fromkeys(targets, 0)
        self.next = 0
        self.size = 1
        self.again = deque()
        self.done = queue.SimpleQueue()
        self.left = len(items)

    def results(self):
        """(index, result or TaskError) as they come."""
        self._hand_out()
        while self.left:
            batch, part = self.done.get()
            found = self._take(batch, part)
            self.left -= len(found)
            self._hand_out()
            yield from found

    def _hand_out(self):
        for level in range(_MOST_PER_RANK):
            for rank in list(self.load):
                if self.load[rank] <= level and (batch := self._next_batch()):
                    self._ask(rank, batch)

    def _next_batch(self):
        if self.again:
            return self.again.popleft()
        if self.next == len(self.items):
            return None
        fair = max(1, (len(self.items) - self.next) // (2 * len(self.load)))
        start, self.next = self.next, min(len(self.items), self.next + min(self.size, fair))
        return _Batch(start, self.next)

    def _ask(self, rank, batch):
        self.load[rank] += 1
        batch.rank, batch.began = rank, time.monotonic()
        request = self.client.ask([rank], ('farm', self.source, self.items[batch.start:batch.end]))
        request.on_done(lambda r: self.done.put((batch, r.parts[rank])))

    def _take(self, batch, part):
        if batch.rank in self.load:
            self.load[batch.rank] -= 1
        if part.error is None:
            if time.monotonic() - batch.began < _BATCH_S:
                self.size = min(_LARGEST_BATCH, 2 * self.size)
            return [(i, value if well else TaskError(remote_error(batch.rank, value), self.items[i], i))
                    for i, (well, value) in enumerate(part.value, batch.start)]
        if not isinstance(part.error, RemoteError):
            raise part.error
        if isinstance(part.error, RankDied):
            self.load.pop(batch.rank, None)
            if self.load and batch.deaths < _MOST_DEATHS:
                # one by one, so that a task that kills its rank takes no other with it
                self.again += [_Batch(i, i + 1, batch.deaths + 1) for i in range(batch.start, batch.end)]
                return []
        return self._failed(batch, part.error) + ([] if self.load else self._rest(part.error))

    def _failed(self, batch, error):
        return [(i, TaskError(error, self.items[i], i)) for i in range(batch.start, batch.end)]

    def _rest(self, error):
        """What nobody is left to do."""
        batches = [*self.again, _Batch(self.next, len(self.items))]
        self.again.clear()
        self.next = len(self.items)
        return [result for batch in batches for result in self._failed(batch, error)]


class _Bar:
    """A progress bar on standard error, drawn at most ten times a second."""

    _WIDTH = 40

    def __init__(self, total):
        self.total, self.count, self.began, self.drawn = total, 0, time.monotonic(), 0.0

    def advance(self):
        self.count += 1
        if time.monotonic() - self.drawn > 0.1 or self.count == self.total:
            self.drawn = time.monotonic()
            full = self._WIDTH * self.count // max(1, self.total)
            print(f'\r[{"#" * full}{"." * (self._WIDTH - full)}] {self.count}/{self.total}'
                  f' {time.monotonic() - self.began:.1f} s', end='', file=sys.stderr, flush=True)

    def close(self):
        print(file=sys.stderr)
