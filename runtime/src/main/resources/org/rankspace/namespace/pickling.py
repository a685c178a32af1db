"""How objects that are not plain data travel: the Python half of the codec.

Evaluated once in each namespace; Java calls the functions. Nothing is imported until it is needed.
"""
import sys

from rankspace import SerializationError

# What spell() answers for an object, by class: the class's key (an instance with default pickling),
# _ATOM (a pickle of its own: nothing in it can be shared with the rest of the message), or
# _GRAPH (only a pickle of the whole message keeps shared references).
_ATOM = 1
_GRAPH = 2
_spellings = {}
_classes = {}
_HEAP_TYPE = 1 << 9
_HARMLESS = '_rankspace_ndarray', 'NDArray'
_ATOM_CLASSES = {
    ('builtins', 'type'), ('builtins', 'function'), ('builtins', 'builtin_function_or_method'),
    ('builtins', 'ellipsis'), ('builtins', 'NotImplementedType'),
    ('datetime', 'date'), ('datetime', 'time'), ('datetime', 'datetime'), ('datetime', 'timedelta'),
    ('datetime', 'timezone'), ('decimal', 'Decimal'), ('fractions', 'Fraction'), ('uuid', 'UUID'),
    ('pathlib', 'PosixPath'), ('pathlib', 'PurePosixPath'), ('enum', 'EnumType'), ('abc', 'ABCMeta'),
}


def _has_default_pickling(cls):
    if cls.__reduce_ex__ is not object.__reduce_ex__ or cls.__reduce__ is not object.__reduce__:
        return False
    if cls.__getstate__ is not object.__getstate__ or cls.__dictoffset__ == 0:
        return False
    for name in ('__setstate__', '__getnewargs__', '__getnewargs_ex__'):
        if hasattr(cls, name):
            return False
    for base in cls.__mro__[:-1]:
        if '__slots__' in base.__dict__ or not base.__flags__ & _HEAP_TYPE:
            return False
    copyreg = sys.modules.get('copyreg')
    return copyreg is None or cls not in copyreg.dispatch_table


def _importable(cls):
    found = sys.modules.get(cls.__module__)
    for part in cls.__qualname__.split('.'):
        found = getattr(found, part, None)
    return found is cls


def _learn(cls):
    if (cls.__module__, cls.__qualname__) in _ATOM_CLASSES:
        spelling = _ATOM
    elif _has_default_pickling(cls) and _importable(cls):
        spelling = (cls.__module__, cls.__qualname__)
    else:
        spelling = _GRAPH
    _spellings[cls] = spelling
    return spelling


def spell(obj):
    """(key, dict) for an instance, bytes for an atom, None if the whole message must be pickled."""
    cls = type(obj)
    spelling = _spellings.get(cls)
    if spelling is None:
        spelling = _learn(cls)
    if spelling is _ATOM:
        return dumps(obj)
    if spelling is _GRAPH:
        return None
    return (spelling, obj.__dict__)


def new_instance(module, qualname):
    """An instance of a class, without calling __init__."""
    try:
        cls = _classes.get((module, qualname))
        if cls is None:
            cls = _find(module, qualname)
        return cls.__new__(cls)
    except Exception as error:
        raise _cannot_rebuild(error) from error


def _find(module, qualname):
    __import__(module)
    cls = sys.modules[module]
    for part in qualname.split('.'):
        cls = getattr(cls, part)
    if not isinstance(cls, type):
        raise TypeError(f'{module}.{qualname} is not a class')
    _classes[module, qualname] = cls
    return cls


def set_state(obj, state):
    try:
        obj.__dict__.update(state)
    except Exception as error:
        raise _cannot_rebuild(error) from error


def dumps(obj):
    import pickle
    try:
        return pickle.dumps(obj, 5)
    except Exception as error:
        if _is_from_program(error):
            raise
        raise _refusal(obj, error) from None


def loads(data):
    import pickle
    try:
        return pickle.loads(data)
    except Exception as error:
        if _is_from_program(error):
            raise
        raise _cannot_rebuild(error) from error


def _is_from_program(error):
    """Whether code of the object's class has raised it, and not what pickles."""
    last = error.__traceback__
    while last.tb_next is not None:
        last = last.tb_next
    return last.tb_frame.f_globals.get('__name__') not in (__name__, 'pickle', 'copyreg')


def _cannot_rebuild(error):
    return SerializationError(f'the object that arrived cannot be rebuilt: {error}')


def _rebuilding(function):
    """The function, with SerializationError for what it raises: the message says what cannot be."""
    def rebuild(*arguments):
        try:
            return function(*arguments)
        except Exception as error:
            raise _cannot_rebuild(error) from error
    return rebuild


def _refusal(obj, error):
    what = f'{type(obj).__module__}.{type(obj).__qualname__}'.removeprefix('builtins.')
    return SerializationError(f'an object of this type cannot be sent: type={what}: {error}')


