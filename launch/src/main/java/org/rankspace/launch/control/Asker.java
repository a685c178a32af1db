package org.rankspace.launch.control;

import org.rankspace.launch.link.Frame;

/** Somebody who waits for answers. Must not block: ranks' threads call it. */
interface Asker {
  void tell(Frame frame);
}
