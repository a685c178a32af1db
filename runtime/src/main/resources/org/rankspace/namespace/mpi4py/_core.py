"""What handles of communicators refer to, and what this rank's messages go through."""

import rankspace
from mpi4py._errors import Exception, _fail, number

host = rankspace._host.raising(_fail)


class Core:
    """A communicator: Java's, and what MPI knows about it besides."""

    __slots__ = ('constant', 'host', 'objects', 'buffers', 'rank', 'size', 'handler', 'attributes', 'name', 'info', 'kind',
                 'topology', 'talk', 'locks', 'bsend', 'remote', 'local', 'context')

    def __init__(self, made, kind, handler, name=''):
        self.host = made.raising(self.fail)
        self.objects = self.host.objects()
        self.buffers = self.host.buffers()
        self.rank = self.host.rank()
        self.size = self.host.size()
        self.handler = handler  # what Errhandler handles refer to
        self.attributes = {}
        self.name = name
        self.constant = False  # COMM_WORLD and COMM_SELF
        self.info = None  # a dict, when there is one
        self.kind = kind  # the class of its handles
        self.topology = None
        self.talk = None  # Verbs of a communicator for the messages between neighbours
        self.locks = None
        self.bsend = None  # what is attached for buffered sends
        self.remote = None  # of an intercommunicator: the other group
        self.local = None  # of an intercommunicator: this group's own communicator
        self.context = None  # a duplicate for libraries; see _context

    def neighbourly(self):
        """The verbs for the messages between neighbours; all ranks ask for it in the same order."""
        if self.talk is None:
            self.talk = self.host.dup().objects()
        return self.talk

    def fail(self, error_class, message):
        """Called by Java when an operation has failed."""
        self.failed(number(error_class), message)

    def failed(self, code, message):
        """Does what the error handler says, and raises unless that ends the job."""
        self.handler.call(self, code, message)
        raise Exception._about(code, message)
