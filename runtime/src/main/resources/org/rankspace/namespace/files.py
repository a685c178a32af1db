"""Files that nobody closes. CPython writes them out as soon as they are forgotten, and programs rely on that; here
nobody would notice."""

import _io  # the module io, whose import takes a cold rank a tenth of a second or two, has its open() from there
import builtins

from _rankspace_mending import replace

_MOST = 64  # that stay open for this
_unfinished = []


def write_out():
    """Writes out what files hold back that have not been closed."""
    for file in _unfinished[:]:
        try:
            file.flush()
        except (OSError, ValueError):  # the disk is full, or it has been closed
            if file in _unfinished:
                _unfinished.remove(file)


def mend_open():
    """Has open() remember files that are written to, and write them out before it opens another."""
    original = _io.open

    def open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
        write_out()
        opened = original(file, mode, buffering, encoding, errors, newline, closefd, opener)
        if opened.writable():
            _unfinished.append(opened)
            del _unfinished[:-_MOST]
        return opened

    replace(_io, open)
    builtins.open = open
