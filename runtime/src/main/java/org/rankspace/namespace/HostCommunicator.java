package org.rankspace.namespace;

import java.util.List;
import java.util.function.Supplier;
import org.graalvm.polyglot.Value;
import org.rankspace.comm.Communicator;
import org.rankspace.error.RankspaceException;

/**
 * A communicator as {@code rankspace.py} sees it. Its public methods are those that Python calls;
 * the contracts are the docstrings there.
 */
public final class HostCommunicator {
  private final Communicator communicator;
  private final Bridge bridge;

  HostCommunicator(Communicator communicator, Bridge bridge) {
    this.communicator = communicator;
    this.bridge = bridge;
  }

  /** The same communicator, whose faults are raised by another function. */
  public HostCommunicator raising(Value raiser) {
    return new HostCommunicator(communicator, bridge.raising(raiser));
  }

  public int rank() {
    return communicator.rank();
  }

  public int size() {
    return communicator.size();
  }

  public void abort(int code) {
    bridge.departure().abort(code);
  }

  public String name() {
    return communicator.name();
  }

  /** Its verbs for messages that are objects. */
  public Object objects() {
    return HostObjects.of(communicator, bridge);
  }

  /** Its verbs for messages that are buffers. */
  public Object buffers() {
    return HostBuffers.of(communicator.buffers(), communicator.size(), bridge);
  }

  public HostGroup group() {
    return new HostGroup(communicator.group(), bridge);
  }

  public HostCommunicator dup() {
    return made(communicator.dup());
  }

  /**
   * @param color not negative, or -1 for none
   */
  public HostCommunicator split(int color, int key) {
    return made(guard(() -> communicator.split(color < 0 ? null : color, key)));
  }

  public HostCommunicator create(HostGroup group) {
    return made(guard(() -> communicator.create(group.group())));
  }

  public HostCommunicator createGroup(HostGroup group, int tag) {
    return made(guard(() -> communicator.createGroup(group.group(), tag)));
  }

  /**
   * @param remote None except for an intercommunicator
   */
  public HostCommunicator assemble(
      List<Integer> members, List<Integer> remote, long context, String name) {
    return made(communicator.assemble(members, remote, context, name));
  }

  private HostCommunicator made(Communicator child) {
    return child == null ? null : new HostCommunicator(child, bridge);
  }

  private <T> T guard(Supplier<T> operation) {
    try {
      return operation.get();
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }
}
