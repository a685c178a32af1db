"""Run by MakeHome in its own JVM: translates Python's library, so that importing it need not.

FOLDER is where the library is now, HOME where it will be; tracebacks name the files by that.
"""
import os
import py_compile

RARELY_USED = {'__pycache__', 'ensurepip', 'idlelib', 'lib2to3', 'pydoc_data', 'site-packages', 'test', 'tests',
               'tkinter', 'turtledemo', 'venv'}

for folder, folders, files in os.walk(FOLDER):
    folders[:] = [name for name in folders if name not in RARELY_USED]
    for name in files:
        if name.endswith('.py'):
            file = os.path.join(folder, name)
            py_compile.compile(file, dfile=HOME + file[len(FOLDER):], quiet=2)
