"""The connection to a controller: login and frames, as docs/cluster.md draws them."""
import hashlib
import hmac
import os
import socket
import stat
import struct
import threading

from .errors import ClusterError

VERSION = 1
MOST_BYTES = 1 << 30
HELLO, LOGIN, WELCOME, REQUEST, INTERRUPT, RESULT, FAILURE, OUTPUT, STATUS, STOP = range(1, 11)
_PATIENCE_S = 10
_SMALL = 1 << 16


def folder():
    """Where connection files are."""
    return os.environ.get('RANKSPACE_CLUSTERS') or os.path.expanduser('~/.rankspace/clusters')


def endpoint(name):
    """What the connection file of a cluster says, as a dict."""
    path = os.path.join(folder(), name)
    try:
        _check(folder(), path)
        with open(path, encoding='utf-8') as file:
            return dict(line.rstrip('\n').split('=', 1) for line in file)
    except FileNotFoundError:
        raise ClusterError(f'there is no cluster of this name: name={name}; see rankspace list') from None


def _check(*paths):
    for path in paths:
        found = os.lstat(path)
        if found.st_uid != os.getuid() or stat.S_IMODE(found.st_mode) & 0o077:
            raise ClusterError(f'others have access to what only its owner may: path={path}, '
                               f'mode={stat.filemode(found.st_mode)}')


class Link:
    """Frames over a socket. Any thread may send; one receives."""

    def __init__(self, port, secret):
        try:
            self._socket = socket.create_connection(('127.0.0.1', port), _PATIENCE_S)
        except OSError as error:
            raise ClusterError(f'the cluster does not answer: port={port}, why={error}') from None
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._stream = self._socket.makefile('rb', _SMALL)  # one read may bring several frames
        self._lock = threading.Lock()
        try:
            self.ranks = self._login(bytes.fromhex(secret))
        except BaseException:
            self.close()
            raise
        self._socket.settimeout(None)

    def _login(self, secret):
        kind, rest = self.receive() or (0, b'')
        if kind != HELLO or len(rest) != 33:
            raise ClusterError('cannot talk to the controller: it does not answer as a controller does')
        if rest[0] != VERSION:
            raise ClusterError(f'cannot talk to the controller: version={rest[0]}, ours={VERSION}')
        theirs, own = bytes(rest[1:]), os.urandom(32)
        self.send(LOGIN, own, hmac.digest(secret, b'client' + theirs + own, hashlib.sha256))
        kind, rest = self.receive() or (0, b'')
        proof = hmac.digest(secret, b'server' + own + theirs, hashlib.sha256)
        if kind != WELCOME or not hmac.compare_digest(bytes(rest[:32]), proof):
            raise ClusterError('cannot talk to the controller: the secret is not right')
        return struct.unpack('>H', rest[32:])[0]

    def request(self, number, ranks, pieces):
        head = struct.pack(f'>IH{len(ranks)}H', number, len(ranks), *ranks)
        self.send(REQUEST, head, *pieces)

    def send(self, kind, *pieces):
        length = 1 + sum(map(len, pieces))
        if length > MOST_BYTES:
            raise ClusterError(f'the value is too large for one frame: bytes={length}, limit={MOST_BYTES}')
        head = struct.pack('>IB', length, kind)
        try:
            with self._lock:
                if length <= _SMALL:
                    self._socket.sendall(b''.join((head, *pieces)))
                else:
                    for piece in (head, *pieces):
                        self._socket.sendall(piece)
        except OSError as error:
            raise ClusterError(f'the connection to the cluster is lost: {error}') from None

    def receive(self):
        """(kind, what follows it), or None when the other end is gone."""
        try:
            head = self._take(5)
            if head is None:
                return None
            length, kind = struct.unpack('>IB', head)
            if not 1 <= length <= MOST_BYTES:
                return None
            rest = self._take(length - 1)
            return None if rest is None else (kind, rest)
        except OSError:
            return None

    def _take(self, length):
        data = self._stream.read(length)
        return data if len(data) == length else None

    def hang_up(self):
        """Has both ends find that the other is gone."""
        try:
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass

    def close(self):
        """To be called by who receives, last: the socket's number may then be given to somebody else."""
        self.hang_up()
        with self._lock:
            self._stream.close()
            self._socket.close()
