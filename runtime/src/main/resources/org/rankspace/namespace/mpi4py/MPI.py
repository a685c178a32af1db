"""The Message Passing Interface: MPI 4.1 with the names of mpi4py 4."""

from mpi4py._constants import *
from mpi4py._errors import (
    ERRORS, Add_error_class, Add_error_code, Add_error_string, Exception, Get_error_class, Get_error_string,
    Remove_error_class, Remove_error_code, Remove_error_string)

from mpi4py._data import *

globals().update(ERRORS)
