"""What Java knows of datatypes and memory; one for all modules, because it remembers addresses."""

from mpi4py._core import host

layouts = host.layouts()
