"""Capsules for programs that make them through ctypes.pythonapi, which is empty in this Python: DLPack needs them."""

import sys


class Capsule:
    """What PyCapsule_New gives: a pointer with a name."""

    __slots__ = ('pointer', 'name', 'context', 'destructor')

    def __init__(self, pointer, name, destructor):
        self.pointer = pointer
        self.name = name
        self.destructor = destructor
        self.context = None


class _Function:
    """A function of the API; the types that ctypes would need are kept and not used."""

    restype = argtypes = errcheck = None

    def __init__(self, function):
        self._function = function

    def __call__(self, *arguments):
        return self._function(*arguments)


def _is_valid(capsule, name):
    return int(type(capsule) is Capsule and capsule.name == name)


def _address(capsule, name):
    if not _is_valid(capsule, name):
        raise ValueError(f'the capsule has another name: name={name!r}')
    import ctypes
    pointer = capsule.pointer
    return ctypes.addressof(pointer._obj) if hasattr(pointer, '_obj') else pointer


def _set(attribute):
    def function(capsule, value):
        setattr(capsule, attribute, value)
        return 0
    return function


_FUNCTIONS = {
    'PyCapsule_New': Capsule,
    'PyCapsule_IsValid': _is_valid,
    'PyCapsule_GetPointer': _address,
    'PyCapsule_GetName': lambda capsule: capsule.name,
    'PyCapsule_SetName': _set('name'),
    'PyCapsule_GetContext': lambda capsule: capsule.context,
    'PyCapsule_SetContext': _set('context'),
    'Py_IncRef': lambda obj: None,
    'Py_DecRef': lambda obj: None,
}


def _fill(ctypes):
    for name, function in _FUNCTIONS.items():
        if not hasattr(ctypes.pythonapi, name):
            setattr(ctypes.pythonapi, name, _Function(function))


class _WhenImported:
    """Finds ctypes as others do, and fills it when it has been loaded."""

    def find_spec(self, name, path=None, target=None):
        if name != 'ctypes':
            return None
        from _frozen_importlib_external import PathFinder
        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(name, path, target)
        load = spec.loader.exec_module

        def loaded(module):
            load(module)
            _fill(module)

        spec.loader.exec_module = loaded
        return spec


def install():
    """Gives ctypes.pythonapi the functions for capsules, now or when it is imported."""
    if 'ctypes' in sys.modules:
        _fill(sys.modules['ctypes'])
    else:
        sys.meta_path.insert(0, _WhenImported())
