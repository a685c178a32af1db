"""Some ranks, and what can be done with them."""
from .farm import Farm
from .results import AsyncResult
from .source import portable


class View:
    """Some ranks of a cluster. Calls to one rank are carried out in the order in which they were made.

    Methods return an AsyncResult, or wait if `block` is true, for the call or for the view. A view of one rank gives
    its answer, one of several a list of answers.
    """

    def __init__(self, client, targets, single=False):
        self.client = client
        self.targets = targets
        self.block = False
        self._single = single

    def execute(self, code, block=None):
        """Runs code."""
        return self._answer(self._ask('execute', code, False), self._each, block)

    def run_line(self, code, block=None):
        """Runs code as an interactive line: the answers are the last expression's repr, or None."""
        return self._answer(self._ask('execute', code, True), self._each, block)

    def push(self, values, block=None):
        """Binds each name of a dict to its value."""
        return self._answer(self._ask('put', dict(values)), _nothing, block)

    def pull(self, names, block=None):
        """What a name is bound to; for a list of names, a list."""
        return self._answer(self._ask('get', names if isinstance(names, str) else list(names)), self._each, block)

    def __setitem__(self, name, value):
        self.push({name: value}, block=True)

    def __getitem__(self, name):
        return self.pull(name, block=True)

    def get(self, name):
        """As view[name]."""
        return self[name]

    def update(self, values):
        """As push, and waits."""
        return self.push(values, block=True)

    def scatter(self, name, items, block=None):
        """Binds the name to each rank's share of the items, in order, as equal as possible."""
        requests = [self.client.ask([rank], ('put', {name: share}))
                    for rank, share in zip(self.targets, _shares(items, len(self.targets)))]
        return self._answer(requests, _nothing, block)

    def gather(self, name, block=None):
        """The sequences that a name is bound to, one after the other."""
        return self._answer(self._ask('get', name), _joined, block)

    def apply(self, function, *arguments, **keywords):
        """What a function, given as such or by name, returns in each rank."""
        return self._apply(function, arguments, keywords, None)

    def apply_async(self, function, *arguments, **keywords):
        return self._apply(function, arguments, keywords, False)

    def apply_sync(self, function, *arguments, **keywords):
        return self._apply(function, arguments, keywords, True)

    def _apply(self, function, arguments, keywords, block):
        request = self._ask('apply', portable(function), arguments, keywords)
        return self._answer(request, self._each, block)

    def map(self, function, *sequences, block=None):
        """What a function returns for each item, in order; each rank works on its share of them.

        For tasks that take unequally long see `farm`.
        """
        source, items = with_items(function, sequences)
        requests = [self.client.ask([rank], ('farm', source, share))
                    for rank, share in zip(self.targets, _shares(items, len(self.targets))) if share]
        return self._answer(requests, lambda values: _results(self.targets, values), block)

    def map_async(self, function, *sequences):
        return self.map(function, *sequences, block=False)

    def map_sync(self, function, *sequences):
        return self.map(function, *sequences, block=True)

    @property
    def farm(self):
        """Hands out tasks to whichever rank is free."""
        return Farm(self.client, self.targets)

    def activate(self):
        """Has IPython's %px, %%px and %autopx act on this view."""
        from .magics import activate
        activate(self)

    def names(self, prefix=''):
        """The names that complete a prefix."""
        return self._answer(self._ask('names', prefix), self._each, True)

    def clear(self, block=None):
        """Unbinds all names."""
        return self._answer(self._ask('clear'), _nothing, block)

    def run(self, path, block=None):
        """Runs a script in the living namespaces; the answers are its exit statuses."""
        import os
        path = os.path.abspath(path)
        return self._answer(self._ask('run', path, [path], os.getcwd(), True), self._each, block)

    def snapshot(self):
        """(bytes, [(name, reason)]): this rank's namespace, and what of it could not go."""
        return self._alone()._answer(self._ask('snapshot'), _first, True)

    def restore(self, data):
        """Binds what snapshot() took; the names."""
        return self._answer(self._ask('restore', data), self._each, True)

    def copy_to(self, rank):
        """Copies this rank's namespace to another; [(name, reason)] of what could not go."""
        data, left = self.snapshot()
        self.client[rank].restore(data)
        return left

    def move_to(self, rank):
        """As copy_to, and unbinds here what went."""
        data, left = self.snapshot()
        gone = self.client[rank].restore(data)
        self.execute('\n'.join(f'globals().pop({name!r}, None)' for name in gone), block=True)
        return left

    def __len__(self):
        return len(self.targets)

    def __repr__(self):
        return f'<View of ranks {self.targets} of {self.client.name}>'

    def _alone(self):
        if len(self.targets) != 1:
            raise ValueError(f'this needs one rank: ranks={self.targets}')
        return self

    def _ask(self, *call):
        return [self.client.ask(self.targets, call)]

    def _each(self, values):
        return values[0] if self._single else values

    def _answer(self, requests, combine, block):
        result = AsyncResult(requests, combine)
        if self.block if block is None else block:
            return result.get()
        return result


def with_items(function, sequences):
    """A function of one item, and the items: those of several sequences as tuples."""
    source, closure = portable(function)
    if len(sequences) == 1:
        return (source, closure), list(sequences[0])
    return _starred(source, closure), list(zip(*sequences))


def _starred(source, closure):
    """The function, for arguments that come as a tuple."""
    if closure is None:
        return f'lambda arguments: ({source})(*arguments)', None
    if source.startswith('lambda'):
        return (f'lambda **closure: (lambda made: lambda arguments: made(*arguments))(({source})(**closure))', closure)
    return (source + '\ndef _make_starred(_make=_make, **closure):\n    made = _make(**closure)\n'
            '    return lambda arguments: made(*arguments)', closure)


def _shares(items, count):
    items = items if hasattr(items, '__getitem__') and hasattr(items, '__len__') else list(items)
    least, larger = divmod(len(items), count)
    shares, at = [], 0
    for i in range(count):
        end = at + least + (i < larger)
        shares.append(items[at:end])
        at = end
    return shares


def _nothing(values):
    return None


def _first(values):
    return values[0]


def _joined(values):
    if values and all(isinstance(value, (bytes, str, tuple)) for value in values):
        return type(values[0])().join(values) if not isinstance(values[0], tuple) else sum(values, ())
    joined = []
    for value in values:
        joined += value
    return joined


def _results(ranks, values):
    from .errors import raise_errors, remote_error
    results, errors = [], []
    for rank, outcomes in zip(ranks, values):
        for well, result in outcomes:
            if well:
                results.append(result)
            else:
                errors.append(remote_error(rank, result))
    raise_errors(errors)
    return results
