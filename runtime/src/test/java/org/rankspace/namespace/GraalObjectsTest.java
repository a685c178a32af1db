package org.rankspace.namespace;

class GraalObjectsTest extends ObjectsContract {
  @Override
  boolean isPortable() {
    return false;
  }
}
