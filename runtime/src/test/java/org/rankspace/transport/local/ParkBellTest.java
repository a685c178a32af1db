package org.rankspace.transport.local;

import org.rankspace.transport.ring.Bell;
import org.rankspace.transport.ring.BellContract;

class ParkBellTest extends BellContract {
  @Override
  protected Bell bell() {
    return new ParkBell();
  }
}
