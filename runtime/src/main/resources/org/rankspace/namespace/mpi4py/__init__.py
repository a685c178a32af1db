"""MPI for Python inside a rank: `from mpi4py import MPI` with the names and semantics of mpi4py 4."""

import sys

__version__ = '4.1.2'
__author__ = 'Lisandro Dalcin'  # of the interface and of the modules that are not ours
__all__ = ['MPI']

if __path__:
    __file__ = __path__[0] + '/__init__.py'


class Rc:
    """Options, to be set before mpi4py.MPI is imported; some have no effect here (docs/mpi4py.md)."""

    initialize = True
    threads = True
    thread_level = 'multiple'
    finalize = None
    fast_reduce = True
    recv_mprobe = True
    irecv_bufsz = 32768
    errors = 'exception'

    def __init__(self, **kwargs):
        """Sets options."""
        self(**kwargs)

    def __setattr__(self, name, value):
        if not hasattr(self, name):
            raise TypeError(f'there is no such option: name={name!r}')
        object.__setattr__(self, name, value)

    def __call__(self, **kwargs):
        """Sets options."""
        for name in kwargs:
            if not hasattr(self, name):
                raise TypeError(f'there is no such option: name={name!r}')
        for name, value in kwargs.items():
            setattr(self, name, value)

    def __repr__(self):
        return '<mpi4py.rc>'


rc = Rc()
sys.modules['mpi4py.rc'] = rc


def get_include():
    """Gives the folder with the header files for extension modules in C."""
    return _folder() + '/include'


def _folder():
    if not __path__:
        raise FileNotFoundError("the files of the mpi4py distribution are not in this build: run pip download"
                                " --no-deps 'mpi4py==4.1.*', unpack that, set MPI4PY_HOME to it, and build again")
    return __path__[0]


def get_config():
    """Gives what is known about the MPI library that was compiled against: nothing, there is none."""
    return {}


def profile(name, *, path=None):
    """Looks for a profiling library, and warns that it cannot be used: there are no C functions to intercept."""
    import os
    import warnings
    if path is None:
        path = ['']
    elif isinstance(path, bytes):
        path = os.fsdecode(path).split(os.pathsep)
    elif isinstance(path, str):
        path = path.split(os.pathsep)
    elif isinstance(path, os.PathLike):
        path = [path]
    name = os.fsdecode(name)
    for folder in path:
        for file in (name, f'lib{name}.so'):
            if os.path.isfile(os.path.join(os.fsdecode(folder), file)):
                warnings.warn(f'a profiling library has no effect on this MPI: {file}', stacklevel=2)
                return
    raise ValueError(f'there is no such profiling library: name={name!r}')
