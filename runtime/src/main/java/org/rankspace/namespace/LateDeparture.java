package org.rankspace.namespace;

/** Does what another does, who may come later than those who call it. */
public final class LateDeparture implements Departure {
  private volatile Departure target;

  LateDeparture() {}

  void become(Departure target) {
    this.target = target;
  }

  @Override
  public void abort(int code) {
    target.abort(code);
  }

  @Override
  public void failing() {
    target.failing();
  }

  @Override
  public void leave(int code) {
    target.leave(code);
  }
}
