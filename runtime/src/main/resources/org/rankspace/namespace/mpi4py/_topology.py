"""Topologies: communicators whose ranks are neighbours of each other (MPI 4.1, chapter 8)."""

from mpi4py import _constants as C
from mpi4py._core import Core
from mpi4py._errors import failure
from mpi4py._intracomm import Intracomm
from mpi4py._neighbours import NeighbourCollectives


class _Grid:
    kind = C.CART

    def __init__(self, dims, periods):
        self.dims = dims
        self.periods = periods

    def coords(self, rank):
        coords = []
        for dim in reversed(self.dims):
            coords.append(rank % dim)
            rank //= dim
        return coords[::-1]

    def rank(self, coords):
        """The rank there, or None outside the grid."""
        rank = 0
        for place, dim, period in zip(coords, self.dims, self.periods):
            if not 0 <= place < dim:
                if not period:
                    return None
                place %= dim
            rank = rank * dim + place
        return rank

    def shifted(self, coords, direction, disp):
        moved = [*coords]
        moved[direction] += disp
        rank = self.rank(moved)
        return C.PROC_NULL if rank is None else rank

    def neighbours(self, rank):
        coords = self.coords(rank)
        found = [self.shifted(coords, direction, disp) for direction in range(len(self.dims)) for disp in (-1, 1)]
        return found, found


class _Graph:
    kind = C.GRAPH

    def __init__(self, index, edges):
        self.index = index
        self.edges = edges

    def of(self, rank):
        return self.edges[self.index[rank - 1] if rank else 0:self.index[rank]]

    def neighbours(self, rank):
        found = self.of(rank)
        return found, found


class _Edges:
    kind = C.DIST_GRAPH

    def __init__(self, sources, destinations, weights):
        self.sources = sources
        self.destinations = destinations
        self.weights = weights  # (of the sources, of the destinations), or None

    def neighbours(self, rank):
        return self.sources, self.destinations


class Topocomm(NeighbourCollectives, Intracomm):
    """A communicator whose ranks are neighbours of each other."""

    __slots__ = ()

    def _neighbours(self):
        core = self._check()
        return core.topology.neighbours(core.rank)

    @property
    def inoutedges(self):
        """The ranks that this one receives from, and those that it sends to."""
        sources, destinations = self._neighbours()
        return [*sources], [*destinations]

    @property
    def inedges(self):
        """The ranks that this one receives from."""
        return self.inoutedges[0]

    @property
    def outedges(self):
        """The ranks that this one sends to."""
        return self.inoutedges[1]

    @property
    def degrees(self):
        """How many ranks this one receives from, and how many it sends to."""
        sources, destinations = self._neighbours()
        return len(sources), len(destinations)

    @property
    def indegree(self):
        """How many ranks this one receives from."""
        return self.degrees[0]

    @property
    def outdegree(self):
        """How many ranks this one sends to."""
        return self.degrees[1]


class Cartcomm(Topocomm):
    """A communicator whose ranks form a grid."""

    __slots__ = ()

    def _grid(self):
        return self._check().topology

    def Get_dim(self):
        """Gives how many dimensions the grid has."""
        return len(self._grid().dims)

    dim = property(Get_dim, doc='How many dimensions the grid has.')
    ndim = property(Get_dim, doc='How many dimensions the grid has.')

    def Get_topo(self):
        """Gives the lengths of the grid, which of them are periodic, and this rank's coordinates."""
        return self.dims, self.periods, self.coords

    topo = property(Get_topo, doc="The lengths of the grid, which are periodic, and this rank's coordinates.")

    @property
    def dims(self):
        """The lengths of the grid."""
        return [*self._grid().dims]

    @property
    def periods(self):
        """For each dimension whether its ends meet."""
        return [*self._grid().periods]

    @property
    def coords(self):
        """This rank's coordinates."""
        return self.Get_coords(self.rank)

    def Get_coords(self, rank):
        """Gives the coordinates of a rank."""
        core = self._check()
        if not 0 <= rank < core.size:
            core.fail('MPI_ERR_RANK', f'no such rank: rank={rank}, size={core.size}')
        return core.topology.coords(rank)

    def Get_cart_rank(self, coords):
        """Gives the rank at these coordinates."""
        core = self._check()
        if len(coords) != len(core.topology.dims):
            raise ValueError(f'there must be a coordinate for each dimension: coords={len(coords)},'
                             f' dims={len(core.topology.dims)}')
        rank = core.topology.rank(coords)
        if rank is None:
            core.fail('MPI_ERR_ARG', f'the coordinates are outside the grid: coords={[*coords]}')
        return rank

    def Shift(self, direction, disp):
        """Gives the ranks to receive from and to send to in a shift along one dimension."""
        core = self._check()
        grid = core.topology
        if not 0 <= direction < len(grid.dims):
            core.fail('MPI_ERR_ARG', f'no such dimension: direction={direction}, dims={len(grid.dims)}')
        coords = grid.coords(core.rank)
        return grid.shifted(coords, direction, -disp), grid.shifted(coords, direction, disp)

    def Sub(self, remain_dims):
        """Gives the part of the grid that this rank is in, if only some dimensions remain."""
        core = self._check()
        grid = core.topology
        coords = grid.coords(core.rank)
        color = key = 0
        for place, dim, remains in zip(coords, grid.dims, remain_dims):
            color, key = (color, key * dim + place) if remains else (color * dim + place, key)
        remaining = [i for i, remains in enumerate(remain_dims) if remains]
        made = Core(core.host.split(color, key), Cartcomm, core.handler)
        made.topology = _Grid([grid.dims[i] for i in remaining], [grid.periods[i] for i in remaining])
        return Cartcomm._of(made)


