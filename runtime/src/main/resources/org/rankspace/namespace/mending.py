"""How functions of ours take the place of functions of Python's own modules."""
import sys

_COPIES = {'posix': 'os', '_io': 'io'}  # modules that have those of another as their own, once they are imported


def replace(module, function):
    """Puts ``function`` in the place of the module's function of its name; it then looks like that one."""
    name = function.__name__
    original = getattr(module, name, None)
    function.__module__ = getattr(original, '__module__', module.__name__)
    function.__qualname__ = name
    function.__doc__ = function.__doc__ or getattr(original, '__doc__', None)
    setattr(module, name, function)
    if copy := sys.modules.get(_COPIES.get(module.__name__)):
        setattr(copy, name, function)
