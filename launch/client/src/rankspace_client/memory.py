"""Memory that a client lends to ranks on its host, so that large values need not pass through sockets.

It is a file without a name: it goes when the last of those who have it open does. docs/cluster.md, Lent memory.
"""
import mmap
import os
import struct

from . import codec

try:
    import fcntl
    _SHRINK = fcntl.F_SEAL_SHRINK
    _create = os.memfd_create
except (ImportError, AttributeError):
    _create = None

LENT = 0  # what no value begins with
LEAST_BYTES = 1 << 18
MOST_KEPT_BYTES = 1 << 26  # of memory that waits to be lent again: new pages take as long as what they are for
_HEAD = struct.Struct('>BIIQ')
_REGION_BITS = 32


def can_be_lent_to(pid):
    """Whether a process of this number, and its children, can open the files of this one."""
    if _create is None:
        return False
    try:
        return os.readlink(f'/proc/{pid}/ns/pid') == os.readlink('/proc/self/ns/pid')
    except OSError:
        return False


class Memory:
    """Holds a call that is large, and takes the answers that are. Lives until nobody refers to it."""

    def __init__(self):
        self._file = _create('rankspace', os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        fcntl.fcntl(self._file, fcntl.F_ADD_SEALS, _SHRINK)  # or a rank could pull it from under us

    def lend(self, pieces, length):
        """The pieces of a call, as pieces that tell a rank where it lies if it is large."""
        large = length >= LEAST_BYTES
        if large:
            at = 0
            for piece in pieces:
                at = self._write(memoryview(piece).cast('B'), at)
        head = _HEAD.pack(LENT, os.getpid(), self._file, length if large else 0)
        return [head] if large else [head, *pieces]

    def _write(self, data, at):
        while data:
            count = os.pwrite(self._file, data, at)
            at += count
            data = data[count:]
        return at

    def value(self, rank, head):
        """The answer of a rank that has put it here, and has sent `head`."""
        length = int.from_bytes(head[1:], 'big')
        first = (1 + rank) << _REGION_BITS
        if not length or os.fstat(self._file).st_size < first + length:
            raise ValueError('the rank has not put its answer where it should be')
        return codec.decode(mmap.mmap(self._file, length, access=mmap.ACCESS_READ, offset=first))

    def can_be_kept(self):
        return os.fstat(self._file).st_blocks * 512 <= MOST_KEPT_BYTES

    def __del__(self):  # and not before: another thread may be writing, and the number be given to somebody else
        os.close(self._file)
