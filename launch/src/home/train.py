"""What the build runs once, on two ranks, so that the start-up cache holds the classes that programs
usually need: common imports, the verbs of message passing, an exception, output. Then messages for some
seconds: until the compiler of Python is itself compiled, which the cache notes."""
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

TALK_S = 8


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


end = time.monotonic() + TALK_S
while bcast(time.monotonic() < end):
    talk(100)
