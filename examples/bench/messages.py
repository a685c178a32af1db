"""How fast messages are: point to point and collectives, objects and buffers, by size.

    launch/rankrun -np 2 examples/bench/messages.py latency bandwidth
    mpirun -np 2 python3 examples/bench/messages.py latency bandwidth

The same file runs as ranks of Rankspace and, beside it, under MPI with mpi4py. With no words it measures the
latency; `all` stands for everything. `rankspace bench` drives it with `--serve`, see docs/benchmarks.md.

A case is warmed up until it gets no faster and nothing of it is being compiled any more, then measured in rounds of
about 20 ms. A round's time is that of the slowest rank. The table shows the median of the rounds, for one operation in
microseconds.
"""

import array
import sys
import time

try:
    import rankspace
except ImportError:
    from mpi4py import MPI
    comm, SUM, wait_all = MPI.COMM_WORLD, MPI.SUM, MPI.Request.waitall
else:
    comm, SUM, wait_all = rankspace.world, rankspace.SUM, rankspace.wait_all
    MPI = None

rank, size = comm.rank, comm.size
ORDER, TIME = 101, 102  # tags: what to do next, how long it took
ROUND_S = 0.02
STEADY = 6 if MPI is not None else 75  # rounds: where Python is compiled it is on levels for a second and more
QUIET = 0.08  # of a core: what other threads of a rank's process, such as compilers, may use once it is warm


def wait_for_order():
    """What rank 0 wants next. Costs no processor time, so that whoever is measured meanwhile has the machine."""
    if MPI is not None:  # a waiting recv of MPI keeps a core busy, ours sleeps
        while not comm.iprobe(source=0, tag=ORDER):
            time.sleep(0.01)
    return comm.recv(source=0, tag=ORDER)


class Particle:
    """An instance of a small class of the program's own."""

    def __init__(self):
        self.name, self.mass, self.place = 'electron', 0.511, [1.0, 2.0, 3.0]


def an_object(what, length):
    if what == 'bytes':
        return bytes(length)
    return {
        'int': 12345,
        'float': 3.25,
        'str': 'a short string',
        'dict': {'a': 1, 'b': [1.0, 2.0], 'c': 'x' * 10},
        'ints': list(range(100)),
        'user': Particle(),
        'floats': [i / 3 for i in range(100_000)],
        'none': None,
    }[what]


# Point to point. Each function does an operation n times, between ranks 0 and 1.

def latency_object(n, obj):
    send, recv = comm.send, comm.recv
    if rank == 0:
        for _ in range(n):
            send(obj, 1)
            recv(source=1)
    else:
        for _ in range(n):
            recv(source=0)
            send(obj, 0)


def latency_buffer(n, buf):
    send, recv = comm.Send, comm.Recv
    if rank == 0:
        for _ in range(n):
            send(buf, 1)
            recv(buf, source=1)
    else:
        for _ in range(n):
            recv(buf, source=0)
            send(buf, 0)


def window(length):
    """How many messages are under way at once."""
    return 64 if length < 1 << 20 else 8


def stream_object(n, obj, window, other, sends, receives):
    """A window of messages to the other rank, from it, or both; then a word that all have come."""
    for _ in range(n):
        requests = [comm.isend(obj, other) for _ in range(window)] if sends else []
        if receives:
            for _ in range(window):
                comm.recv(source=other)
        wait_all(requests)
        acknowledge(other, sends, receives)


def stream_buffer(n, buf, into, window, other, sends, receives):
    for _ in range(n):
        requests = [comm.Irecv(into, source=other) for _ in range(window)] if receives else []
        if sends:
            requests += [comm.Isend(buf, other) for _ in range(window)]
        wait_all(requests)
        acknowledge(other, sends, receives)


def acknowledge(other, sends, receives):
    if receives:
        comm.send(None, other, 1)
    if sends:
        comm.recv(source=other, tag=1)


def stream(form, obj, length, other, sends, receives):
    if form == 'object':
        return lambda n: stream_object(n, obj, window(length), other, sends, receives)
    into = bytearray(length)
    return lambda n: stream_buffer(n, obj, into, window(length), other, sends, receives)


# Collectives, objects.

def repeat(verb, *arguments):
    def batch(n):
        for _ in range(n):
            verb(*arguments)
    return batch


def repeat_barrier(n):
    barrier = comm.barrier
    for _ in range(n):
        barrier()


