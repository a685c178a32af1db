"""What the build runs on two ranks, twice in the same processes, so that the start-up cache holds the classes
that programs usually need, and those that come between two jobs: common imports, the verbs of message
passing, an exception, output. Then, for as many seconds as the argument says each, what programs usually
compute, and messages: until the compiler of Python is itself compiled, which the cache notes."""
import array
import collections
import dataclasses
import functools
import itertools
import json
import math
import os
import pickle
import random
import re
import string
import sys
import threading
import time
import traceback


@dataclasses.dataclass
class Point:
    x: float
    y: float


values = [None, True, 7, 1 << 80, 2.5, 1j, "text", b"bytes", bytearray(b"ba"), [1, 2], [1.0, 2.0],
          (1, "two"), {"a": 1, "b": [1.0]}, {1, 2}, frozenset([3]), range(3), array.array("d", [1.0]),
          Point(1.0, 2.0)]
other = (rank + 1) % size
for value in values:
    assert sendrecv(value, other, source=other) == value
request = irecv(source=other, tag=3)
isend("later", other, tag=3).wait()
request.wait()
send(bytes(3_000_000), other) if rank == 0 else recv()

barrier()
bcast(values if rank == 0 else None)
scatter(list(range(size)) if rank == 0 else None)
gather(rank)
allgather(rank)
alltoall(list(range(size)))
reduce(rank, SUM)
allreduce(rank, MAX)
allreduce(rank, lambda a, b: a + b)
scan(rank)
world.split(rank % 2, rank).barrier()

words = re.findall(r"\w+", "the quick brown fox")
json.loads(json.dumps(dict(collections.Counter(words))))
total = sum(math.sqrt(i) * random.random() for i in range(20_000))
lock = threading.Lock()
thread = threading.Thread(target=lambda: lock.acquire())
thread.start()
thread.join()
try:
    [].pop()
except IndexError:
    traceback.format_exc()
print(f"rank {rank} of {size}: {total:.3f}", "%d %s" % (1, "x"), time.time() > 0, os.getcwd() != "",
      file=sys.stderr)
print("rank", rank, flush=True)


def area(steps):
    total = 0.0
    for i in range(rank, steps, size):
        x = (i + 0.5) / steps
        total += 4.0 / (1.0 + x * x)
    return total / steps


def primes(limit):
    sieve = bytearray([1]) * limit
    for i in range(2, int(limit ** 0.5) + 1):
        if sieve[i]:
            sieve[i * i::i] = bytes(len(range(i * i, limit, i)))
    return [i for i in range(2, limit) if sieve[i]]


def longest(limit):
    best = 0, 0
    for start in range(1, limit):
        n, steps = start, 0
        while n != 1:
            n = 3 * n + 1 if n % 2 else n // 2
            steps += 1
        best = max(best, (steps, start))
    return best


def product(a, b):
    columns = list(zip(*b))
    return [[sum(x * y for x, y in zip(row, column)) for column in columns] for row in a]


def heat(cells, steps):
    old, new = [0.0] * cells, [0.0] * cells
    old[0] = 1.0
    for _ in range(steps):
        for i in range(1, cells - 1):
            new[i] = old[i] + 0.25 * (old[i - 1] - 2 * old[i] + old[i + 1])
        new[0], new[-1] = old[0], old[-1]
        old, new = new, old
    return old


def count(text):
    counts = {}
    for word in text.split():
        counts[word] = counts.get(word, 0) + 1
    return sorted(counts.items(), key=lambda item: -item[1])


def drift(points):
    for point in points:
        point.x += 0.1 * point.y
        point.y -= 0.1 * point.x
    return sum(point.x for point in points)


def compute():
    square = [[float(i + j) for j in range(20)] for i in range(20)]
    points = [Point(float(i), 1.0) for i in range(1000)]
    area(50_000)
    primes(20_000)
    longest(500)
    product(square, square)
    heat(200, 30)
    count("the quick brown fox jumps over the lazy dog " * 100)
    drift(points)


def talk(rounds):
    buffer, total = bytearray(64), array.array("d", [0.0])
    for i in range(rounds):
        if rank == 0:
            send(i, other)
            recv(other)
            send(values[-1], other)
            world.Send(buffer, other)
        else:
            recv(other)
            send(i, other)
            recv(other)
            world.Recv(buffer, other)
        bcast(i)
        allreduce(i)
        world.Allreduce(array.array("d", [i]), total)


def repeat(work):
    end = time.monotonic() + float(sys.argv[1])
    while bcast(time.monotonic() < end):
        work()


repeat(compute)
repeat(lambda: talk(100))
