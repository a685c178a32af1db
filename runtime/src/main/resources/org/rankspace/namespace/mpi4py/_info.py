"""Info: texts by key, in the order in which they were set (MPI 4.1, section 10)."""

import sys

from mpi4py._constants import MAX_INFO_KEY, MAX_INFO_VAL
from mpi4py._errors import failure
from mpi4py._handle import Handle, predefine, root


class _Entries:
    """What an info refers to."""

    __slots__ = ('texts',)

    def __init__(self, texts):
        self.texts = texts


@root
class Info(Handle):
    """Hints: texts by key."""

    __slots__ = ()

    def _texts(self):
        if self._ob is None:
            raise failure('ERR_INFO', 'the info is INFO_NULL')
        return self._ob.texts

    @classmethod
    def _made(cls, texts):
        return cls._of(_Entries(texts))

    @classmethod
    def Create(cls, items=None):
        """Makes an info, with some items if they are given."""
        self = cls._made({})
        if items is not None:
            self.update(items)
        return self

    @classmethod
    def Create_env(cls, args=None):
        """Makes an info that tells how the program was started."""
        return cls._made(_environment([*sys.argv] if args is None else [*args]))

    def Free(self):
        """Frees the info."""
        self._texts()
        if self is INFO_ENV:  # a constant
            raise failure('ERR_INFO', 'INFO_ENV cannot be freed')
        self._forget()

    def Dup(self):
        """Gives a copy of it."""
        return type(self)._made(dict(self._texts()))

    def Get(self, key):
        """Gives the text under a key, or None."""
        texts = self._texts()
        return texts.get(_key(key))

    def Set(self, key, value):
        """Sets the text under a key."""
        texts = self._texts()
        if not isinstance(value, str):
            raise TypeError(f'an info holds texts: value={value!r}')
        if len(value) > MAX_INFO_VAL:
            raise failure('ERR_INFO_VALUE', f'the text is too long: length={len(value)}, most={MAX_INFO_VAL}')
        texts[_key(key)] = value

    def Delete(self, key):
        """Removes a key."""
        texts = self._texts()
        if _key(key) not in texts:
            raise failure('ERR_INFO_NOKEY', f'there is no such key: key={key!r}')
        del texts[key]

    def Get_nkeys(self):
        """Gives how many keys there are."""
        return len(self._texts())

    def Get_nthkey(self, n):
        """Gives the key that was set as the n-th, from 0."""
        keys = [*self._texts()]
        if not 0 <= n < len(keys):
            raise failure('ERR_ARG', f'there are not so many keys: n={n}, keys={len(keys)}')
        return keys[n]

    # As a mapping; INFO_NULL is an empty one.

    def __len__(self):
        return len(self._ob.texts) if self._ob else 0

    def __iter__(self):
        return iter(self.keys())

    def __contains__(self, key):
        return self._ob is not None and key in self._ob.texts

    def __getitem__(self, key):
        if key not in self:
            raise KeyError(key)
        return self._ob.texts[key]

    def __setitem__(self, key, value):
        if self._ob is None:
            raise KeyError(key)
        self.Set(key, value)

    def __delitem__(self, key):
        if key not in self:
            raise KeyError(key)
        self.Delete(key)

    def __reduce__(self):
        if self._is_constant():
            return Handle.__reduce__(self)
        return type(self).Create, (dict(self._ob.texts),)

    def get(self, key, default=None):
        """Gives the text under a key, or the default."""
        return self._ob.texts.get(key, default) if self._ob else default

    def keys(self):
        """Gives the keys as a list."""
        return [*self._ob.texts] if self._ob else []

    def values(self):
        """Gives the texts as a list."""
        return [*self._ob.texts.values()] if self._ob else []

    def items(self):
        """Gives the pairs of keys and texts as a list."""
        return [*self._ob.texts.items()] if self._ob else []

    def update(self, items=(), **kwds):
        """Sets the texts of a mapping or of pairs, and of keyword arguments."""
        if self._ob is None:
            raise KeyError
        if hasattr(items, 'keys'):
            items = [(key, items[key]) for key in items.keys()]
        for key, value in items:
            self.Set(key, value)
        for key, value in kwds.items():
            self.Set(key, value)

    def pop(self, key, *default):
        """Removes a key and gives its text, or the default."""
        if key in self:
            return self._ob.texts.pop(key)
        if default:
            value, = default
            return value
        raise KeyError(key)

    def popitem(self):
        """Removes the key that was set last and gives it with its text."""
        if not self:
            raise KeyError
        return self._ob.texts.popitem()

    def copy(self):
        """Gives a copy of it."""
        return type(self)._made(dict(self._ob.texts)) if self._ob else type(self)()

    def clear(self):
        """Removes all keys."""
        if self._ob is not None:
            self._ob.texts.clear()


def _key(key):
    if not isinstance(key, str):
        raise TypeError(f'a key is a text: key={key!r}')
    if not 0 < len(key) <= MAX_INFO_KEY:
        raise failure('ERR_INFO_KEY', f'a key has 1 to {MAX_INFO_KEY} characters: length={len(key)}')
    return key


def _environment(args):
    from posix import getcwd  # os would take a while to import
    texts = {}
    if args and args[0]:
        texts['command'] = args[0]
        texts['argv'] = ' '.join(args[1:])
    texts['wdir'] = getcwd()
    texts['thread_level'] = 'MPI_THREAD_MULTIPLE'
    return texts


def texts_of(info):
    """What is kept of an info given with an operation."""
    return dict(info._ob.texts) if info else {}


INFO_NULL = predefine('INFO_NULL', Info())
INFO_ENV = predefine('INFO_ENV', Info._of(_Entries(_environment([*sys.argv]))))
