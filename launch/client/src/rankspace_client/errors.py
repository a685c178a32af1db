"""What can go wrong between a client and its cluster."""


class ClusterError(Exception):
    """The cluster cannot be reached, or does not do what it should."""


class NotPlainError(TypeError):
    """A value that does not travel: it is not plain data."""


class RemoteError(Exception):
    """A rank could not carry out a call: Python raised an exception there.

    `rank`, the exception's class as `ename`, its text as `evalue`, its `traceback` as Python prints it, and what
    the rank wrote before, `stdout` and `stderr`.
    """

    def __init__(self, rank, ename, evalue, traceback, stdout='', stderr=''):
        super().__init__(rank, ename, evalue)
        self.rank, self.ename, self.evalue, self.traceback = rank, ename, evalue, traceback
        self.stdout, self.stderr = stdout, stderr

    def __str__(self):
        return f'[rank {self.rank}] {self.traceback or self.ename + ": " + self.evalue}'.rstrip()


class RankDied(RemoteError):
    """The rank is gone."""


class CompositeError(RemoteError):
    """Several ranks could not carry out a call: `errors`."""

    MOST_SHOWN = 4

    def __init__(self, errors):
        first = errors[0]
        super().__init__(first.rank, first.ename, first.evalue, first.traceback, first.stdout, first.stderr)
        self.errors = errors

    def __str__(self):
        texts = {}
        for error in self.errors:
            texts.setdefault(error.traceback or f'{error.ename}: {error.evalue}', []).append(error.rank)
        shown = [f'[ranks {", ".join(map(str, ranks))}] {text.rstrip()}'
                 for text, ranks in list(texts.items())[:self.MOST_SHOWN]]
        if len(texts) > len(shown):
            shown.append(f'... and {len(texts) - len(shown)} other errors')
        return '\n'.join([f'{len(self.errors)} calls failed:', *shown])


def remote_error(rank, triple, stdout='', stderr=''):
    """The error that (type, message, traceback) describes."""
    ename, evalue, traceback = triple
    cls = RankDied if ename == 'RankDied' else RemoteError
    return cls(rank, ename, evalue, traceback, stdout, stderr)


def raise_errors(errors):
    """Raises what stands for all of them; nothing if there are none."""
    for error in errors:
        if not isinstance(error, RemoteError):  # the cluster itself is lost: there is no rank to name
            raise error
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise CompositeError(errors)
