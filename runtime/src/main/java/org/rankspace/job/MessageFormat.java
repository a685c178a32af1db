package org.rankspace.job;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/**
 * The bytes of a {@link Message}: one byte that says which, then its components in order. Numbers
 * are big-endian; texts and byte arrays are preceded by their length in bytes (32-bit), lists by
 * their count.
 */
final class MessageFormat {
  private static final byte HELLO = 1;
  private static final byte START = 2;
  private static final byte OFFER = 3;
  private static final byte GATHERED = 4;
  private static final byte OUTPUT = 5;
  private static final byte INPUT = 6;
  private static final byte FINISHED = 7;
  private static final byte ALL_FINISHED = 8;
  private static final byte FAILED = 9;
  private static final byte ASK = 10;
  private static final byte STATE = 11;
  private static final byte FAILING = 12;
  private static final byte CALL = 13;
  private static final byte INTERRUPT = 14;
  private static final byte REPLY = 15;
  private static final byte RELEASED = 16;
  private static final byte NOTICE = 17;

  /** Bytes of a call without its body. */
  private static final int CALL_HEAD = 1 + Long.BYTES + Integer.BYTES;

  /** Bytes of a wait whose texts and list are empty. */
  private static final int LEAST_WAIT = 7 * Integer.BYTES + 2 * Long.BYTES;

  private MessageFormat() {}

