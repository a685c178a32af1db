package org.rankspace.launch.link;

import java.util.Arrays;

/** What passes between a controller and a client; docs/cluster.md draws the bytes. */
public sealed interface Frame {
  /** The controller introduces itself. */
  record Hello(int version, byte[] nonce) implements Frame {}

  /** The client proves that it knows the secret. */
  record Login(byte[] nonce, byte[] proof) implements Frame {}

  /** The controller proves it, too. */
  record Welcome(byte[] proof, int ranks) implements Frame {}

  /** A call to be carried out by some ranks, each of which answers. */
  record Request(int id, int[] ranks, byte[] call) implements Frame {
    @Override
    public String toString() {
      return "Request[id=" + id + ", ranks=" + Arrays.toString(ranks) + "]";
    }
  }

  /** What a request still does is to end. */
  record Interrupt(int id) implements Frame {}

  /** A rank has carried out a call. */
  record Result(int id, int rank, byte[] value) implements Frame {}

  /** A rank could not carry out a call. */
  record Failure(int id, int rank, byte[] value) implements Frame {}

  /**
   * A rank writes while it carries out a call.
   *
   * @param stream 1 or 2, as file descriptors are numbered
   */
  record Output(int id, int rank, int stream, byte[] bytes) implements Frame {}

  /** How is the cluster? */
  record Status(int id) implements Frame {}

  /** The cluster is to end. */
  record Stop() implements Frame {}
}
