"""What mpi4py.rc and the environment ask for when MPI starts."""

import sys
from posix import environ

import mpi4py

_TRUTHS = True, False, 'yes', 'no'
_ALLOWED = {
    'initialize': _TRUTHS,
    'threads': _TRUTHS,
    'thread_level': ('single', 'funneled', 'serialized', 'multiple'),
    'finalize': (*_TRUTHS, None),
    'fast_reduce': _TRUTHS,
    'recv_mprobe': _TRUTHS,
    'irecv_bufsz': range(sys.maxsize),
    'errors': ('exception', 'default', 'abort', 'fatal'),
}
_WORDS = {'true': True, 'yes': True, 'on': True, 'y': True, 'false': False, 'no': False, 'off': False, 'n': False}


def variable(name):
    """The text of a variable of the environment, as the program has left it; None without one."""
    if 'os' in sys.modules:
        return sys.modules['os'].environ.get(name)
    value = environ.get(name.encode())
    return None if value is None else value.decode()


def settled():
    """mpi4py.rc with what MPI4PY_RC_... says; what means nothing is warned about, and has no effect."""
    rc = getattr(mpi4py, 'rc', None) or mpi4py.Rc()
    chosen = mpi4py.Rc()
    for name, allowed in _ALLOWED.items():
        text = variable(f'MPI4PY_RC_{name.upper()}')
        if text is not None:
            setattr(rc, name, _value(text, type(getattr(mpi4py.Rc, name)) is int))
        value = getattr(rc, name)
        if value in allowed:
            setattr(chosen, name, value)
        else:
            _warn(name, value)
    return chosen


def _value(text, is_number):
    word = text.lower()
    if word.isdecimal():
        return int(word) if is_number else {'0': False, '1': True}.get(word, word)
    return _WORDS.get(word, word)


def _warn(name, value):
    from warnings import warn
    warn(f'mpi4py.rc.{name}: unexpected value {value!r}', RuntimeWarning, 2)
