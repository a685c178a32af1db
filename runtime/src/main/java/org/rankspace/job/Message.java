package org.rankspace.job;

import java.util.List;

/**
 * What a launcher and a rank tell each other over their {@link Connection}.
 *
 * <pre>
 *   rank                         launcher
 *    | Hello --------------------->  |     a wrong secret or protocol closes the connection
 *    | <--------------------- Start  |     what to run
 *    | Offer --------------------->  |     once per exchange, from every rank
 *    | <------------------ Gathered  |
 *    | Output -------------------->  |     ranks that share a process
 *    | <--------------------- Input  |
 *    | <----------------------- Ask  |     at any time
 *    | State --------------------->  |
 *    | Finished ------------------>  |     the program ended well
 *    | <-------------- AllFinished   |     everybody's did: finalize
 *    | Failing ------------------->  |     may precede Failed
 *    | Failed -------------------->  |     instead of Finished, and last
 * </pre>
 *
 * Losing the connection means to a rank that its launcher is gone.
 */
public sealed interface Message {
  /** What a {@link Start} asks to run. */
  enum Kind {
    /** A file. */
    SCRIPT,
    /** A module, by name. */
    MODULE,
    /** Code itself. */
    COMMAND,
    /** Nothing: the rank answers {@link Call}s until the launcher is gone. */
    SERVE
  }

  /** Where {@link Output} goes. */
  enum Stream {
    OUT,
    ERR
  }

  /**
   * A rank introduces itself.
   *
   * @param protocol {@link Protocol#NUMBER}
   * @param version {@link Protocol#version()}
   */
  record Hello(int protocol, String version, String secret, int rank, long pid) implements Message {
    /** Without the secret, so that it reaches no log. */
    @Override
    public String toString() {
      return "Hello[protocol=" + protocol + ", rank=" + rank + ", pid=" + pid + "]";
    }
  }

  /**
   * What the rank is to run.
   *
   * @param text the file (as seen from the rank's working directory), the module's name, or the
   *     code
   * @param arguments {@code sys.argv}
   */
  record Start(Kind kind, String text, List<String> arguments) implements Message {
    public Start {
      arguments = List.copyOf(arguments);
    }
  }

  /** A rank's part of an {@link Exchange}. */
  record Offer(String value) implements Message {}

  /** Everybody's part of an {@link Exchange}, in rank order. */
  record Gathered(List<String> values) implements Message {
    public Gathered {
      values = List.copyOf(values);
    }
  }

  /** What a rank without pipes of its own has written. */
  record Output(Stream stream, byte[] bytes) implements Message {}

  /** What a rank without pipes of its own may read; no bytes: the end. */
  record Input(byte[] bytes) implements Message {}

  /**
   * What is the rank doing?
   *
   * @param question comes back in the answer, which may come late
   */
  record Ask(long question) implements Message {}

  /**
   * What the rank is doing.
   *
   * @param question of the {@link Ask}
   * @param text one line for people
   */
  record State(long question, String text, Activity activity) implements Message {
    /** An answer that knows no question yet. */
    public State(String text, Activity activity) {
      this(0, text, activity);
    }

    /** The same, as the answer to that question. */
    public State to(long asked) {
      return new State(asked, text, activity);
    }
  }

  /**
   * Something for a rank that serves to do, after all that it was asked before.
   *
   * @param id grows from call to call of a rank; greater than 0
   * @param body a value in the codec's format; docs/cluster.md
   */
  record Call(long id, byte[] body) implements Message {}

  /**
   * The call is to end, unless it has.
   *
   * @param why empty for a KeyboardInterrupt; else the text of a RankDiedError
   */
  record Interrupt(long id, String why) implements Message {}

  /**
   * What came of a call; calls are answered in order.
   *
   * @param well whether the call was carried out; if not, the body says what went wrong
   * @param body a value in the codec's format
   */
  record Reply(long id, boolean well, byte[] body) implements Message {}

  /** The program ended well; the rank goes on serving messages until {@link AllFinished}. */
  record Finished() implements Message {}

  /** Every rank has finished. */
  record AllFinished() implements Message {}

  /** Something that the user should know, of a rank that ends well. */
  record Notice(String text) implements Message {}

  /** The process has no part in the job any more and lives on, waiting for another. */
  record Released() implements Message {}

  /** The program has ended otherwise; how will be said as soon as it has been put into words. */
  record Failing() implements Message {}

  /**
   * The program ended otherwise.
   *
   * @param code the exit code that the program asked for or that its end stands for
   * @param message one line, or empty
   * @param traceback as Python prints it, or empty
   */
  record Failed(Ending ending, int code, String message, String traceback) implements Message {}
}
