"""Running a program as CPython would, and telling what went wrong: the Python half of Namespace."""
import _signal
import _thread
import builtins
import posix
import sys
from posix import environ

from _rankspace_files import mend_open, write_out
from _rankspace_mending import replace

_WAKING = (_signal.SIGUSR1, _signal.SIGUSR2, _signal.SIGALRM, _signal.SIGCHLD, _signal.SIGPOLL)
_main_thread = _thread.get_ident()
_stacks = None


def prepare(departure, executable):
    """Makes the interpreter look like CPython's own process."""
    sys.executable = sys._base_executable = executable

    def _exit(status):
        departure.leave(status)
        raise SystemExit(status)

    builtins.exit = builtins.quit = _Exit()
    replace(posix, _exit)
    mend_open()


def mend_sleep(time):
    """Has time.sleep() wait as long as it is told to, and end when a signal's handler raises something.

    GraalPy's takes a second more for an int, and tells handlers when it is over; its locks tell them at once.
    """
    from _thread import TIMEOUT_MAX, allocate_lock
    original = time.sleep

    def sleep(seconds, /):
        if not isinstance(seconds, (int, float)) or not seconds > 0:
            return original(seconds + 0.0 if isinstance(seconds, int) else seconds)
        if seconds > TIMEOUT_MAX:
            raise OverflowError('timestamp too large to convert to C _PyTime_t')
        never = allocate_lock()
        never.acquire()
        never.acquire(True, seconds)

    replace(time, sleep)


def anticipate():
    """Loads what CPython has loaded when a program begins."""
    import os  # noqa: F401
    import time  # noqa: F401


def assume(arguments, directory):
    """Gives a namespace that was opened ahead what it would have been opened with, but for its environment."""
    sys.argv[:] = list(arguments)
    sys.path[0] = arguments[0].rpartition('/')[0]  # as GraalPy does
    posix.chdir(directory)


def add_variables(names, values):
    """Adds environment variables, where this takes Python: os.environ is made of posix.environ, or is it already."""
    for pair in zip(names, values):
        name, value = (text.encode(errors='surrogateescape') for text in pair)
        environ[name] = value
        posix.putenv(name, value)


def version():
    """GraalPy's own version, as in '25.0.3'."""
    return '.'.join(str(number) for number in sys.implementation.version[:3])


def main_dict():
    return sys.modules['__main__'].__dict__


class _Exit:
    def __call__(self, code=None):
        raise SystemExit(code)

    def __repr__(self):
        return 'Use exit() or Ctrl-D (i.e. EOF) to exit'


def handle_interrupts():
    """Raises KeyboardInterrupt in the main thread when the process gets a SIGINT."""
    _signal.signal(2, _signal.default_int_handler)


def start_script(path, folder):
    sys.path.insert(0, folder)
    main = sys.modules['__main__']
    main.__file__ = path
    main.__cached__ = None


def start_command():
    sys.path.insert(0, '')


def start_module(name, folder):
    """The text that runs a module; as a text, because only in one does sys.exit() leave its status to Java."""
    sys.path.insert(0, folder)
    return f"__import__('runpy')._run_module_as_main({name!r})"


def flush():
    """Writes out what print has kept back."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            pass


def finish():
    """What CPython does after the last line: joins threads, runs atexit."""
    threading = sys.modules.get('threading')
    if threading is not None:
        threading._shutdown()
    give_up()


def give_up():
    """What of that a failed rank does: it does not wait for threads."""
    atexit = sys.modules.get('atexit')
    try:
        if atexit is not None:
            atexit._run_exitfuncs()
    finally:
        flush()
        write_out()


def describe(error):
    """(type, message, traceback) of an exception, without the frames that are ours."""
    seen = set()
    pending = [error]
    while pending:
        exception = pending.pop()
        if exception is None or id(exception) in seen:
            continue
        seen.add(id(exception))
        exception.__traceback__ = _visible(exception.__traceback__)
        pending += [exception.__cause__, exception.__context__]
    cls = type(error)
    name = cls.__qualname__
    if cls.__module__ not in ('builtins', '__main__', 'rankspace'):
        name = f'{cls.__module__}.{name}'
    return name, str(error), _formatted(error)


def _formatted(error):
    """As the traceback module would, but by the interpreter's own code: that module takes seconds to import."""
    import io
    out, sys.stderr = sys.stderr, io.StringIO()
    try:
        sys.__excepthook__(type(error), error, error.__traceback__)
        return sys.stderr.getvalue()
    finally:
        sys.stderr = out


def _visible(tb):
    while tb is not None and _ours(tb):
        tb = tb.tb_next
    if tb is not None:
        current = tb
        while current.tb_next is not None:
            if _ours(current.tb_next):
                current.tb_next = current.tb_next.tb_next
            else:
                current = current.tb_next
    return tb


def _ours(tb):
    return tb.tb_frame.f_code.co_filename.startswith('<rankspace')


def look():
    """Called while a thread waits: lets the interpreter deliver signals; returns which threads there are.

    A thread whose number is not known is a 0; so is a signal by which the program may go on.
    """
    threading = sys.modules.get('threading')
    known = [_main_thread] if threading is None else [thread.ident or 0 for thread in threading.enumerate()]
    return known + [0] * (_thread._count() + 1 - len(known) + handles_signals(_WAKING))


def handles_signals(numbers=_signal.valid_signals()):
    """Whether one of these signals would have the program do something."""
    handlers = map(_signal.getsignal, numbers)
    return any(callable(handler) and handler is not _signal.default_int_handler for handler in handlers)


def position():
    """Where in the program the calling thread is, as 'file:line'."""
    frame = sys._getframe(1)
    while frame is not None and frame.f_code.co_filename.startswith('<rankspace'):
        frame = frame.f_back
    return '' if frame is None else f'{frame.f_code.co_filename}:{frame.f_lineno}'


def position_from_outside():
    """As position(), of the main thread, or another one if that has ended; lines of Python's own modules left out.

    Only faulthandler tells of another thread than the calling one: it has every thread write where it is, which takes
    each as long as it takes. So the pipe stays open.
    """
    global _stacks
    import faulthandler
    import posix
    import select
    _stacks = _stacks or posix.pipe()
    receiver, sender = _stacks
    faulthandler.dump_traceback(sender, all_threads=True)
    title, text = f'Thread[#{_main_thread},', ''
    for _ in range(20):
        if select.select([receiver], [], [], 0.05)[0]:
            text += posix.read(receiver, 65536).decode(errors='replace')
        elif title in text:
            break
    others, _, main = text.rpartition(title)
    return _innermost(main.partition('\n\n')[0]) or _innermost(others + main)


def _innermost(text):
    """The last line of a program, as 'file:line', in a traceback as a text."""
    found = ''
    for line in text.splitlines():
        file, quote, rest = line.removeprefix('  File "').partition('", line ')
        if quote and not file.startswith(('<rankspace', sys.base_prefix)):
            found = f'{file}:{rest.partition(",")[0]}'
    return found


def names():
    return [name for name in main_dict() if not (name.startswith('__') and name.endswith('__'))]
