package org.rankspace.transport.shm;

import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.util.Set;
import org.rankspace.transport.ring.Bell;

/**
 * Tells when a thread that is about to sleep in the kernel is interrupted. The platform offers this
 * to whoever implements a selector, by {@code begin} and {@code end}: here is a selector of
 * nothing.
 */
final class Interrupts extends AbstractSelector {
  private volatile Bell bell;

  Interrupts() {
    super(null);
  }

  /** From here on an interrupt of the calling thread, also an earlier one, wakes {@code bell}. */
  void begin(Bell bell) {
    this.bell = bell;
    begin();
  }

  /** Until here. */
  void finish() {
    end();
  }

  @Override
  public Selector wakeup() {
    bell.wakeup();
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
