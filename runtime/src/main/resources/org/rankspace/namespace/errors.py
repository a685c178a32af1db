"""The errors of message passing, and the checks of arguments that raise them."""


class RankspaceError(Exception):
    """Any error of message passing; `error_class` is its MPI error class, as in 'MPI_ERR_RANK'."""

    error_class = 'MPI_ERR_OTHER'


class InvalidRankError(RankspaceError, ValueError):
    """A rank or a root that does not exist in the communicator."""

    error_class = 'MPI_ERR_RANK'


class InvalidRootError(InvalidRankError):
    """A root that does not exist in the communicator."""

    error_class = 'MPI_ERR_ROOT'


class InvalidTagError(RankspaceError, ValueError):
    """A negative tag."""

    error_class = 'MPI_ERR_TAG'


class InvalidCountError(RankspaceError, ValueError):
    """Not one object for each rank."""

    error_class = 'MPI_ERR_COUNT'


class InvalidArgumentError(RankspaceError, TypeError):
    """An argument of the wrong kind."""

    error_class = 'MPI_ERR_ARG'


class SerializationError(RankspaceError, TypeError):
    """An object that cannot be sent, or cannot be rebuilt where it arrived."""

    error_class = 'MPI_ERR_TYPE'


class TruncationError(RankspaceError):
    """A message that is larger than the buffer of its receive."""

    error_class = 'MPI_ERR_TRUNCATE'


class CollectiveMismatchError(RankspaceError):
    """Ranks that are in different collectives of one communicator, or have different roots."""


class RankDiedError(RankspaceError):
    """A wait in a cluster that nobody can end any more, because a rank has died."""


# What Java calls an error that has no MPI class of its own.
_MISMATCH = 'collective mismatch'

_ERRORS = {
    'MPI_ERR_RANK': InvalidRankError,
    'MPI_ERR_ROOT': InvalidRootError,
    'MPI_ERR_TAG': InvalidTagError,
    'MPI_ERR_COUNT': InvalidCountError,
    'MPI_ERR_ARG': InvalidArgumentError,
    'MPI_ERR_TYPE': SerializationError,
    'MPI_ERR_TRUNCATE': TruncationError,
    _MISMATCH: CollectiveMismatchError,
}


def _raise(error_class, message):
    """Called by Java with what it has to say."""
    error = _ERRORS.get(error_class, RankspaceError)(message)
    if error_class != _MISMATCH:
        error.error_class = error_class
    raise error


def _index(name, value):
    """An argument that must be an int, as one."""
    if type(value) is int:
        return value
    try:
        return value.__index__()
    except AttributeError:
        pass
    raise InvalidArgumentError(f'{name} must be an int: {name}={value!r}') from None


def _natural(name, value):
    value = _index(name, value)
    if value < 0:
        raise InvalidArgumentError(f'{name} must not be negative: {name}={value}')
    return value
