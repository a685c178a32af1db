"""What a namespace adds to Python's import: packages without a file (`import mpi4py` finds them here first), and
modules that are amended once they have been imported."""

import marshal
import sys
from _frozen_importlib import ModuleSpec

from _rankspace_program import mend_sleep


# What else belongs to a package: taken from its folder where that has it.
_ELSEWHERE = ('futures', 'util', 'bench', 'run', 'typing', '__main__', '_mpiabi')


def _mend_executors(module):
    """Has the module that makes executors' pools do without dynamic processes."""
    from mpi4py import _executors
    _executors.amend(module)


# What modules of others are amended by. Importing time takes longer than a program does that prints a line.
_AMENDED = {'time': mend_sleep, 'mpi4py.futures._core': _mend_executors}


class _Finder:
    """Finds the modules whose text Java holds; the rest of a package is looked for in its folder."""

    def __init__(self, texts):
        self._texts = texts

    def find_spec(self, name, path=None, target=None):
        if name in _AMENDED:
            return self._amended(name, path, target)
        if name != 'mpi4py' and not name.startswith('mpi4py.'):
            return None
        package = name == 'mpi4py'
        if not package and self._is_elsewhere(name):
            return None
        resource = name.replace('.', '/') + ('/__init__' if package else '')
        if not self._texts.exists(resource):
            if name.split('.')[1] in _ELSEWHERE:
                raise ModuleNotFoundError(
                    f'{name} is not in this build: it is taken from the mpi4py distribution; run'
                    " pip download --no-deps 'mpi4py==4.1.*', unpack that, set MPI4PY_HOME to it, and build again",
                    name=name)
            return None
        folders = self._texts.folders()
        file = f"{folders[0]}/{name.removeprefix('mpi4py.')}.py" if len(folders) and not package else None
        spec = ModuleSpec(name, _Loader(self._texts, resource, file), origin=f'<rankspace:{name}>', is_package=package)
        spec.has_location = False
        if package:
            spec.submodule_search_locations = [*self._texts.folders()]
        return spec

    def _amended(self, name, path, target):
        for finder in sys.meta_path:
            if finder is not self and (spec := finder.find_spec(name, path, target)):
                spec.loader = _Amending(spec.loader, _AMENDED[name])
                return spec
        return None

    def _is_elsewhere(self, name):
        """Whether the folder has a module of this name, and it is to be used."""
        return name.split('.')[1] in _ELSEWHERE and len(self._texts.folders()) > 0


class _Loader:
    def __init__(self, texts, resource, file):
        self._texts = texts
        self._resource = resource
        self._file = file  # where it would be in its package's folder

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        if self._file:
            module.__file__ = self._file
        exec(self.get_code(module.__spec__.name), module.__dict__)

    def get_code(self, name):
        translated = self._texts.translated(self._resource)
        if translated:
            with open(translated, 'rb') as stream:
                return marshal.load(stream)
        return compile(self._texts.text(self._resource), f'<rankspace:{name}>', 'exec')

    def get_source(self, name):
        return self._texts.text(self._resource)

    def is_package(self, name):
        return name == 'mpi4py'


class _Amending:
    """Loads a module as another loader does, which the module then has, and amends it."""

    def __init__(self, loader, amend):
        self._loader = loader
        self._amend = amend

    def create_module(self, spec):
        return self._loader.create_module(spec)

    def exec_module(self, module):
        module.__loader__ = module.__spec__.loader = self._loader
        self._loader.exec_module(module)
        self._amend(module)


def offer(texts):
    """Called by Java once."""
    sys.meta_path.insert(0, _Finder(texts))
    for name in _AMENDED.keys() & sys.modules.keys():
        _AMENDED[name](sys.modules[name])
