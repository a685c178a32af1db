"""What programs ask the system about processes and GraalPy does not answer, or only with an internal error: kill() for
any signal and any process, and who belongs to whom. The C library answers. For GraalPy's own children, which have
numbers that only GraalPy knows, kill() is GraalPy's."""
import posix
from _operator import index

import _posixsubprocess

from _rankspace_mending import replace

_SIGNALS = range(65)
_INT = range(-2**31, 2**31)
_ESRCH, _EPERM, _EINVAL = 3, 1, 22


def mend(host):
    """``host.call(name, first, second)`` calls a function of the C library, and gives its int."""
    children = set()
    fork_exec, kill_child = _posixsubprocess.fork_exec, posix.kill

    def remembering_fork_exec(*arguments):
        child = fork_exec(*arguments)
        children.add(child)
        return child

    def send(function, receiver, signal):
        if signal not in _SIGNALS:
            raise OSError(_EINVAL, 'Invalid argument')
        if host.call(function, receiver, signal) != 0:
            code = _EPERM if host.call('getpgid', abs(receiver), 0) >= 0 else _ESRCH
            raise OSError(code, {_EPERM: 'Operation not permitted', _ESRCH: 'No such process'}[code])

    def kill(pid, signal, /):
        """Send a signal to a process."""
        pid, signal = _int(pid), _int(signal)
        if pid in children:
            kill_child(pid, signal)
        else:
            send('kill', pid, signal)

    def killpg(pgid, signal, /):
        """Send a signal to a process group."""
        send('killpg', _int(pgid), _int(signal))

    def answer(function, pid):
        found = host.call(function, _int(pid), 0)
        if found < 0:
            raise ProcessLookupError(_ESRCH, 'No such process')
        return found

    def getpgid(pid):
        """The process group of a process; of this one for 0."""
        return answer('getpgid', pid)

    def getsid(pid, /):
        """The session of a process; of this one for 0."""
        return answer('getsid', pid)

    def getpgrp():
        """The process group of this process."""
        return answer('getpgid', 0)

    def getppid():
        """The parent of this process."""
        return host.call('getppid', 0, 0)

    _posixsubprocess.fork_exec = remembering_fork_exec
    for function in kill, killpg, getpgid, getsid, getpgrp, getppid:
        replace(posix, function)


def _int(number):
    number = index(number)
    if number not in _INT:
        raise OverflowError('Python int too large to convert to C int')
    return number
