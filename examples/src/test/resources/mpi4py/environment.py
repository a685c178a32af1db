"""Errors, infos, groups, attributes, versions."""
import pickle

from mpi4py import MPI

comm = MPI.COMM_WORLD


def raised(error, function, *arguments):
    """The exception; it must be of this MPI error class."""
    try:
        function(*arguments)
    except MPI.Exception as exception:
        assert exception.Get_error_class() == error, exception
        return exception
    raise AssertionError('nothing was raised')


def check_errors():
    error = raised(MPI.ERR_RANK, comm.send, None, comm.size)
    assert error == MPI.ERR_RANK and error > MPI.SUCCESS and int(error) == MPI.ERR_RANK
    assert str(error) == (f'MPI_ERR_RANK: invalid rank: no such rank in world: dest={comm.size},'
                          f' size={comm.size}'), error
    raised(MPI.ERR_TAG, comm.send, None, 0, -5)
    raised(MPI.ERR_ROOT, comm.bcast, None, comm.size)
    raised(MPI.ERR_COMM, MPI.COMM_NULL.Get_size)
    raised(MPI.ERR_COMM, comm.Free)
    raised(MPI.ERR_REQUEST, MPI.REQUEST_NULL.Cancel)
    code = MPI.Add_error_code(MPI.ERR_ARG)
    MPI.Add_error_string(code, 'too green')
    assert str(MPI.Exception(code)) == 'too green' and MPI.Get_error_class(code) == MPI.ERR_ARG


def check_error_handlers():
    seen = []
    own = comm.Dup()
    assert own.Get_errhandler() == MPI.ERRORS_RETURN
    handler = MPI.Comm.Create_errhandler(lambda handle, code: seen.append((handle == own, code)))
    own.Set_errhandler(handler)
    handler.Free()
    assert handler == MPI.ERRHANDLER_NULL
    raised(MPI.ERR_RANK, own.send, None, own.size)
    own.Call_errhandler(MPI.ERR_OTHER)
    assert seen == [(True, MPI.ERR_RANK), (True, MPI.ERR_OTHER)], seen
    own.Free()
    assert own == MPI.COMM_NULL


def check_infos():
    info = MPI.Info.Create({'a': '1', 'b': '2'})
    copy = pickle.loads(pickle.dumps(info))
    assert copy != info and copy.items() == [('a', '1'), ('b', '2')]
    assert info.Get('c') is None and info['a'] == '1' and info.pop('b') == '2' and len(info) == 1
    raised(MPI.ERR_INFO_NOKEY, info.Delete, 'z')
    raised(MPI.ERR_INFO_KEY, info.Set, 'k' * (MPI.MAX_INFO_KEY + 1), '')


def check_groups():
    world = comm.Get_group()
    size = world.size
    odd = world.Range_incl([(1, size - 1, 2)]) if size > 1 else MPI.GROUP_EMPTY
    even = MPI.Group.Difference(world, odd)
    assert even.size + odd.size == size and (odd.rank == MPI.UNDEFINED) == (comm.rank % 2 == 0)
    assert MPI.Group.Intersection(odd, even) == MPI.GROUP_EMPTY
    both = MPI.Group.Union(odd, even)
    assert world.Compare(both) == (MPI.IDENT if size == 1 else MPI.SIMILAR)
    assert even.Translate_ranks([0], world) == [0] and world.Excl(range(size)) == MPI.GROUP_EMPTY
    assert world.Translate_ranks([MPI.PROC_NULL]) == [MPI.PROC_NULL]


def check_attributes():
    deleted = []
    key = MPI.Comm.Create_keyval(lambda handle, keyval, value: value + 1,
                                 lambda handle, keyval, value: deleted.append(value))
    first = comm.Dup()
    first.Set_attr(key, 1)
    second = first.Dup()
    assert first.Get_attr(key) == 1 and second.Get_attr(key) == 2
    second.Free()
    first.Set_attr(key, 5)
    first.Delete_attr(key)
    assert deleted == [2, 1, 5] and first.Get_attr(key) is None, deleted
    assert comm.Get_attr(MPI.TAG_UB) == 2**31 - 1 and comm.Get_attr(MPI.UNIVERSE_SIZE) == comm.size
    raised(MPI.ERR_KEYVAL, comm.Get_attr, MPI.KEYVAL_INVALID)


def check_handles():
    for handle in (comm, MPI.COMM_NULL, MPI.GROUP_EMPTY, MPI.INFO_ENV, MPI.ERRORS_RETURN, MPI.REQUEST_NULL):
        assert type(handle).fromhandle(handle.handle) == handle
        assert pickle.loads(pickle.dumps(handle)) is handle
    copy = MPI.Intracomm(comm)
    assert copy == comm and copy is not comm and pickle.loads(pickle.dumps(copy)) == comm
    try:
        hash(comm)
    except TypeError:
        return
    raise AssertionError('handles are compared by what they refer to')


def check_surroundings():
    assert MPI.Is_initialized() and not MPI.Is_finalized() and MPI.Is_thread_main()
    assert MPI.Query_thread() == MPI.THREAD_MULTIPLE
    assert MPI.get_vendor()[0] == 'Rankspace' and MPI.Get_version() == (4, 1)
    begin = MPI.Wtime()
    assert MPI.Wtime() >= begin and MPI.Wtick() > 0 and MPI.Get_processor_name()
    for missing in (lambda: MPI.Win.Create(None), lambda: MPI.File.Open(comm, 'f'), MPI.Open_port,
                    MPI.Session.Init, lambda: comm.Spawn('f')):
        try:
            missing()
        except NotImplementedError as error:
            assert str(error).endswith('.')
        else:
            raise AssertionError('it is there')
