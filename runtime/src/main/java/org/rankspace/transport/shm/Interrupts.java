package org.rankspace.transport.shm;

import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.util.Set;

/**
 * Tells when a thread that is about to sleep in the kernel is interrupted. The platform offers this
 * to whoever implements a selector, by {@code begin} and {@code end}: here is a selector of
 * nothing.
 */
final class Interrupts extends AbstractSelector {
  private final Runnable onInterrupt;

  /**
   * @param onInterrupt called by the interrupting thread, or by the sleeper when it was interrupted
   *     before; must not block
   */
  Interrupts(Runnable onInterrupt) {
    super(null);
    this.onInterrupt = onInterrupt;
  }

  /** From here on an interrupt of the calling thread is told. */
  void begins() {
    begin();
  }

  /** Until here. */
  void ends() {
    end();
  }

  @Override
  public Selector wakeup() {
    onInterrupt.run();
    return this;
  }

  @Override
  protected void implCloseSelector() {}

  @Override
  protected SelectionKey register(AbstractSelectableChannel channel, int ops, Object attachment) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Set<SelectionKey> keys() {
    return Set.of();
  }

  @Override
  public Set<SelectionKey> selectedKeys() {
    return Set.of();
  }

  @Override
  public int selectNow() {
    return 0;
  }

  @Override
  public int select(long timeout) {
    return 0;
  }

  @Override
  public int select() {
    return 0;
  }
}
