"""The Message Passing Interface: MPI 4.1 with the names of mpi4py 4."""

from mpi4py._constants import *
from mpi4py._errors import (
    ERRORS, Add_error_class, Add_error_code, Add_error_string, Exception, Get_error_class, Get_error_string,
    Remove_error_class, Remove_error_code, Remove_error_string)
from mpi4py._bsend import Attach_buffer, Detach_buffer, Flush_buffer, Iflush_buffer
from mpi4py._comm import Comm
from mpi4py._context import (
    _addressof, _comm_lock, _comm_lock_table, _commctx_inter, _commctx_intra, _handleof, _sizeof)
from mpi4py._environment import (
    Finalize, Get_abi_fortran_info, Get_abi_info, Get_abi_version, Get_hw_resource_info, Get_library_version,
    Get_processor_name, Get_version, Init, Init_thread, Is_finalized, Is_initialized, Is_thread_main, Pcontrol,
    Query_thread, Wtick, Wtime, _set_abort_status, get_vendor)
from mpi4py._datatype import _typealign, _typecode
from mpi4py._errhandler import ERRHANDLER_NULL, ERRORS_ABORT, ERRORS_ARE_FATAL, ERRORS_RETURN, Errhandler
from mpi4py._group import GROUP_EMPTY, GROUP_NULL, Group
from mpi4py._info import INFO_ENV, INFO_NULL, Info
from mpi4py._intercomm import Intercomm
from mpi4py._intracomm import COMM_NULL, COMM_SELF, COMM_WORLD, Intracomm
from mpi4py._message import MESSAGE_NO_PROC, MESSAGE_NULL, Message
from mpi4py._request import REQUEST_NULL, Grequest, Prequest, Request
from mpi4py._status import Status
from mpi4py._topology import Cartcomm, Compute_dims, Distgraphcomm, Graphcomm, Topocomm
from mpi4py._unsupported import (
    FILE_NULL, SESSION_NULL, WIN_NULL, Close_port, File, Lookup_name, Open_port, Publish_name, Register_datarep,
    Session, Unpublish_name, Win)

from mpi4py._data import *

globals().update(ERRORS)


def _begin():
    """Names where a user finds things, and starts MPI as mpi4py.rc says."""
    import atexit

    from mpi4py import _environment
    from mpi4py._options import settled
    options = settled()
    for value in list(globals().values()):
        if getattr(value, '__module__', '').startswith('mpi4py._'):
            if isinstance(value, type) or type(value) is type(_begin):
                value.__module__ = __name__
    if options.errors != 'exception':
        handler = ERRORS_ABORT if options.errors == 'abort' else ERRORS_ARE_FATAL
        COMM_WORLD.Set_errhandler(handler)
        COMM_SELF.Set_errhandler(handler)
    if options.initialize in (True, 'yes'):
        Init_thread()
    atexit.register(_environment.leave)


_begin()
