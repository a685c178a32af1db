"""A namespace as bytes: what can be pickled, functions and classes by their source."""
import sys


def take(names, sources):
    """(bytes, [(name, reason)]): what went, and what could not."""
    import pickle
    definitions, modules, values, left = {}, {}, {}, []
    for name, value in names.items():
        if name.startswith('__'):
            continue
        if isinstance(value, type(sys)):
            modules[name] = value.__name__
        elif _is_defined_here(value):
            source = _source(name, value, sources)
            if source is None:
                left.append((name, _no_source(value)))
            else:
                definitions[name] = source
        else:
            values[name] = value
    left += _drop_unpicklable(values)
    return pickle.dumps((modules, definitions, pickle.dumps(values, 5)), 5), left


def put_back(names, data, execute):
    """Binds what take() took; the names."""
    import pickle
    modules, definitions, values = pickle.loads(data)
    for name, module in modules.items():
        execute(f'import {module} as {name}' if name != module else f'import {module}')
    for source in definitions.values():
        execute(source)
    values = pickle.loads(values)
    names.update(values)
    return [*modules, *definitions, *values]


def _is_defined_here(value):
    return isinstance(value, (type(take), type)) and value.__module__ == '__main__'


def _no_source(value):
    if getattr(value, '__name__', '') == '<lambda>':
        return 'a lambda has no source of its own; define it with def'
    return 'its source is not known: it was not executed at the top level, or long ago'


def _source(name, value, sources):
    """The latest top-level definition under that name."""
    import ast
    kind = ast.ClassDef if isinstance(value, type) else ast.FunctionDef
    for code in reversed(sources):
        if name not in code:
            continue
        for node in reversed(ast.parse(code).body):
            if isinstance(node, kind) and node.name == name == value.__name__:
                start = min([node.lineno, *(mark.lineno for mark in node.decorator_list)])
                return '\n'.join(code.split('\n')[start - 1:node.end_lineno])
    return None


def _drop_unpicklable(values):
    """Removes what does not pickle; [(name, reason)]."""
    import pickle
    left = []
    for name in list(values):
        try:
            pickle.dumps(values[name], 5)
        except Exception as error:
            left.append((name, f'{type(values[name]).__name__} cannot be pickled: {error}'))
            del values[name]
    return left
