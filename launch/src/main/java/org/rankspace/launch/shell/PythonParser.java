package org.rankspace.launch.shell;

import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Asks for more lines where Python would, and finds the dotted name at the cursor. */
final class PythonParser implements Parser {
  /** One line, of which only the name at the cursor matters. */
  private record Cut(String line, int cursor, String word, int wordCursor)
      implements CompletingParsedLine {
    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word);
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return wordCursor;
    }

    @Override
    public int rawWordLength() {
      return word.length();
    }
  }

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context == ParseContext.ACCEPT_LINE && !PythonText.isComplete(line)) {
      throw new EOFError(-1, -1, "there is more to come", null, PythonText.nextIndent(line), null);
    }
    int start = cursor;
    while (start > 0 && isOfName(line.charAt(start - 1))) {
      start--;
    }
    int end = cursor;
    while (end < line.length() && isOfName(line.charAt(end))) {
      end++;
    }
    return new Cut(line, cursor, line.substring(start, end), cursor - start);
  }

  private static boolean isOfName(char c) {
    return Character.isJavaIdentifierPart(c) || c == '.';
  }
}
