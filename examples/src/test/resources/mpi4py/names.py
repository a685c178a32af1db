"""Prints the table of docs/mpi4py.md: which names of mpi4py are here; run by Mpi4pyNamesTest."""
import os
import sys

from mpi4py import MPI

# Where mpi4py's own names are listed; what our classes have more than those is not public.
lines = open(os.path.join(os.path.dirname(os.path.abspath(sys.argv[0])), 'names.txt')).read().replace('\n  ', ' ')
names = {}
for line in lines.splitlines()[1:]:
    place, _, rest = line.partition(':')
    names[place] = rest.split()


def text_of(holder, name):
    """The docstring of a name; None where the name says it all: a constant's."""
    value = vars(holder).get(name) if isinstance(holder, type) else getattr(holder, name)
    for kind in holder.__mro__ if isinstance(holder, type) and value is None else ():
        value = value or vars(kind).get(name)
    if isinstance(value, (staticmethod, classmethod)):
        value = value.__func__
    if callable(value) or isinstance(value, property):
        return value.__doc__ or ''
    return None


print('| | names in mpi4py 4.1 | not supported yet | missing |')
print('|---|---|---|---|')
undocumented = []
later_classes = []
for place, expected in names.items():
    holder = MPI if place == 'MPI' else getattr(MPI, place, None)
    found = [name for name in expected if hasattr(holder, name)]
    texts = {name: text_of(holder, name) for name in found}
    undocumented += [f'{place}.{name}' for name in found if texts[name] == '']
    later = [name for name in found if texts[name] is not None and 'not supported' in texts[name]]
    missing = [name for name in expected if name not in found]
    row = [place if place == 'MPI' else f'MPI.{place}', str(len(expected)),
           'all' if place in later_classes else ' '.join(later), '' if place in later_classes else ' '.join(missing)]
    later_classes += later if place == 'MPI' else []
    print('| ' + ' | '.join(row) + ' |')
if undocumented:
    sys.exit('no docstring: ' + ' '.join(undocumented))
