"""What a rank can be asked from outside; docs/cluster.md.

Functions named uncompiled_... are left to the interpreter, which is quick enough for what a call takes: compiling them in
all ranks would take the cores for seconds, just when calls come (docs/startup.md).
"""
import builtins
import sys

from _rankspace_errors import RankDiedError
from _rankspace_program import describe, flush, main_dict  # flush is for Java

_MOST_SOURCES = 1000
_INPUT = '<input>'  # the name of what is executed, in tracebacks
_FUNCTION = '<function>'
_codes = {}
_main = main_dict()
_names = _main  # what calls act on; in a rehearsal not that
sources = []  # what was executed, the latest last, for snapshots


class Entries:
    """What Java calls: methods, because it is the calls of methods that are left to the interpreter.

    failed((type, message, traceback)) is told what one raises, which returns None then.
    """

    def __init__(self, failed):
        self._failed = failed

    def uncompiled_handle(self, call):
        """Any call."""
        try:
            verb, *arguments = call
            return _VERBS[verb](*arguments)
        except BaseException as error:
            self._failed(describe(error))

    def uncompiled_run(self, compiled):
        """execute without display, of what code_of has given for the text."""
        try:
            exec(compiled, _names)
        except BaseException as error:
            self._failed(describe(error))


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
    """Has calls act on names of their own, until it is called again with False; gives the names that they act on."""
    global _names
    _names = type(sys)('__main__').__dict__ if on else _main
    return _names


def execute(code, display):
    compiled, last = code_of(code, display)
    exec(compiled, _names)
    if last is None:
        return None
    value = eval(last, _names)
    if value is None:
        return None
    builtins._ = value
    return repr(value)


def code_of(code, display):
    """The code, compiled, and apart from that the expression at its end if that is to be displayed."""
    found = _codes.get((code, display))
    if found is None:
        if len(_codes) >= _MOST_SOURCES:
            _codes.clear()
        found = _codes[code, display] = _compile_new(code, display)
        _remember(code)
    return found


def _compile_new(code, display):
    if not display:
        return compile(code, _INPUT, 'exec'), None
    import _ast
    tree = compile(code, _INPUT, 'exec', 0x400)  # PyCF_ONLY_AST
    if not tree.body or not isinstance(tree.body[-1], _ast.Expr):
        return compile(code, _INPUT, 'exec'), None
    last = _ast.Expression(tree.body.pop().value)
    return compile(tree, _INPUT, 'exec'), compile(last, _INPUT, 'eval')


def _remember(code):
    if not code or _names is not _main:
        return
    if len(sources) >= _MOST_SOURCES:
        del sources[0]
    sources.append(code)


def put(values):
    _names.update(values)


def get(which):
    return _find(which) if isinstance(which, str) else [_find(name) for name in which]


def _find(name):
    if name not in _names:
        raise NameError(f'name {name!r} is not defined')
    return _names[name]


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
    if name is None:
        made = eval(code, _names)
    else:
        local = {}
        exec(code, _names, local)
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
        found = {*_names, *dir(builtins), *keyword.kwlist}
    else:
        try:
            found = dir(eval(owner, _names))
        except Exception:
            found = ()
    hidden = start.startswith('_')
    return sorted(owner + dot + name for name in found
                  if name.startswith(start) and (hidden or not name.startswith('_')))


def clear():
    for name in [name for name in _names if not name.startswith('__')]:
        del _names[name]


def snapshot():
    from _rankspace_snapshot import take
    return take(_names, sources)


def restore(data):
    from _rankspace_snapshot import put_back
    return put_back(_names, data, lambda code: execute(code, False))


_VERBS = {function.__name__: function
          for function in (execute, put, get, apply, farm, run, names, snapshot, restore, clear)}
