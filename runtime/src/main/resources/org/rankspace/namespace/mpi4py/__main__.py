"""What `python -m mpi4py` runs."""

from mpi4py.run import main

if __name__ == '__main__':
    main()
