package org.rankspace.namespace;

class PortableObjectsTest extends ObjectsContract {
  @Override
  boolean isPortable() {
    return true;
  }
}
