package org.rankspace.launch.bench.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A run as one HTML file that loads nothing: the plotting library (uPlot, MIT), its style, our
 * script and the numbers are copied into it.
 */
public final class Page {
  private static final Pattern SLOT = Pattern.compile("@@([a-z]+)@@");
  private static final String LIBRARY = "/META-INF/resources/webjars/uplot/";
  private static final String LIBRARY_VERSION =
      "/META-INF/maven/org.webjars.npm/uplot/pom.properties";

  private Page() {}

  public static String of(Report report) {
    String library = LIBRARY + libraryVersion();
    Map<String, String> parts =
        Map.of(
            "librarystyle", text(library + "/dist/uPlot.min.css"),
            "library", text(library + "/dist/uPlot.iife.min.js"),
            "style", text("page.css"),
            "script", text("page.js"),
            "data", escaped(JsonReport.of(report, false)));
    return SLOT.matcher(text("page.html"))
        .replaceAll(slot -> Matcher.quoteReplacement(parts.get(slot.group(1))));
  }

  /** Nothing in the numbers can end the script element that they are in. */
  private static String escaped(String json) {
    return json.replace("<", "\\u003c");
  }

  private static String libraryVersion() {
    Properties properties = new Properties();
    try (InputStream in = Page.class.getResourceAsStream(LIBRARY_VERSION)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  private static String text(String resource) {
    try (InputStream in = Page.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
