"""Packages that a namespace has without a file: `import mpi4py` finds them here first."""

import marshal
import sys
from _frozen_importlib import ModuleSpec
from _frozen_importlib_external import PathFinder


# What else belongs to a package: taken from its folder where that has it.
_ELSEWHERE = ('futures', 'util', 'bench', 'run', 'typing', '__main__', '_mpiabi')


# What has a say in how executors get their workers.
_EXECUTORS = 'mpi4py.futures._core'


class _Finder:
    """Finds the modules whose text Java holds; the rest of a package is looked for in its folder."""

    def __init__(self, texts):
        self._texts = texts

    def find_spec(self, name, path=None, target=None):
        if name != 'mpi4py' and not name.startswith('mpi4py.'):
            return None
        if name == _EXECUTORS:
            return _amended(PathFinder.find_spec(name, path))
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


def _amended(spec):
    """Has the module that makes executors' pools do without dynamic processes."""
    if spec is not None:
        run = spec.loader.exec_module

        def exec_module(module):
            run(module)
            from mpi4py import _executors
            _executors.amend(module)

        spec.loader.exec_module = exec_module
    return spec


def offer(texts):
    """Called by Java once."""
    sys.meta_path.insert(0, _Finder(texts))
