"""%px, %%px and %autopx for IPython, which is needed here only."""
import shlex

from IPython import get_ipython
from IPython.core.magic import Magics, line_cell_magic, line_magic, magics_class

from .client import Client
from .errors import ClusterError, RemoteError


@magics_class
class ClusterMagics(Magics):
    """The magics act on `view`: the one that was activated, else all ranks of the cluster named "default"."""

    view = None
    _original = None

    def _view(self, words=()):
        if self.view is None:
            self.view = Client()[:]
        for word, value in zip(words, words[1:]):
            if word in ('-t', '--targets'):
                return _targets(self.view.client, value)
        return self.view

    def _run(self, view, code):
        result = view.run_line(code, block=False)
        try:
            result.wait()
        except KeyboardInterrupt:
            result.interrupt()
            result.wait()
        result.display_outputs()
        try:
            result.get()
        except RemoteError as error:
            print(error)

    @line_cell_magic
    def px(self, line, cell=None):
        """%px CODE, or %%px [-t 0|1:3|all] with code below: runs it on all ranks, or on those."""
        if cell is None:
            self._run(self._view(), line)
        else:
            self._run(self._view(shlex.split(line)), cell)

    @line_magic
    def pxname(self, line):
        """%pxname NAME: from now on the cluster of this name."""
        self.view = Client(line.strip() or 'default')[:]

    @line_magic
    def autopx(self, line):
        """%autopx: from now on all cells run on the ranks; once more, and they do not."""
        if self._original is not None:
            self.shell.run_cell = self._original
            self._original = None
            print('%autopx disabled')
            return
        self._original = original = self.shell.run_cell

        def run_cell(raw_cell, *arguments, **keywords):
            if raw_cell.strip().startswith('%'):
                return original(raw_cell, *arguments, **keywords)
            return original(f'%%px\n{raw_cell}', *arguments, **keywords)

        self.shell.run_cell = run_cell
        print('%autopx enabled')


def _targets(client, text):
    if text == 'all':
        return client[:]
    if ':' in text:
        return client[slice(*(int(part) if part else None for part in text.split(':')))]
    return client[[int(part) for part in text.split(',')]]


def register(shell):
    shell.register_magics(ClusterMagics)


def activate(view):
    """Has the magics of the running IPython act on this view."""
    shell = get_ipython()
    if shell is None:
        raise ClusterError('there are no magics here: this is not IPython')
    if ClusterMagics.__name__ not in shell.magics_manager.registry:
        register(shell)
    shell.magics_manager.registry[ClusterMagics.__name__].view = view
