"""Functions as source, which is how they travel."""
import ast
import builtins
import inspect
import linecache
import types

from .errors import NotPlainError

_known = {}


def portable(function):
    """(source, closure) of a function, or of its name in the ranks; docs/cluster.md says what they mean."""
    if isinstance(function, str):
        return function, None
    if isinstance(function, (types.BuiltinFunctionType, type)):
        return _named(function), None
    if not isinstance(function, types.FunctionType):
        raise NotPlainError(f'only functions defined with def or lambda, built-in ones, classes that ranks can import,'
                            f' and names travel: type={type(function).__name__}')
    free = function.__code__.co_freevars
    closure = {name: cell.cell_contents for name, cell in zip(free, function.__closure__ or ())
               if cell_is_filled(cell) and cell.cell_contents is not function}
    key = function.__code__, tuple(closure)
    if key not in _known:
        _known[key] = _maker(_definition(function), list(closure))
    return _known[key], closure


def cell_is_filled(cell):
    try:
        cell.cell_contents
    except ValueError:
        return False
    return True


def _named(function):
    if function.__module__ in (None, 'builtins') and hasattr(builtins, function.__name__):
        return function.__name__
    if function.__module__ == '__main__' or '<locals>' in function.__qualname__:
        raise NotPlainError(f'the ranks do not know this class: class={function.__qualname__}; execute its source there')
    return f'__import__({function.__module__!r}, fromlist=["x"]).{function.__qualname__}'


def _definition(function):
    """The function's own node in the syntax tree of its file."""
    code = function.__code__
    try:
        lines, _ = inspect.findsource(function)
    except OSError:
        raise NotPlainError(f'the source of a function is not known: function={function.__qualname__}') from None
    tree = ast.parse(''.join(lines))
    wanted = ast.Lambda if function.__name__ == '<lambda>' else (ast.FunctionDef, ast.AsyncFunctionDef)
    found = [node for node in ast.walk(tree) if isinstance(node, wanted) and _first_line(node) == code.co_firstlineno]
    if len(found) > 1:
        found = [node for node in found if _is_code_of(node, code)] or found
    if len({ast.dump(node) for node in found}) != 1:
        linecache.checkcache(code.co_filename)
        raise NotPlainError(f'the source of a function is not clear: function={function.__qualname__}, '
                            f'file={code.co_filename}, line={code.co_firstlineno}; define it on a line of its own')
    return found[0]


def _first_line(node):
    return min([node.lineno, *(mark.lineno for mark in getattr(node, 'decorator_list', []))])


def _is_code_of(node, code):
    """Whether a lambda of several on a line has been compiled to this."""
    positions = {(line, column) for line, _, column, _ in code.co_positions()} if hasattr(code, 'co_positions') else ()
    body = node.body if isinstance(node, ast.Lambda) else node
    if any(position == (body.lineno, body.col_offset) for position in positions):
        return True
    compiled = compile(ast.Expression(node), code.co_filename, 'eval') if isinstance(node, ast.Lambda) else None
    inner = [c for c in compiled.co_consts if isinstance(c, types.CodeType)] if compiled else []
    return any(c.co_code == code.co_code and c.co_names == code.co_names and c.co_consts == code.co_consts for c in inner)


def _maker(node, free):
    """The source of a function that returns the one of `node`, given the variables that it takes from around it."""
    arguments = ', '.join(free)
    if isinstance(node, ast.Lambda):
        return f'lambda {arguments}: ({ast.unparse(node)})'
    made = ast.parse(f'def _make({arguments}): return {node.name}')
    made.body[0].body.insert(0, node)
    return ast.unparse(made)