class Graphcomm(Topocomm):
    """A communicator whose ranks form a graph."""

    __slots__ = ()

    def _graph(self):
        return self._check().topology

    def Get_dims(self):
        """Gives how many nodes and how many edges the graph has."""
        return len(self._graph().index), len(self._graph().edges)

    dims = property(Get_dims, doc='How many nodes and how many edges the graph has.')

    @property
    def nnodes(self):
        """How many nodes the graph has."""
        return self.dims[0]

    @property
    def nedges(self):
        """How many edges the graph has."""
        return self.dims[1]

    def Get_topo(self):
        """Gives the index and the edges of the graph."""
        return self.index, self.edges

    topo = property(Get_topo, doc='The index and the edges of the graph.')

    @property
    def index(self):
        """For each node where its edges end."""
        return [*self._graph().index]

    @property
    def edges(self):
        """The edges of all nodes."""
        return [*self._graph().edges]

    def Get_neighbors_count(self, rank):
        """Gives how many neighbours a rank has."""
        return len(self.Get_neighbors(rank))

    def Get_neighbors(self, rank):
        """Gives the neighbours of a rank."""
        core = self._check()
        if not 0 <= rank < core.size:
            core.fail('MPI_ERR_RANK', f'no such rank: rank={rank}, size={core.size}')
        return [*core.topology.of(rank)]

    @property
    def nneighbors(self):
        """How many neighbours this rank has."""
        return self.Get_neighbors_count(self.rank)

    @property
    def neighbors(self):
        """The neighbours of this rank."""
        return self.Get_neighbors(self.rank)


class Distgraphcomm(Topocomm):
    """A communicator whose ranks form a graph of which each knows its own edges."""

    __slots__ = ()

    def Get_dist_neighbors_count(self):
        """Gives how many ranks this one receives from, how many it sends to, and whether edges have weights."""
        indegree, outdegree = self.degrees
        return indegree, outdegree, self._check().topology.weights is not None

    def Get_dist_neighbors(self):
        """Gives the ranks that this one receives from, those that it sends to, and the weights or None."""
        edges = self._check().topology
        weights = edges.weights and ([*edges.weights[0]], [*edges.weights[1]])
        return [*edges.sources], [*edges.destinations], weights


for _kind in (Topocomm, Cartcomm, Graphcomm, Distgraphcomm):
    _kind._kind = _kind,


# Making them.

def _with(comm, java, kind, topology):
    if java is None:
        return kind()
    core = Core(java, kind, comm._ob.handler)
    core.topology = topology
    return kind._of(core)


def create_cart(comm, dims, periods):
    """See Intracomm.Create_cart."""
    core = comm._check()
    dims = [dims] if isinstance(dims, int) else [*dims]
    if periods is None or isinstance(periods, (bool, int)):
        periods = [bool(periods)] * len(dims)
    periods = [bool(period) for period in periods]
    if len(periods) != len(dims):
        raise ValueError(f'there must be a period for each dimension: dims={len(dims)}, periods={len(periods)}')
    size = 1
    for dim in dims:
        size *= dim
    if any(dim < 1 for dim in dims) or size > core.size:
        core.fail('MPI_ERR_DIMS', f'the grid does not fit: dims={dims}, size={core.size}')
    return _with(comm, _first(core, size), Cartcomm, _Grid(dims, periods))


