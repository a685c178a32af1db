package org.rankspace.launch.bench.mpj;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Where the two devices learn each other's ports; MPJ Express's own starter usually does this. */
final class Rendezvous {
  private static final int RANKS = 2;

  private final ServerSocket server;

  Rendezvous() throws IOException {
    this.server = new ServerSocket(0, RANKS, InetAddress.getLoopbackAddress());
  }

  int port() {
    return server.getLocalPort();
  }

  /** Answers both devices once, in a thread of its own. */
  void start() {
    Thread.ofPlatform().daemon().name("rendezvous").start(this::serve);
  }

  private void serve() {
    Socket[] devices = new Socket[RANKS];
    String[] addresses = new String[RANKS];
    try (server) {
      for (int i = 0; i < RANKS; i++) {
        Socket device = server.accept();
        DataInputStream in = new DataInputStream(device.getInputStream());
        in.readUTF(); // a greeting
        int writePort = in.readInt();
        int readPort = in.readInt();
        int rank = in.readInt();
        devices[rank] = device;
        addresses[rank] = "localhost@" + readPort + "@" + writePort + "@" + rank;
      }
      for (Socket device : devices) {
        DataOutputStream out = new DataOutputStream(device.getOutputStream());
        out.writeUTF("#Peer Information;" + String.join(";", addresses));
        out.flush();
      }
    } catch (IOException e) {
      // The devices say that they cannot connect.
    }
  }
}
