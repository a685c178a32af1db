"""Error handlers: what happens when an operation on a communicator fails (MPI 4.1, section 9.3)."""

import sys

from mpi4py._core import host
from mpi4py._errors import Exception, failure, show
from mpi4py._handle import Handle, predefine, root

_MOST = 32  # as in mpi4py; a program that makes more has forgotten to free them


class _Handler:
    __slots__ = ('function', 'fatal', 'users')

    def __init__(self, function=None, fatal=False):
        self.function = function
        self.fatal = fatal

    def call(self, core, code, message):
        if self.fatal:
            sys.stderr.write(f'MPI_Abort: {Exception._about(code, message)}, on {core.name or core.host.name()}\n')
            sys.stderr.flush()
            host.world().abort(code)
            raise SystemExit(code)
        if self.function:
            handle = core.kind._of(core)
            try:
                self.function(handle, code)
            except BaseException as error:
                show(error)
                host.world().abort(1)
                raise SystemExit(1) from None


@root
class Errhandler(Handle):
    """What is called when something fails; ERRORS_RETURN, the default, raises an Exception."""

    __slots__ = ()

    def __bool__(self):
        return self._ob is not None

    def Free(self):
        """Frees the handler; what it is set for keeps it."""
        if self._ob is None:
            raise failure('ERR_ARG', 'the error handler is ERRHANDLER_NULL')
        if self._ob in _made:
            _made.remove(self._ob)
        self._forget()


_made = []  # those that programs have created and not freed


def create(function):
    """A handler that calls function(handle, code)."""
    if len(_made) >= _MOST:
        raise RuntimeError(
            f'there cannot be more than {_MOST} error handlers at once: free some of them with Errhandler.Free')
    handler = _Handler(function)
    _made.append(handler)
    return Errhandler._of(handler)


ERRHANDLER_NULL = predefine('ERRHANDLER_NULL', Errhandler())
ERRORS_RETURN = predefine('ERRORS_RETURN', Errhandler._of(_Handler()))
ERRORS_ABORT = predefine('ERRORS_ABORT', Errhandler._of(_Handler(fatal=True)))
ERRORS_ARE_FATAL = predefine('ERRORS_ARE_FATAL', Errhandler._of(_Handler(fatal=True)))


class ErrorHandling:
    """What a class of handles needs for error handlers."""

    __slots__ = ()

    @classmethod
    def Create_errhandler(cls, errhandler_fn):
        """Makes an error handler that calls errhandler_fn(handle, errorcode)."""
        return create(errhandler_fn)

    def Get_errhandler(self):
        """Gives the error handler in force."""
        self._check()
        return Errhandler._of(self._ob.handler)

    def Set_errhandler(self, errhandler):
        """Puts an error handler in force."""
        self._check()
        if not errhandler:
            raise failure('ERR_ARG', 'the error handler is ERRHANDLER_NULL')
        self._ob.handler = errhandler._ob

    def Call_errhandler(self, errorcode):
        """Calls the error handler in force."""
        self._check()
        self._ob.handler.call(self._ob, errorcode, 'called by the program')