def _first(core, size):
    """The first ranks, in a communicator of their own."""
    return core.host.create(core.host.group().incl([*range(size)]))


def nodes_of(index):
    """An index of a graph that may or may not begin with 0."""
    index = [*index]
    return index[1:] if index and index[0] == 0 else index


def create_graph(comm, index, edges):
    """See Intracomm.Create_graph."""
    core = comm._check()
    index, edges = nodes_of(index), [*edges]
    if len(index) > core.size:
        core.fail('MPI_ERR_ARG', f'the graph does not fit: nodes={len(index)}, size={core.size}')
    if sorted(index) != index or (index[-1] if index else 0) > len(edges):
        core.fail('MPI_ERR_ARG', f'the index does not fit the edges: index={index}, edges={len(edges)}')
    return _with(comm, _first(core, len(index)), Graphcomm, _Graph(index, edges))


def _weights(weights, count):
    """The weights as a list; None for none, and for an unweighted graph."""
    if weights is None or (isinstance(weights, int) and weights == C.UNWEIGHTED):
        return None
    if isinstance(weights, int) and weights == C.WEIGHTS_EMPTY:
        if count:
            raise ValueError(f'there are edges, so there must be weights: edges={count}')
        return []
    weights = [*weights]
    if len(weights) != count:
        raise ValueError(f'there must be a weight for each edge: weights={len(weights)}, edges={count}')
    return weights


def create_adjacent(comm, sources, destinations, sourceweights, destweights):
    """See Intracomm.Create_dist_graph_adjacent."""
    core = comm._check()
    sources = [*(sources or ())]
    destinations = [*(destinations or ())]
    incoming = _weights(sourceweights, len(sources))
    outgoing = _weights(destweights, len(destinations))
    weights = None if incoming is None and outgoing is None else (incoming or [], outgoing or [])
    return _with(comm, core.host.dup(), Distgraphcomm, _Edges(sources, destinations, weights))


def create_dist_graph(comm, sources, degrees, destinations, weights):
    """See Intracomm.Create_dist_graph."""
    core = comm._check()
    sources, destinations = [*sources], [*destinations]
    degrees = [degrees] * len(sources) if isinstance(degrees, int) else [*degrees]
    weights = _weights(weights, len(destinations))
    tails = [source for source, degree in zip(sources, degrees) for _ in range(degree)]
    mine = [*zip(tails, destinations, weights or [1] * len(destinations))]
    given = core.objects.allgather((weights is not None, mine))
    edges = [edge for _, part in given for edge in part]
    sent = [(head, weight) for tail, head, weight in edges if tail == core.rank]
    received = [(tail, weight) for tail, head, weight in edges if head == core.rank]
    weighted = any(flag for flag, part in given)
    topology = _Edges(
        [rank for rank, _ in received], [rank for rank, _ in sent],
        ([weight for _, weight in received], [weight for _, weight in sent]) if weighted else None)
    return _with(comm, core.host.dup(), Distgraphcomm, topology)


def Compute_dims(nnodes, dims):
    """Divides ranks among the dimensions of a grid, as evenly as can be; dims that are not 0 stay."""
    dims = [0] * dims if isinstance(dims, int) else [*dims]
    rest = nnodes
    for dim in dims:
        if dim < 0 or (dim and rest % dim):
            raise failure('ERR_DIMS', f'the ranks cannot be divided so: nnodes={nnodes}, dims={dims}')
        rest //= dim or 1
    free = dims.count(0)
    if not free and rest != 1:
        raise failure('ERR_DIMS', f'the ranks cannot be divided so: nnodes={nnodes}, dims={dims}')
    found = iter(_balanced(rest, free))
    return [dim or next(found) for dim in dims]


def _balanced(number, parts):
    """Factors of a number, the largest first, the largest as small and the smallest as large as can be."""
    best = None

    def search(rest, left, most, chosen):
        nonlocal best
        if left == 1:
            if rest <= most:
                candidate = [*chosen, rest]
                if best is None or (candidate[0] - candidate[-1], candidate) < (best[0] - best[-1], best):
                    best = candidate
            return
        for factor in range(min(rest, most), 0, -1):
            if rest % factor == 0 and factor ** left >= rest:
                search(rest // factor, left - 1, factor, [*chosen, factor])

    if parts:
        search(number, parts, number, [])
    return best or []
