package org.rankspace.transport.mpj;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/**
 * Where the devices of a job learn each other's ports: MPJ Express's runtime usually plays this
 * part, here it is a daemon thread of rank 0 that ends when all have been answered.
 */
final class Rendezvous implements AutoCloseable {
  private static final int PATIENCE_MS = (int) TimeUnit.SECONDS.toMillis(10);
  private static final int BACKLOG = 1024;

  private final ServerSocket server;
  private final Socket[] devices;
  private final String[] addresses;

  /** Listens on any free port of {@code address}. */
  Rendezvous(InetAddress address, int size) throws IOException {
    this.server = new ServerSocket(0, BACKLOG, address);
    this.devices = new Socket[size];
    this.addresses = new String[size];
    Thread.ofPlatform().daemon().name("rankspace-mpj-rendezvous").start(this::serve);
  }

  int port() {
    return server.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void serve() {
    try (server) {
      for (int known = 0; known < devices.length; ) {
        Socket device = server.accept();
        if (register(device)) {
          known++;
        } else {
          device.close();
        }
      }
      String all = "#Peer Information;" + String.join(";", addresses);
      for (Socket device : devices) {
        try (device) {
          DataOutputStream out = new DataOutputStream(device.getOutputStream());
          out.writeUTF(all);
          out.flush();
        }
      }
    } catch (IOException e) {
      // The job ends, or a rank did meanwhile: the others' devices fail to open.
    }
  }

  /** False where the other side is not a device of ours. */
  private boolean register(Socket device) {
    try {
      device.setSoTimeout(PATIENCE_MS);
      DataInputStream in = new DataInputStream(device.getInputStream());
      boolean greets = in.readUTF().equals("Sending Info");
      int writePort = in.readInt();
      int readPort = in.readInt();
      int rank = in.readInt();
      if (!greets || rank < 0 || rank >= devices.length || devices[rank] != null) {
        return false;
      }
      String host = device.getInetAddress().getHostAddress();
      devices[rank] = device;
      addresses[rank] = host + "@" + readPort + "@" + writePort + "@" + rank;
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
