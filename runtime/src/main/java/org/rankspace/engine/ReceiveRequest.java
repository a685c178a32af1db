package org.rankspace.engine;

import java.util.List;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;
import org.rankspace.match.Posted;
import org.rankspace.wire.FrameHeader;
import org.rankspace.wire.Sink;

/**
 * A receive: what it wants, where the bytes go, and what came. Can be used again after it is done
 * and looked at, which spares the hot path an allocation.
 */
public final class ReceiveRequest extends Posted implements Pending {
  private final Completion completion = new Completion();
  private final Sink sink;
  private long context;
  private int plane;
  private int operation;
  private int root;
  private int source;
  private int tag;
  private long length;
  private boolean cancelled;
  private Part part;

  public ReceiveRequest(Sink sink) {
    this.sink = sink;
  }

  /** A point-to-point receive; source (a rank in the world) and tag may be {@link Posted#ANY}. */
  public ReceiveRequest from(long context, int source, int tag) {
    return from(context, 0, source, tag);
  }

  /**
   * As {@link #from(long, int, int)}, of one kind.
   *
   * @param operation what the message's header must say, or the receive fails
   */
  public ReceiveRequest from(long context, int operation, int source, int tag) {
    prepare(context, FrameHeader.POINT_TO_POINT, source, tag);
    this.operation = operation;
    part = null;
    root = FrameHeader.NO_ROOT;
    return this;
  }

  /**
   * The receive of a collective's step.
   *
   * @param part whose message it is
   */
  public ReceiveRequest inCollective(
      long context, int operation, int sequence, int root, int source, Part part) {
    prepare(context, FrameHeader.COLLECTIVE, source, sequence);
    this.operation = operation;
    this.root = root;
    this.part = part;
    return this;
  }

  private void prepare(long context, int plane, int source, int tag) {
    this.context = context;
    this.plane = plane;
    cancelled = false;
    completion.reset();
    want(source, tag);
  }

  long context() {
    return context;
  }

  int plane() {
    return plane;
  }

  Sink sink() {
    return sink;
  }

  /**
   * Notes what came.
   *
   * @throws RankspaceException if it belongs to another collective than this receive does, or is of
   *     another kind
   */
  void matched(int source, int tag, int operation, int root, long length) {
    this.source = source;
    this.tag = tag;
    this.length = length;
    if (operation != this.operation || root != this.root) {
      throw plane == FrameHeader.COLLECTIVE
          ? new CollectiveMismatch(source, operation, root, tag)
          : otherKind();
    }
  }

  private RankspaceException otherKind() {
    return new RankspaceException(
        ErrorClass.TYPE,
        "the message is of another kind than its receive: source=%d, tag=%d, length=%d; what Send sends is"
                .formatted(source, tag, length)
            + " for Recv, what send sends for recv");
  }

  void cancelled() {
    cancelled = true;
  }

  /** Whether it ended by {@link Engine#cancel} and has no message. */
  public boolean isCancelled() {
    return cancelled;
  }

  /** The rank in the world that the message came from. */
  public int source() {
    return source;
  }

  /** The message's tag. */
  public int tag() {
    return tag;
  }

  /** The message's bytes. */
  public long length() {
    return length;
  }

  @Override
  public Completion completion() {
    return completion;
  }

  @Override
  public List<Integer> awaited() {
    return List.of(wantedSource());
  }

  @Override
  public void look() {
    if (part != null) {
      part.check(wantedSource());
    }
  }

  @Override
  public Collective collective() {
    return part == null
        ? null
        : new Collective(context, wantedTag(), operation, root, part.toString());
  }

  @Override
  public String describe() {
    if (part != null) {
      return part + ", waiting for rank " + wantedSource();
    }
    return "recv(source=%s, tag=%s)".formatted(name(wantedSource()), name(wantedTag()));
  }

  /** Two ranks sit in different collectives; {@code comm} puts it into words. */
  public static final class CollectiveMismatch extends RankspaceException {
    private static final long serialVersionUID = 1L;

    private final int source;
    private final int operation;
    private final int root;
    private final int sequence;

    /**
     * @param source the other rank, in the world
     * @param operation what that rank is in
     * @param sequence as which collective of the communicator, from 0
     */
    public CollectiveMismatch(int source, int operation, int root, int sequence) {
      super(
          ErrorClass.OTHER,
          "collectives differ: source=%d, operation=%d, root=%d, sequence=%d"
              .formatted(source, operation, root, sequence));
      this.source = source;
      this.operation = operation;
      this.root = root;
      this.sequence = sequence;
    }

    /** The other rank, in the world. */
    public int source() {
      return source;
    }

    /** What the other rank is in. */
    public int operation() {
      return operation;
    }

    /** The other rank's root. */
    public int root() {
      return root;
    }

    /** Which collective of the communicator, from 0. */
    public int sequence() {
      return sequence;
    }
  }
}
