"""Packages that a namespace has without a file: `import mpi4py` finds them here first."""

import sys
from _frozen_importlib import ModuleSpec


class _Finder:
    """Finds the modules whose text Java holds; the rest of a package is looked for in its folder."""

    def __init__(self, texts):
        self._texts = texts

    def find_spec(self, name, path=None, target=None):
        if name != 'mpi4py' and not name.startswith('mpi4py.'):
            return None
        package = name == 'mpi4py'
        resource = name.replace('.', '/') + ('/__init__' if package else '')
        text = self._texts.text(resource)
        if text is None:
            return None
        spec = ModuleSpec(name, _Loader(text), origin=f'<rankspace:{name}>', is_package=package)
        spec.has_location = False
        if package:
            spec.submodule_search_locations = [*self._texts.folders()]
        return spec


class _Loader:
    def __init__(self, text):
        self._text = text

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        exec(compile(self._text, module.__spec__.origin, 'exec'), module.__dict__)


def offer(texts):
    """Called by Java once."""
    sys.meta_path.insert(0, _Finder(texts))
