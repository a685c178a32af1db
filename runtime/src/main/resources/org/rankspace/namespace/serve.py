"""What a rank can be asked from outside; docs/cluster.md. Java calls handle(), call after call."""
import builtins
import sys

from _rankspace_errors import RankDiedError
from _rankspace_program import describe, flush, main_dict

_MOST_SOURCES = 1000
_INPUT = '<input>'  # the name of what is executed, in tracebacks
_FUNCTION = '<function>'
_codes = {}
_scratch = None  # what rehearsed calls have for __main__'s names
sources = []  # what was executed, the latest last, for snapshots


def handle(call):
    """(True, the answer), or (False, (type, message, traceback))."""
    try:
        verb, *arguments = call
        return True, _VERBS[verb](*arguments)
    except BaseException as error:
        return False, describe(error)
    finally:
        flush()


def handle_interrupts(why):
    """Makes SIGINT an exception while a call runs that is to be interrupted, and nothing otherwise.

    why() is the text of a RankDiedError, '' for a KeyboardInterrupt, None for nothing.
    """
    import _signal

    def on_interrupt(number, frame):
        text = why()
        if text:
            raise RankDiedError(text)
        if text is not None:
            raise KeyboardInterrupt

    _signal.signal(2, on_interrupt)


def rehearse(on):
    """Has calls act on names of their own, of which nothing is left, until it is called again with False."""
    global _scratch
    _scratch = type(sys)('__main__').__dict__ if on else None


def _names():
    return main_dict() if _scratch is None else _scratch


def execute(code, display):
    compiled, last = _compile(code, display)
    names = _names()
    exec(compiled, names)
    if last is None:
        return None
    value = eval(last, names)
    if value is None:
        return None
    builtins._ = value
    return repr(value)


def _compile(code, display):
    """The code, compiled, and apart from it the expression at its end if that is to be displayed."""
    found = _codes.get((code, display))
    if found is None:
        if len(_codes) >= _MOST_SOURCES:
            _codes.clear()
        found = _codes[code, display] = _compile_new(code, display)
    return found


def _compile_new(code, display):
    _remember(code)
    if not display:
        return compile(code, _INPUT, 'exec'), None
    import _ast
    tree = compile(code, _INPUT, 'exec', 0x400)  # PyCF_ONLY_AST
    if not tree.body or not isinstance(tree.body[-1], _ast.Expr):
        return compile(code, _INPUT, 'exec'), None
    last = _ast.Expression(tree.body.pop().value)
    return compile(tree, _INPUT, 'exec'), compile(last, _INPUT, 'eval')


def _remember(code):
    if not code or _scratch is not None:
        return
    if len(sources) >= _MOST_SOURCES:
        del sources[0]
    sources.append(code)


def put(values):
    _names().update(values)


def get(which):
    names = _names()
    if isinstance(which, str):
        return _find(names, which)
    return [_find(names, name) for name in which]


def _find(names, name):
    if name not in names:
        raise NameError(f'name {name!r} is not defined')
    return names[name]


def apply(function, arguments, keywords):
    return _function(function)(*arguments, **keywords)


def farm(function, items):
    """Each item's outcome; what one raises does not stop the others."""
    call = _function(function)
    outcomes = []
    for item in items:
        try:
            result = call(item)
            _check_plain(result)
            outcomes.append((True, result))
        except Exception as error:
            outcomes.append((False, describe(error)))
    return outcomes


_PLAIN = {type(None), bool, int, float, complex, str, bytes, bytearray, range, slice}
_COLLECTIONS = {list, tuple, set, frozenset}
_ARRAYS = {('array', 'array'), ('_rankspace_ndarray', 'NDArray')}


def _check_plain(value):
    """Raises what the codec would, before it would refuse all outcomes for one of them."""
    cls = type(value)
    if cls in _PLAIN:
        return
    if cls in _COLLECTIONS:
        for item in value:
            _check_plain(item)
    elif cls is dict:
        for key, item in value.items():
            _check_plain(key)
            _check_plain(item)
    elif (cls.__module__, cls.__qualname__) not in _ARRAYS:
        from _rankspace_pickling import refuse
        refuse(value)


def _function(function):
    """The function of (source, closure)."""
    source, closure = function
    code, name = _codes.get((source, apply)) or _compile_function(source)
    names = _names()
    if name is None:
        made = eval(code, names)
    else:
        local = {}
        exec(code, names, local)
        made = local[name]
    return made if closure is None else made(**closure)


def _compile_function(source):
    try:
        found = compile(source, _FUNCTION, 'eval'), None
    except SyntaxError:
        tree = compile(source, _FUNCTION, 'exec', 0x400)
        found = compile(source, _FUNCTION, 'exec'), tree.body[-1].name
    if len(_codes) >= _MOST_SOURCES:
        _codes.clear()
    _codes[source, apply] = found
    return found


def run(path, arguments, directory, keep):
    """Runs a script as __main__, in a fresh namespace or the living one; its exit status."""
    import os
    main = sys.modules['__main__']
    before = main, sys.argv, sys.path[:], os.getcwd()
    os.chdir(directory)
    if not keep:
        sys.modules['__main__'] = type(sys)('__main__')
        sys.modules['__main__'].__builtins__ = builtins
    names = sys.modules['__main__'].__dict__
    names['__file__'] = path
    sys.argv = arguments
    sys.path.insert(0, os.path.dirname(os.path.abspath(path)))
    try:
        with open(path, 'rb') as file:
            code = compile(file.read(), path, 'exec')
        exec(code, names)
        return 0
    except SystemExit as end:
        return _status(end.code)
    finally:
        sys.modules['__main__'], sys.argv, sys.path[:], directory = before
        os.chdir(directory)


def _status(code):
    if code is None or isinstance(code, int):
        return code or 0
    print(code, file=sys.stderr)
    return 1


def names(prefix):
    """What completes a prefix such as 'ra' or 'world.sp'."""
    owner, dot, start = prefix.rpartition('.')
    if not dot:
        import keyword
        found = {*_names(), *dir(builtins), *keyword.kwlist}
    else:
        try:
            found = dir(eval(owner, _names()))
        except Exception:
            found = ()
    hidden = start.startswith('_')
    return sorted(owner + dot + name for name in found
                  if name.startswith(start) and (hidden or not name.startswith('_')))


def clear():
    names = _names()
    for name in [name for name in names if not name.startswith('__')]:
        del names[name]


def snapshot():
    from _rankspace_snapshot import take
    return take(_names(), sources)


def restore(data):
    from _rankspace_snapshot import put_back
    return put_back(_names(), data, lambda code: execute(code, False))


_VERBS = {function.__name__: function
          for function in (execute, put, get, apply, farm, run, names, snapshot, restore, clear)}
