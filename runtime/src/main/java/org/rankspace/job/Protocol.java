package org.rankspace.job;

/** What both ends of a {@link Connection} must agree on. */
public final class Protocol {
  /** Changes whenever {@link Message} or its bytes do. */
  public static final int NUMBER = 6;

  private Protocol() {}

  /** The version of Rankspace, as {@code 0.1.0}; "development" where it runs from no jar. */
  public static String version() {
    String version = Protocol.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