  static byte[] encode(Message message) {
    if (message instanceof Message.Call(long id, byte[] body)) {
      return room(CALL_HEAD, body).put(CALL).putLong(id).putInt(body.length).put(body).array();
    }
    if (message instanceof Message.Reply(long id, boolean well, byte[] body)) {
      ByteBuffer bytes = room(CALL_HEAD + 1, body).put(REPLY).putLong(id);
      return bytes.put((byte) (well ? 1 : 0)).putInt(body.length).put(body).array();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(message, new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // an array takes everything
    }
    return bytes.toByteArray();
  }

  /** What may be large is copied but once. */
  private static ByteBuffer room(int head, byte[] body) {
    return ByteBuffer.allocate(head + body.length);
  }

  private static void write(Message message, DataOutputStream out) throws IOException {
    switch (message) {
      case Message.Hello(int protocol, String version, String secret, int rank, long pid) -> {
        out.writeByte(HELLO);
        out.writeInt(protocol);
        write(version, out);
        write(secret, out);
        out.writeInt(rank);
        out.writeLong(pid);
      }
      case Message.Start(Message.Kind kind, String text, List<String> arguments) -> {
        out.writeByte(START);
        out.writeByte(kind.ordinal());
        write(text, out);
        write(arguments, out);
      }
      case Message.Offer(String value) -> {
        out.writeByte(OFFER);
        write(value, out);
      }
      case Message.Gathered(List<String> values) -> {
        out.writeByte(GATHERED);
        write(values, out);
      }
      case Message.Output(Message.Stream stream, byte[] bytes) -> {
        out.writeByte(OUTPUT);
        out.writeByte(stream.ordinal());
        write(bytes, out);
      }
      case Message.Input(byte[] bytes) -> {
        out.writeByte(INPUT);
        write(bytes, out);
      }
      case Message.Call _, Message.Reply _ ->
          throw new IllegalArgumentException("written by encode: message=" + message);
      case Message.Interrupt(long id, String why) -> {
        out.writeByte(INTERRUPT);
        out.writeLong(id);
        write(why, out);
      }
      case Message.Finished() -> out.writeByte(FINISHED);
      case Message.AllFinished() -> out.writeByte(ALL_FINISHED);
      case Message.Failing() -> out.writeByte(FAILING);
      case Message.Notice(String text) -> {
        out.writeByte(NOTICE);
        write(text, out);
      }
      case Message.Released() -> out.writeByte(RELEASED);
      case Message.Ask(long question) -> {
        out.writeByte(ASK);
        out.writeLong(question);
      }
      case Message.State(long question, String text, Activity activity) -> {
        out.writeByte(STATE);
        out.writeLong(question);
        write(text, out);
        write(activity, out);
      }
      case Message.Failed(Ending ending, int code, String text, String traceback) -> {
        out.writeByte(FAILED);
        out.writeByte(ending.ordinal());
        out.writeInt(code);
        write(text, out);
        write(traceback, out);
      }
    }
  }

  /**
   * @throws RankspaceException when the bytes are no message, or more than one
   */
  static Message decode(byte[] bytes) {
    ByteArrayInputStream rest = new ByteArrayInputStream(bytes);
    try {
      Message message = read(new DataInputStream(rest));
      if (rest.available() > 0) {
        throw malformed("bytes after the end: count=" + rest.available());
      }
      return message;
    } catch (EOFException e) {
      throw malformed("it ends too early: length=" + bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // an array fails in no other way
    }
  }

  private static Message read(DataInputStream in) throws IOException {
    byte type = in.readByte();
    return switch (type) {
      case HELLO ->
          new Message.Hello(in.readInt(), text(in), text(in), in.readInt(), in.readLong());
      case START -> new Message.Start(constant(Message.Kind.values(), in), text(in), texts(in));
      case OFFER -> new Message.Offer(text(in));
      case GATHERED -> new Message.Gathered(texts(in));
      case OUTPUT -> new Message.Output(constant(Message.Stream.values(), in), bytes(in));
      case INPUT -> new Message.Input(bytes(in));
      case CALL -> new Message.Call(in.readLong(), bytes(in));
      case INTERRUPT -> new Message.Interrupt(in.readLong(), text(in));
      case REPLY -> new Message.Reply(in.readLong(), in.readBoolean(), bytes(in));
      case FINISHED -> new Message.Finished();
      case ALL_FINISHED -> new Message.AllFinished();
      case FAILING -> new Message.Failing();
      case NOTICE -> new Message.Notice(text(in));
      case RELEASED -> new Message.Released();
      case ASK -> new Message.Ask(in.readLong());
      case STATE -> new Message.State(in.readLong(), text(in), activity(in));
      case FAILED ->
          new Message.Failed(constant(Ending.values(), in), in.readInt(), text(in), text(in));
      default -> throw malformed("unknown type: type=" + type);
    };
  }

  private static void write(Activity activity, DataOutputStream out) throws IOException {
    out.writeBoolean(activity.blocked());
    out.writeLong(activity.idleNs());
    out.writeLong(activity.framesIn());
    out.writeLong(activity.framesOut());
    out.writeInt(activity.waits().size());
    for (Activity.Wait wait : activity.waits()) {
      write(wait.operation(), out);
      out.writeInt(wait.awaited().size());
      for (int rank : wait.awaited()) {
        out.writeInt(rank);
      }
      out.writeLong(wait.milliseconds());
      write(wait.position(), out);
      out.writeLong(wait.collective().context());
      out.writeInt(wait.collective().sequence());
      out.writeInt(wait.collective().operation());
      out.writeInt(wait.collective().root());
      write(wait.collective().call(), out);
    }
    write(activity.unread(), out);
    Traffic traffic = activity.traffic();
    out.writeLong(traffic.messagesIn());
    out.writeLong(traffic.bytesIn());
    out.writeLong(traffic.messagesOut());
    out.writeLong(traffic.bytesOut());
  }

  private static void write(String text, DataOutputStream out) throws IOException {
    write(text.getBytes(StandardCharsets.UTF_8), out);
  }

  private static void write(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static void write(List<String> texts, DataOutputStream out) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      write(text, out);
    }
  }

  private static Activity activity(DataInputStream in) throws IOException {
    boolean blocked = in.readBoolean();
    long idleNs = in.readLong();
    long framesIn = in.readLong();
    long framesOut = in.readLong();
    List<Activity.Wait> waits = new ArrayList<>();
    for (int left = count(in, LEAST_WAIT); left > 0; left--) {
      String operation = text(in);
      List<Integer> awaited = new ArrayList<>();
      for (int ranks = count(in, Integer.BYTES); ranks > 0; ranks--) {
        awaited.add(in.readInt());
      }
      long milliseconds = in.readLong();
      String position = text(in);
      Activity.Collective collective =
          new Activity.Collective(
              in.readLong(), in.readInt(), in.readInt(), in.readInt(), text(in));
      waits.add(new Activity.Wait(operation, awaited, milliseconds, position, collective));
    }
    List<String> unread = texts(in);
    Traffic traffic = new Traffic(in.readLong(), in.readLong(), in.readLong(), in.readLong());
    return new Activity(blocked, idleNs, framesIn, framesOut, waits, unread, traffic);
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(bytes(in), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    return in.readNBytes(count(in, 1));
  }

  private static List<String> texts(DataInputStream in) throws IOException {
    int count = count(in, Integer.BYTES);
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(text(in));
    }
    return texts;
  }

  /** A count of things of which so many can still follow, so that no lie makes us allocate. */
  private static int count(DataInputStream in, int leastBytesEach) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > in.available() / leastBytesEach) {
      throw malformed("count out of range: count=" + count + ", left=" + in.available());
    }
    return count;
  }

  private static <T> T constant(T[] values, DataInputStream in) throws IOException {
    int ordinal = in.readUnsignedByte();
    if (ordinal >= values.length) {
      throw malformed("unknown constant: ordinal=" + ordinal);
    }
    return values[ordinal];
  }

  private static RankspaceException malformed(String what) {
    return new RankspaceException(ErrorClass.INTERN, "malformed control message: " + what);
  }
}
