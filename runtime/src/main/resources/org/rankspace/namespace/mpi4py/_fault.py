"""Fault tolerance (the names of MPI 5's proposal ULFM), in a job that ends when one of its ranks fails.

So whoever asks learns, truly, that nobody has failed. What is missing is Revoke, and Iagree, which may overtake other collectives.
"""

from mpi4py._group import GROUP_EMPTY, Group
from mpi4py._op import CONSTANTS

BAND = CONSTANTS['BAND']


class FaultTolerance:
    """What a communicator says of ranks that have failed."""

    __slots__ = ()

    def Revoke(self):
        """Is not supported."""
        raise NotImplementedError('Revoke is not supported: a job ends when one of its ranks fails.')

    def Is_revoked(self):
        """Gives False."""
        self._check()
        return False

    def Get_failed(self):
        """Gives a group without members."""
        self._check()
        return Group(GROUP_EMPTY)

    def Ack_failed(self, num_to_ack=None):
        """Gives 0: so many failures are acknowledged."""
        self._check()
        return 0

    def Agree(self, flag):
        """Combines the flags of all ranks, of both groups if there are two, by AND, bit by bit."""
        return self.allreduce(flag, BAND)

    def Iagree(self, flag):
        """Is not supported."""
        raise NotImplementedError('Iagree is not supported: use Agree, or Iallreduce with BAND.')

    def Shrink(self):
        """Gives a duplicate, for nobody is to be left out."""
        return self.Dup()

    def Ishrink(self):
        """Starts a Shrink: gives the communicator to be and a request."""
        return self.Idup()
