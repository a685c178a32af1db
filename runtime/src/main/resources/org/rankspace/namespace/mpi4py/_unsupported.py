"""What is not there yet: one-sided windows, files, sessions, ports. Their names are, and say so."""

from mpi4py._attributes import Attributes
from mpi4py._handle import Handle, predefine, root

_WINDOWS = 'One-sided communication is not supported yet.'
_FILES = "Parallel files are not supported yet: use Python's own, one for each rank."
_SESSIONS = 'MPI sessions are not supported yet: use COMM_WORLD.'
_PORTS = 'Connecting jobs is not supported yet: start all ranks with one rankrun.'


def _raising(name, reason):
    def method(*arguments, **named):
        raise NotImplementedError(reason)

    method.__name__ = method.__qualname__ = name
    method.__doc__ = 'Is not supported yet.'
    return method


def _lacking(cls, reason, methods, makers, properties):
    """Gives a class the names that it ought to have."""
    for name in methods.split():
        setattr(cls, name, _raising(name, reason))
    for name in makers.split():
        setattr(cls, name, classmethod(_raising(name, reason)))
    for name in properties.split():
        setattr(cls, name, property(_raising(name, reason), doc='Is not supported yet.'))
    return cls


@root
class Win(Handle, Attributes):
    """A window of memory that other ranks can use; not supported yet."""

    __slots__ = ()


_lacking(
    Win, _WINDOWS,
    'Attach Detach Free Set_info Get_info Get_group Shared_query tomemory Put Get Accumulate Get_accumulate'
    ' Fetch_and_op Compare_and_swap Rput Rget Raccumulate Rget_accumulate Fence Start Complete Post Wait Test'
    ' Lock Unlock Lock_all Unlock_all Flush Flush_all Flush_local Flush_local_all Sync Get_errhandler'
    ' Set_errhandler Call_errhandler Get_name Set_name Get_attr Set_attr Delete_attr',
    'Create Allocate Allocate_shared Create_dynamic Create_errhandler Create_keyval Free_keyval',
    'info group attrs flavor model name')


@root
class File(Handle):
    """A file that ranks write and read together; not supported yet."""

    __slots__ = ()


_lacking(
    File, _FILES,
    'Close Set_size Preallocate Get_size Get_amode Get_group Set_info Get_info Set_view Get_view'
    ' Read_at Read_at_all Write_at Write_at_all Iread_at Iread_at_all Iwrite_at Iwrite_at_all'
    ' Read Read_all Write Write_all Iread Iread_all Iwrite Iwrite_all Seek Get_position Get_byte_offset'
    ' Read_shared Write_shared Iread_shared Iwrite_shared Read_ordered Write_ordered Seek_shared'
    ' Get_position_shared Read_at_all_begin Read_at_all_end Write_at_all_begin Write_at_all_end'
    ' Read_all_begin Read_all_end Write_all_begin Write_all_end Read_ordered_begin Read_ordered_end'
    ' Write_ordered_begin Write_ordered_end Get_type_extent Set_atomicity Get_atomicity Sync'
    ' Get_errhandler Set_errhandler Call_errhandler',
    'Open Delete Create_errhandler',
    'size amode group group_size group_rank info atomicity')


@root
class Session(Handle):
    """A session; not supported yet."""

    __slots__ = ()


_lacking(
    Session, _SESSIONS,
    'Finalize Get_num_psets Get_nth_pset Get_info Get_pset_info Create_group Attach_buffer Detach_buffer'
    ' Flush_buffer Iflush_buffer Get_errhandler Set_errhandler Call_errhandler',
    'Init Create_errhandler', '')

WIN_NULL = predefine('WIN_NULL', Win())
FILE_NULL = predefine('FILE_NULL', File())
SESSION_NULL = predefine('SESSION_NULL', Session())

Open_port = _raising('Open_port', _PORTS)
Close_port = _raising('Close_port', _PORTS)
Publish_name = _raising('Publish_name', _PORTS)
Unpublish_name = _raising('Unpublish_name', _PORTS)
Lookup_name = _raising('Lookup_name', _PORTS)
Register_datarep = _raising('Register_datarep', _FILES)