def refuse(obj):
    """Instead of what spell gives, for a reader who trusts nobody: an array of numbers is all that he knows."""
    cls = type(obj)
    if (cls.__module__, cls.__qualname__) == _HARMLESS:
        return _HARMLESS, obj.__dict__
    what = f'{type(obj).__module__}.{type(obj).__qualname__}'.removeprefix('builtins.')
    raise SerializationError(f'only plain data can leave a rank for a client: type={what}')


def new_constant(code):
    return (None, True, False)[code]


def new_int(digits):
    return int(digits, 16)


def new_complex(real, imag):
    return complex(real, imag)


def new_bytes(text):
    return text.encode('latin-1')


def new_bytearray(data):
    return bytearray(data)


@_rebuilding
def new_array(typecode, data):
    import array
    return array.array(typecode, data)


@_rebuilding
def new_range(start, stop, step):
    return range(start, stop, step)


def new_slice(start, stop, step):
    return slice(start, stop, step)


def new_list(*items):
    return list(items)


def extend_list(target, *items):
    target.extend(items)


def new_tuple(*items):
    return items


@_rebuilding
def new_set(*items):
    return set(items)


@_rebuilding
def extend_set(target, *items):
    target.update(items)


@_rebuilding
def new_frozenset(*items):
    return frozenset(items)


def new_dict():
    return {}


@_rebuilding
def extend_dict(target, *items):
    for i in range(0, len(items), 2):
        target[items[i]] = items[i + 1]


class _NeedsPickle(Exception):
    pass


def parts(obj):
    """The object as nested tuples (code, ...) for the portable codec; None if it must be pickled.

    The codes are those of Format.java.
    """
    try:
        return _parts(obj, {})
    except (_NeedsPickle, RecursionError):
        return None


def plain_parts(obj):
    """As parts, without instances and pickles."""
    taken_apart = parts(obj)
    if taken_apart is None or not _is_plain(taken_apart):
        refuse(obj)
    return taken_apart


def _is_plain(part):
    if part[0] == 27 or part[0] == 26 and part[1:3] != tuple((7, name) for name in _HARMLESS):
        return False
    return all(_is_plain(inner) for inner in part[1:] if type(inner) is tuple)


def _parts(obj, numbers):
    cls = type(obj)
    if obj is None:
        return (0,)
    if cls is bool:
        return (1,) if obj else (2,)
    if cls is int:
        return (3, obj)
    if cls is float:
        return (5, obj)
    if cls is str:
        return (7, obj) if _is_text(obj) else (27, dumps(obj))
    if cls is complex:
        return (6, obj.real, obj.imag)
    if cls is bytes:
        return (9, obj)
    if cls is tuple:
        return (12, *[_parts(item, numbers) for item in obj])
    if cls is frozenset:
        return (15, *[_parts(item, numbers) for item in obj])
    if cls is range:
        return (16, *[_parts(item, numbers) for item in (obj.start, obj.stop, obj.step)])
    if cls is slice:
        return (17, *[_parts(item, numbers) for item in (obj.start, obj.stop, obj.step)])
    spelled = None
    if cls not in (list, dict, set, bytearray) and not _is_array(cls):
        spelled = spell(obj)
        if spelled is None:
            raise _NeedsPickle
        if type(spelled) is bytes:
            return (27, spelled)
    number = numbers.get(id(obj))
    if number is not None:
        return (19, number)
    numbers[id(obj)] = len(numbers)
    if cls is list:
        return (11, *[_parts(item, numbers) for item in obj])
    if cls is dict:
        return (13, *_pairs(obj, numbers))
    if cls is set:
        return (14, *[_parts(item, numbers) for item in obj])
    if cls is bytearray:
        return (10, obj)
    if spelled is None:
        return (18, obj.typecode, obj.tobytes())
    (module, qualname), state = spelled
    return (26, (7, module), (7, qualname), (13, *_pairs(state, numbers)))


def _pairs(mapping, numbers):
    for key, value in mapping.items():
        yield _parts(key, numbers)
        yield _parts(value, numbers)


def _is_text(obj):
    try:
        obj.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_array(cls):
    array = sys.modules.get('array')
    return array is not None and cls is array.array


def view_of(obj):
    """(its memory as a view of bytes, its items' format, their size, whether it is read-only), or what is wrong."""
    try:
        view = memoryview(obj)
    except TypeError:
        return f'a buffer is needed, such as a bytearray, an array or a memoryview: got {type(obj).__name__}'
    except ValueError as error:
        return f'the buffer cannot be used: {error}'
    if not view.c_contiguous:
        return 'the memory of a buffer must be in one piece: it is a view with steps; send a copy, bytes(view)'
    if view.nbytes == 0:
        return memoryview(bytearray()), view.format, view.itemsize, view.readonly
    try:
        return view.cast('B'), view.format, view.itemsize, view.readonly
    except (TypeError, ValueError) as error:
        return f'the buffer cannot be used: {error}'
