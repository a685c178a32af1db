"""Starting, ending, and asking about the surroundings (MPI 4.1, chapters 9 and 11)."""

from _thread import get_ident

from mpi4py import _constants as C
from mpi4py._attributes import delete_all
from mpi4py._core import host
from mpi4py._info import Info
from mpi4py._intracomm import COMM_SELF

_initialized = False
_finalized = False
_main_thread = get_ident()
_abort_status = 0


def Init():
    """Starts MPI; the import has done that unless mpi4py.rc.initialize says no."""
    Init_thread()


def Init_thread(required=C.THREAD_MULTIPLE):
    """Starts MPI; gives THREAD_MULTIPLE, because any thread may always call it."""
    global _initialized, _main_thread
    _initialized = True
    _main_thread = get_ident()
    return C.THREAD_MULTIPLE


def Finalize():
    """Ends MPI: the attributes of COMM_SELF are deleted."""
    global _finalized
    if not _finalized:
        delete_all(COMM_SELF)
        _finalized = True


def Is_initialized():
    """Whether MPI was started."""
    return _initialized


def Is_finalized():
    """Whether MPI was ended."""
    return _finalized


def Query_thread():
    """Gives THREAD_MULTIPLE: any thread may call MPI."""
    return C.THREAD_MULTIPLE


def Is_thread_main():
    """Whether this is the thread that started MPI."""
    return get_ident() == _main_thread


def Get_version():
    """Gives the version of the standard that is followed."""
    return C.VERSION, C.SUBVERSION


def Get_library_version():
    """Names the library and its version."""
    name, version = get_vendor()
    return f'{name} {".".join(str(number) for number in version)}'


def get_vendor():
    """Gives the name and the version of the library."""
    numbers = [int(part) for part in host.version().split('-')[0].split('.') if part.isdigit()]
    return 'Rankspace', tuple((numbers + [0, 0, 0])[:3])


def Get_abi_version():
    """Gives (-1, -1), which says that there is no binary interface."""
    return -1, -1


def Get_abi_info():
    """Gives the sizes of MPI's integers in bytes."""
    return Info.Create({'mpi_aint_size': '8', 'mpi_count_size': '8', 'mpi_offset_size': '8'})


def Get_abi_fortran_info():
    """Gives INFO_NULL: there is no Fortran."""
    return Info()


def Get_processor_name():
    """Names the host."""
    return host.hostName()


def Get_hw_resource_info():
    """Gives an empty info: nothing is known about the hardware."""
    return Info.Create()


def Wtime():
    """Gives seconds since some time in the past."""
    return host.wtime()


def Wtick():
    """Gives the resolution of Wtime in seconds."""
    return 1e-9


def Pcontrol(level):
    """Does nothing: there is no profiler to control."""


def _set_abort_status(status):
    """Sets the exit code with which the job is to end when this program does."""
    global _abort_status
    _abort_status = status if isinstance(status, int) else 1 if status else 0


def leave():
    """What happens at the end of the program."""
    if _abort_status:
        import sys
        world = host.world()
        world.abort(_abort_status)
        # Still here: this rank is ending as it is. Who reads the output of mpi4py.run looks for these words.
        print(f'MPI_ABORT was invoked on rank {world.rank()} in communicator MPI_COMM_WORLD'
              f' with errorcode {_abort_status}.', file=sys.stderr)
    if _initialized:
        Finalize()
