"""Error classes, codes and strings (MPI 4.1, section 9.3), and the exception that carries them."""

import sys

_CLASSES = (  # with the numbers of the MPI ABI
    'SUCCESS BUFFER COUNT TYPE TAG COMM RANK REQUEST ROOT GROUP OP TOPOLOGY DIMS ARG UNKNOWN TRUNCATE OTHER'
    ' INTERN PENDING IN_STATUS ACCESS AMODE ASSERT BAD_FILE BASE CONVERSION DISP DUP_DATAREP FILE_EXISTS'
    ' FILE_IN_USE FILE INFO_KEY INFO_NOKEY INFO_VALUE INFO IO KEYVAL LOCKTYPE NAME NO_MEM NOT_SAME NO_SPACE'
    ' NO_SUCH_FILE PORT QUOTA READ_ONLY RMA_CONFLICT RMA_SYNC SERVICE SIZE SPAWN UNSUPPORTED_DATAREP'
    ' UNSUPPORTED_OPERATION WIN RMA_RANGE RMA_ATTACH RMA_SHARED RMA_FLAVOR SESSION PROC_ABORTED'
    ' VALUE_TOO_LARGE ERRHANDLER ABI REVOKED PROC_FAILED PROC_FAILED_PENDING').split()

ERRORS = {'SUCCESS': 0}
for _number, _name in enumerate(_CLASSES[1:], 1):
    ERRORS['ERR_' + _name] = _number
ERRORS['ERR_LASTCODE'] = _LAST = 0x3FFF
_by_number = {number: name for name, number in ERRORS.items()}

_TEXTS = {
    'SUCCESS': 'no error', 'BUFFER': 'invalid buffer', 'COUNT': 'invalid count', 'TYPE': 'invalid datatype',
    'TAG': 'invalid tag', 'COMM': 'invalid communicator', 'RANK': 'invalid rank',
    'REQUEST': 'invalid request', 'ROOT': 'invalid root', 'GROUP': 'invalid group',
    'OP': 'invalid reduce operation', 'TOPOLOGY': 'invalid communicator topology',
    'DIMS': 'invalid topology dimension', 'ARG': 'invalid argument of some other kind',
    'UNKNOWN': 'unknown error', 'TRUNCATE': 'message truncated', 'OTHER': 'known error not in this list',
    'INTERN': 'internal error', 'PENDING': 'pending request', 'IN_STATUS': 'error code in status',
}

_used = {}  # codes that programs have added: code -> [class, string]
_last_used = _LAST


class Exception(RuntimeError):
    """Raised when something of MPI's goes wrong; compares with error codes as a number does."""

    def __init__(self, ierr=0, /):
        """The exception for this error code."""
        code = int(ierr)
        self._code = code if 0 <= code else ERRORS['ERR_UNKNOWN']
        self._detail = ''
        RuntimeError.__init__(self, self._code)

    @classmethod
    def _about(cls, code, detail):
        error = cls(code)
        error._detail = detail
        return error

    def __eq__(self, other):
        return self._code == _number_of(other)

    def __ne__(self, other):
        return self._code != _number_of(other)

    def __lt__(self, other):
        return self._code < _number_of(other)

    def __le__(self, other):
        return self._code <= _number_of(other)

    def __gt__(self, other):
        return self._code > _number_of(other)

    def __ge__(self, other):
        return self._code >= _number_of(other)

    def __hash__(self):
        return hash(self._code)

    def __bool__(self):
        return self._code != 0

    def __int__(self):
        return self._code

    def __repr__(self):
        return f'MPI.Exception({self._code})'

    def __str__(self):
        text = self.Get_error_string()
        return f'{text}: {self._detail}' if self._detail else text

    def Get_error_code(self):
        """The error code."""
        return self._code

    def Get_error_class(self):
        """The class of the error code."""
        return Get_error_class(self._code)

    def Get_error_string(self):
        """What the error code means."""
        return Get_error_string(self._code)

    error_code = property(Get_error_code, doc='The error code.')
    error_class = property(Get_error_class, doc='The class of the error code.')
    error_string = property(Get_error_string, doc='What the error code means.')


def _number_of(value):
    return value._code if isinstance(value, Exception) else value


def failure(name, detail=''):
    """The exception of the class with this name, as in 'ERR_ARG'; to be raised."""
    return Exception._about(ERRORS[name], detail)


def _fail(error_class, message):
    """Called by Java with what it has to say, where no communicator is concerned."""
    raise Exception._about(number(error_class), message)


def number(error_class):
    """The number of a class that Java calls 'MPI_ERR_RANK'."""
    return ERRORS.get(error_class[4:], ERRORS['ERR_OTHER'])


def Get_error_class(errorcode):
    """Gives the class of an error code."""
    if errorcode in _used:
        return _used[errorcode][0]
    return errorcode if errorcode in _by_number else ERRORS['ERR_UNKNOWN']


def Get_error_string(errorcode):
    """Says what an error code means."""
    if errorcode in _used:
        return _used[errorcode][1]
    name = _by_number.get(errorcode, 'ERR_UNKNOWN')
    text = _TEXTS.get(name.removeprefix('ERR_'))
    return f'MPI_{name}: {text}' if text else f'MPI_{name}'


def Add_error_class():
    """Makes a new error class."""
    code = _add()
    _used[code] = [code, '']
    return code


def Add_error_code(errorclass):
    """Makes a new error code in a class."""
    if Get_error_class(errorclass) != errorclass:
        raise failure('ERR_ARG', f'no such error class: errorclass={errorclass}')
    code = _add()
    _used[code] = [errorclass, '']
    return code


def _add():
    global _last_used
    _last_used += 1
    return _last_used


def last_used():
    """The largest error code there is."""
    return _last_used


def Add_error_string(errorcode, string):
    """Gives an error code that was added its meaning."""
    _added(errorcode)[1] = string


def _added(errorcode):
    if errorcode not in _used:
        raise failure('ERR_ARG', f'no error code of that number was added: errorcode={errorcode}')
    return _used[errorcode]


def Remove_error_class(errorclass):
    """Removes an error class that has neither a string nor other codes."""
    class_, text = _added(errorclass)
    if class_ != errorclass or text or any(
            used[0] == errorclass for code, used in _used.items() if code != errorclass):
        raise failure('ERR_ARG', f'the error class is in use: errorclass={errorclass}')
    del _used[errorclass]


def Remove_error_code(errorcode):
    """Removes an error code that has no string."""
    class_, text = _added(errorcode)
    if class_ == errorcode or text:
        raise failure('ERR_ARG', f'the error code is in use: errorcode={errorcode}')
    del _used[errorcode]


def Remove_error_string(errorcode):
    """Takes the meaning of an error code away again."""
    if not _added(errorcode)[1]:
        raise failure('ERR_ARG', f'the error code has no string: errorcode={errorcode}')
    _used[errorcode][1] = ''


def show(error):
    """Prints the traceback of an exception that cannot go where it should."""
    sys.excepthook(type(error), error, error.__traceback__)
