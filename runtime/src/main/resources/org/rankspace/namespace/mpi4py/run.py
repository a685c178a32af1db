"""Runs a program so that an exception which it does not catch ends all ranks: `-m mpi4py [options] program`.

Inside a rank that is so in any case; this is the behaviour of mpi4py.run where that is not in the build.
"""

import sys

_USAGE = """usage: rankrun [options] -m mpi4py [-rc name=value,...] file|-m module|-c code|- [arguments]

  -rc NAME=VALUE,...   set options of mpi4py.rc
  --version            print the version of the interface
  --mpi-std-version    print the version of the MPI standard
  --mpi-lib-version    print the version of the runtime
  --help               print this"""


def _refuse(message):
    print(message, file=sys.stderr)
    print(_USAGE, file=sys.stderr)
    sys.exit(1)


def _tell(text):
    print(text)
    sys.exit(0)


def _answer(option):
    """Prints what is asked for and ends, if that is all."""
    option = option.replace('--', '-', 1)
    if option in ('-h', '-help'):
        _tell(_USAGE)
    if option == '-version':
        import mpi4py
        _tell(f'mpi4py {mpi4py.__version__}')
    if option in ('-mpi-std-version', '-mpi-lib-version'):
        from mpi4py import MPI
        _tell('MPI %d.%d' % MPI.Get_version() if 'std' in option else MPI.Get_library_version())
    if option == '-prefix':
        import mpi4py
        _tell(mpi4py.__path__[0] if mpi4py.__path__ else 'in the runtime')


def _value(text):
    from ast import literal_eval
    try:
        return literal_eval(text)
    except ValueError:
        return text


def _configure(text):
    from mpi4py import rc
    for entry in text.split(','):
        name, _, value = entry.partition('=')
        if not name or not value:
            _refuse(f'Cannot parse rc option: {entry}')
        rc(**{name: _value(value)})


def _options(arguments):
    """Obeys the options before the program, and gives the rest."""
    while arguments and arguments[0].startswith('-') and arguments[0] not in ('-m', '-c', '-'):
        option = arguments.pop(0)
        _answer(option)
        name, equals, value = option.partition('=')
        if name not in ('-rc', '--rc') or equals and name != '--rc':
            _refuse(f'Unknown option: {option}')
        if not equals:
            if not arguments or arguments[0].startswith('-'):
                _refuse(f'Argument expected for option: {option}')
            value = arguments.pop(0)
        _configure(value)
    if not arguments:
        _refuse('No path specified for execution')
    if arguments[0] in ('-m', '-c') and len(arguments) < 2:
        _refuse(f'Argument expected for option: {arguments[0]}')
    return arguments


def _run_text(text, name):
    import __main__
    namespace = __main__.__dict__
    exec(compile(text, name, 'exec'), namespace)


def run_command_line(args=None):
    """Runs a program that is given as arguments: a file, -m and a module, -c and code, or - for the input."""
    import runpy
    sys.argv[:] = sys.argv[1:] if args is None else args
    kind = sys.argv[0]
    if kind == '-':
        _run_text(sys.stdin.read(), '<stdin>')
    elif kind == '-c':
        _run_text(sys.argv.pop(1), '<string>')
    elif kind == '-m':
        del sys.argv[0]
        runpy.run_module(sys.argv[0], run_name='__main__', alter_sys=True)
    else:
        import os
        sys.path[0] = os.path.realpath(os.path.dirname(kind))
        runpy.run_path(kind, run_name='__main__')


def set_abort_status(status):
    """Sees to it that all ranks end with this status, or with that of this exception, when this one ends."""
    if isinstance(status, SystemExit):
        status = status.code
    elif isinstance(status, KeyboardInterrupt):
        status = 130
    if not isinstance(status, int):
        status = 0 if status is None else 1
    mpi = sys.modules.get('mpi4py.MPI')
    if mpi is not None and status:
        mpi._set_abort_status(status)


def main():
    """Runs the program that the command line names."""
    arguments = _options(sys.argv[1:])
    try:
        run_command_line(arguments)
    except (SystemExit, KeyboardInterrupt) as end:
        set_abort_status(end)
        raise
    except BaseException:
        set_abort_status(1)
        raise


if __name__ == '__main__':
    main()
