"""What ctypes.pythonapi says when it is asked for the functions of Python's C API.

Modules try to import what they need of it and do without it after an ImportError. GraalPy raises an AttributeError,
which they do not expect; or it has the function, once its C API is loaded, and fails when that is called.
"""

import sys


class MissingFunction(AttributeError, ImportError):
    """A function of Python's C API that ctypes cannot reach here."""


class _PythonApi:
    """What stands in place of ctypes.pythonapi."""

    def __getattr__(self, name):
        raise MissingFunction(f"Python's C API cannot be reached with ctypes in a rank: {name}")


def _replace(ctypes):
    ctypes.pythonapi = _PythonApi()


class _WhenImported:
    """Finds ctypes as others do, and changes it when it has been loaded."""

    def find_spec(self, name, path=None, target=None):
        if name != 'ctypes':
            return None
        from _frozen_importlib_external import PathFinder
        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(name, path, target)
        load = spec.loader.exec_module

        def loaded(module):
            load(module)
            _replace(module)

        spec.loader.exec_module = loaded
        return spec


def install():
    """Changes ctypes.pythonapi, now or when ctypes is imported."""
    if 'ctypes' in sys.modules:
        _replace(sys.modules['ctypes'])
    else:
        sys.meta_path.insert(0, _WhenImported())
