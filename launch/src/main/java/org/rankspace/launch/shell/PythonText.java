package org.rankspace.launch.shell;

/** Looks at Python code that is being typed: is there more to come? */
final class PythonText {
  /** Blanks of a step. */
  static final int INDENT = 4;

  private final String code;
  private int brackets;
  private boolean inString;
  private boolean continued;

  private PythonText(String code) {
    this.code = code;
    scan();
  }

  /**
   * Whether an interactive Python would run this now: nothing is open, and a block, once begun, has
   * been ended by an empty line.
   */
  static boolean isComplete(String code) {
    PythonText text = new PythonText(code);
    if (text.brackets > 0 || text.inString || text.continued) {
      return false;
    }
    String last = code.substring(code.lastIndexOf('\n') + 1);
    if (last.isBlank()) {
      return true;
    }
    String bare = last.strip();
    boolean opensBlock = text.endsWithColon() || bare.startsWith("@");
    boolean inBlock = Character.isWhitespace(last.charAt(0)) || isLater(bare, code);
    return !opensBlock && !inBlock;
  }

  /** How many steps the next line begins with. */
  static int nextIndent(String code) {
    String last = code.substring(code.lastIndexOf('\n') + 1);
    int blanks = last.length() - last.stripLeading().length();
    return blanks / INDENT + (new PythonText(code).endsWithColon() ? 1 : 0);
  }

  /** A clause such as {@code else: x()} on one line, below a block. */
  private static boolean isLater(String bare, String code) {
    return code.contains("\n") && bare.matches("(else|elif|except|finally)\\b.*:.*");
  }

  private boolean endsWithColon() {
    String last = code.substring(code.lastIndexOf('\n') + 1);
    int comment = last.indexOf('#');
    return (comment < 0 ? last : last.substring(0, comment)).strip().endsWith(":");
  }

  private void scan() {
    int at = 0;
    while (at < code.length()) {
      char c = code.charAt(at);
      switch (c) {
        case '#' -> at = lineEnd(at) - 1;
        case '(', '[', '{' -> brackets++;
        case ')', ']', '}' -> brackets--;
        case '"', '\'' -> at = stringEnd(at) - 1;
        case '\\' -> continued = at + 1 == code.length();
        default -> {
          // everything else leaves things as they are
        }
      }
      at++;
    }
  }

  private int lineEnd(int at) {
    int end = code.indexOf('\n', at);
    return end < 0 ? code.length() : end;
  }

  /** Behind the string that begins at {@code at}; one in single quotes ends with its line. */
  private int stringEnd(int at) {
    String one = code.substring(at, at + 1);
    boolean triple = code.startsWith(one.repeat(3), at);
    String quote = triple ? one.repeat(3) : one;
    int i = at + quote.length();
    while (i < code.length()) {
      if (code.startsWith(quote, i)) {
        return i + quote.length();
      }
      if (!triple && code.charAt(i) == '\n') {
        return i;
      }
      i += code.charAt(i) == '\\' ? 2 : 1;
    }
    inString = triple;
    return code.length();
  }
}
