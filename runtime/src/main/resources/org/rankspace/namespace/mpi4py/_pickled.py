"""Messages of a program that has put functions of its own into MPI.pickle: objects travel as the bytes these make."""

from mpi4py._pickle import pickle


def load(data):
    """The object that was received; None stays None: there was no message."""
    return None if data is None else pickle.loads(data)


def _load_all(parts):
    return None if parts is None else [load(data) for data in parts]


class Pickled:
    """Java's verbs, with objects as bytes."""

    def __init__(self, java, rank):
        self._java = java
        self._rank = rank

    def send(self, obj, dest, tag):
        self._java.send(pickle.dumps(obj), dest, tag)

    def ssend(self, obj, dest, tag):
        self._java.ssend(pickle.dumps(obj), dest, tag)

    def isend(self, obj, dest, tag):
        return self._java.isend(pickle.dumps(obj), dest, tag)

    def issend(self, obj, dest, tag):
        return self._java.issend(pickle.dumps(obj), dest, tag)

    def recvWithStatus(self, source, tag, status):
        return load(self._java.recvWithStatus(source, tag, status))

    def irecv(self, source, tag):
        return self._java.irecv(source, tag)

    def sendrecv(self, obj, dest, sendtag, source, recvtag, status):
        return load(self._java.sendrecv(pickle.dumps(obj), dest, sendtag, source, recvtag, status))

    def bcast(self, obj, root):
        return load(self._java.bcast(pickle.dumps(obj) if self._rank == root else None, root))

    def gather(self, obj, root):
        return _load_all(self._java.gather(pickle.dumps(obj), root))

    def scatter(self, objs, root):
        return load(self._java.scatter(objs and [pickle.dumps(obj) for obj in objs], root))

    def allgather(self, obj):
        return _load_all(self._java.allgather(pickle.dumps(obj)))

    def alltoall(self, objs):
        return _load_all(self._java.alltoall([pickle.dumps(obj) for obj in objs]))

    def reduce(self, obj, op, root):
        return load(self._java.reduce(pickle.dumps(obj), _on_bytes(op), root))

    def allreduce(self, obj, op):
        return load(self._java.allreduce(pickle.dumps(obj), _on_bytes(op)))

    def scan(self, obj, op):
        return load(self._java.scan(pickle.dumps(obj), _on_bytes(op)))

    def exscan(self, obj, op):
        return load(self._java.exscan(pickle.dumps(obj), _on_bytes(op)))


def _on_bytes(op):
    return lambda lower, higher: pickle.dumps(op(pickle.loads(lower), pickle.loads(higher)))