def collective_object(name, obj):
    each = [obj] * size
    return {
        'barrier': lambda: repeat_barrier,
        'bcast': lambda: repeat(comm.bcast, obj),
        'gather': lambda: repeat(comm.gather, obj),
        'scatter': lambda: repeat(comm.scatter, each if rank == 0 else None),
        'allgather': lambda: repeat(comm.allgather, obj),
        'alltoall': lambda: repeat(comm.alltoall, each),
        'reduce': lambda: repeat(comm.reduce, obj),
        'allreduce': lambda: repeat(comm.allreduce, obj),
        'scan': lambda: repeat(comm.scan, obj),
        'exscan': lambda: repeat(comm.exscan, obj),
    }[name]()


# Collectives, buffers. length is what one rank contributes, in bytes; reductions are of doubles.

def collective_buffer(name, length):
    mine, all_of_them = bytearray(length), bytearray(length * size)
    doubles = array.array('d', bytes(length // 8 * 8))
    result = array.array('d', bytes(length // 8 * 8))
    at_root = rank == 0
    return {
        'bcast': lambda: repeat(comm.Bcast, mine),
        'gather': lambda: repeat(comm.Gather, mine, all_of_them if at_root else None),
        'scatter': lambda: repeat(comm.Scatter, all_of_them if at_root else None, mine),
        'allgather': lambda: repeat(comm.Allgather, mine, all_of_them),
        'alltoall': lambda: repeat(comm.Alltoall, all_of_them, bytearray(length * size)),
        'reduce': lambda: repeat(comm.Reduce, doubles, result if at_root else None),
        'allreduce': lambda: repeat(comm.Allreduce, doubles, result),
        'scan': lambda: repeat(comm.Scan, doubles, result),
        'exscan': lambda: repeat(comm.Exscan, doubles, result),
    }[name]()


class Case:
    """One thing to measure: its words are a name, `object` or `buffer`, what is sent, and its length in bytes."""

    OF_TWO = ('latency', 'bandwidth', 'bibandwidth')

    def __init__(self, words):
        self.name, self.form, what, length = words
        length = int(length)
        obj = an_object(what, length) if self.form == 'object' else bytearray(length)
        self.ranks = 2 if self.name in self.OF_TWO else size
        self.is_large = self.form == 'object' and (what == 'floats' or length >= 1 << 20)
        self.operations = 1  # in what batch(1) does
        self.turns = 1  # what fits a round; rank 0 finds out
        if rank >= self.ranks:
            return
        if self.name == 'latency':
            self.operations = 2
            latency = latency_object if self.form == 'object' else latency_buffer
            self.batch = lambda n: latency(n, obj)
        elif self.name == 'bandwidth':
            self.operations = window(length)
            self.batch = stream(self.form, obj, length, 1 - rank, rank == 0, rank == 1)
        elif self.name == 'bibandwidth':
            self.operations = window(length)
            self.batch = stream(self.form, obj, length, 1 - rank, True, True)
        elif self.name == 'rate':
            half = size // 2  # rank r of the lower half sends to r + half
            self.operations = window(length) * half
            other = rank + half if rank < half else rank - half
            idle = rank >= 2 * half
            self.batch = (lambda n: None) if idle else stream(
                self.form, obj, length, other, rank < half, rank >= half)
        elif self.form == 'object':
            self.batch = collective_object(self.name, obj)
        else:
            self.batch = collective_buffer(self.name, length)

    def round(self, n):
        """Seconds that n turns took at this rank, and those of processor time that its other threads used."""
        if self.ranks < size:
            self.batch(1)  # brings the two together
        else:
            comm.barrier()
        others = time.process_time() - time.thread_time()
        start = time.perf_counter()
        self.batch(n)
        took = time.perf_counter() - start
        return took, time.process_time() - time.thread_time() - others


cases = {}


def case_of(words):
    """The same object each time: a new one would be new to the compiler, and warm for nothing."""
    key = tuple(words)
    if key not in cases:
        cases[key] = Case(words)
    return cases[key]


def follow(case):
    """Ranks other than 0: rounds until rank 0 has enough."""
    if rank < case.ranks:
        n = comm.recv(source=0, tag=ORDER)
        while n:
            comm.send(case.round(n), 0, TIME)
            n = comm.recv(source=0, tag=ORDER)


class Rounds:
    """Rank 0's side of a case: asks for rounds, keeps their times in microseconds for one operation."""

    def __init__(self, case):
        self.case = case
        self.clear()

    def clear(self):
        self.us, self.others = [], []  # others: what part of a core a rank's other threads used

    def one(self):
        case = self.case
        others = range(1, case.ranks)
        for other in others:
            comm.send(case.turns, other, ORDER)
        times = [case.round(case.turns)] + [comm.recv(source=other, tag=TIME) for other in others]
        took = max(seconds for seconds, _ in times)
        self.us.append(took * 1e6 / case.turns / case.operations)
        self.others.append(max(used for _, used in times) / took)
        case.turns = max(1, min(case.turns * 8, int(case.turns * ROUND_S / took)))

    def run(self, least_s, most_s, is_enough):
        """Returns the seconds it took until is_enough, or until the time was up."""
        start = time.perf_counter()
        took = 0
        while took < most_s and not (took >= least_s and is_enough(self)):
            self.one()
            took = time.perf_counter() - start
        for other in range(1, self.case.ranks):
            comm.send(0, other, ORDER)
        return took


def median(numbers):
    ordered = sorted(numbers)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


def is_warm(rounds):
    """Whether the last rounds were no faster than as many before them, and nothing else at work."""
    us = rounds.us
    if len(us) < 2 * STEADY:
        return False
    now, before = median(us[-STEADY:]), median(us[-2 * STEADY:-STEADY])
    at_work = sum(rounds.others[-STEADY:]) / STEADY
    return now > 0.95 * before and (at_work < QUIET or rounds.case.is_large)  # who collects is another thread too


def call_all(words):
    """Rank 0: tells the other ranks what comes."""
    for other in range(1, size):
        comm.send(words, other, ORDER)


def measure(words, least_s, most_s, is_enough):
    """Rank 0: rounds of a case; the first of them is not counted. Returns them and the seconds."""
    call_all(words)
    rounds = Rounds(case_of(words))
    rounds.one()
    rounds.clear()
    return rounds, rounds.run(least_s, most_s, is_enough)


def never(rounds):
    return False


def answer(line):
    """Does what a line of standard input asks, and returns a line of JSON."""
    kind, *words = line.split()
    if kind == 'warm':
        rounds, took = measure(words[:4], float(words[4]), float(words[5]), is_warm)
        return '{"steady": %s, "seconds": %.3f}' % (str(is_warm(rounds)).lower(), took)
    if kind == 'take':
        rounds, took = measure(words[:4], 0, float(words[4]), never)
        return '{"seconds": %.3f, "us": [%s]}' % (took, ', '.join('%.4f' % us for us in rounds.us))
    return '{"error": "unknown: %s"}' % kind


def serve():
    print('{"ranks": %d, "python": "%s"}' % (size, sys.version.split()[0]), flush=True)
    for line in iter(sys.stdin.readline, ''):
        if line.strip():
            print(answer(line), flush=True)


SIZES = (1, 64, 1024, 8192, 65536, 1 << 20, 4 << 20)
KINDS = ('int', 'float', 'str', 'dict', 'ints', 'user', 'floats')
NAMES = ('latency', 'bandwidth', 'bibandwidth', 'rate', 'barrier', 'bcast', 'gather', 'scatter', 'allgather',
         'alltoall', 'reduce', 'allreduce', 'scan', 'exscan')


def cases_of(name):
    """All that the table shows for a name."""
    if name == 'barrier':
        return [(name, 'object', 'none', 0)]
    if name in ('reduce', 'allreduce', 'scan', 'exscan'):
        return [(name, 'object', 'int', 0)] + [(name, 'buffer', 'doubles', s) for s in SIZES if s >= 8]
    kinds = KINDS if name == 'latency' else () if name in ('bandwidth', 'bibandwidth') else ('dict',)
    sizes = SIZES[:3] if name == 'rate' else SIZES
    return ([(name, 'object', kind, 0) for kind in kinds] + [(name, 'object', 'bytes', s) for s in sizes]
            + [(name, 'buffer', 'bytes', s) for s in sizes])


def show(names):
    """Measures and prints a table."""
    print('%-12s %-7s %-8s %9s %12s %12s' % ('', 'form', 'what', 'bytes', 'median us', 'MB/s'), flush=True)
    for name in NAMES if 'all' in names else names:
        for case in cases_of(name):
            measure(case, 0.5, 20, is_warm)
            us = median(measure(case, 0, 1, never)[0].us)
            rate = '%12.1f' % (case[3] / us * (2 if name == 'bibandwidth' else 1)) if case[3] else ''
            print('%-12s %-7s %-8s %9d %12.2f %s' % (*case, us, rate), flush=True)


def main(names):
    unknown = [name for name in names if name not in NAMES + ('all', '--serve')]
    if unknown or size < 2:
        sys.exit('messages.py: needs 2 ranks or more' if size < 2 else
                 'messages.py: unknown: %s; give some of %s' % (', '.join(unknown), ', '.join(NAMES)))
    if rank == 0:
        serve() if names == ['--serve'] else show(names or ['latency'])
        call_all(None)
    else:
        words = wait_for_order()
        while words is not None:
            follow(case_of(words))
            words = wait_for_order()


main(sys.argv[1:])
