package org.rankspace.launch.shell;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.reader.LineReader;
import org.jline.reader.impl.DefaultHighlighter;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours for Python. */
final class PythonHighlighter extends DefaultHighlighter {
  private static final Pattern TOKENS =
      Pattern.compile(
          "(?<comment>#[^\n]*)"
              + "|(?<string>[rRbBfFuU]{0,2}(\"\"\"[\\s\\S]*?(\"\"\"|$)|'''[\\s\\S]*?('''|$)"
              + "|\"(\\\\.|[^\"\\\\\n])*\"?|'(\\\\.|[^'\\\\\n])*'?))"
              + "|(?<keyword>\\b(False|None|True|and|as|assert|async|await|break|class|continue|def|del"
              + "|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass"
              + "|raise|return|try|while|with|yield)\\b)"
              + "|(?<number>\\b[0-9][0-9a-fA-FxXoObBeEjJ_.]*\\b)"
              + "|(?<target>^\\s*%\\S*)"
              + "|(?<name>\\b[A-Za-z_]\\w*\\b)");

  @Override
  public AttributedString highlight(LineReader reader, String buffer) {
    AttributedStringBuilder text = new AttributedStringBuilder();
    Matcher token = TOKENS.matcher(buffer);
    int at = 0;
    while (token.find()) {
      text.append(buffer.substring(at, token.start()));
      text.styled(style(token), token.group());
      at = token.end();
    }
    return text.append(buffer.substring(at)).toAttributedString();
  }

  private static AttributedStyle style(Matcher token) {
    AttributedStyle plain = AttributedStyle.DEFAULT;
    if (token.group("comment") != null) {
      return plain.faint();
    }
    if (token.group("string") != null) {
      return plain.foreground(AttributedStyle.GREEN);
    }
    if (token.group("keyword") != null) {
      return plain.bold().foreground(AttributedStyle.BLUE);
    }
    if (token.group("number") != null) {
      return plain.foreground(AttributedStyle.CYAN);
    }
    return token.group("target") != null ? plain.foreground(AttributedStyle.YELLOW) : plain;
  }
}
