package dev.missionmesh.searchindexer.index;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageFormatter;

/** Makes each passage a line of HTML: text escaped, matches in {@code <em>}, a long line cut down to what surrounds its first match. */
final class LineFormatter extends PassageFormatter {
  private static final int BEFORE = 80;
  private static final int LENGTH = 240;

  @Override
  public List<String> format(Passage[] passages, String content) {
    List<String> lines = new ArrayList<>(passages.length);
    for (Passage passage : passages) {
      lines.add(line(passage, content));
    }
    return lines;
  }

  private static String line(Passage passage, String content) {
    int from = passage.getStartOffset();
    int to = Math.min(passage.getEndOffset(), content.length());
    if (to - from > LENGTH && passage.getNumMatches() > 0) {
      from = boundary(content, Math.max(from, passage.getMatchStarts()[0] - BEFORE));
      int end = Math.max(from + LENGTH, passage.getMatchEnds()[0]);
      to = boundary(content, Math.min(to, end));
    }
    StringBuilder html = new StringBuilder(to - from + 32);
    int at = from;
    for (int i = 0; i < passage.getNumMatches(); i++) {
      int start = Math.max(passage.getMatchStarts()[i], at);
      int end = Math.min(passage.getMatchEnds()[i], to);
      if (start < end) {
        escape(html, content, at, start);
        html.append("<em>");
        escape(html, content, start, end);
        html.append("</em>");
        at = end;
      }
    }
    escape(html, content, at, to);
    return html.toString().strip();
  }

  private static int boundary(String content, int at) {
    boolean inside =
        at > 0 && at < content.length() && Character.isLowSurrogate(content.charAt(at));
    return inside ? at - 1 : at;
  }

  private static void escape(StringBuilder html, String content, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = content.charAt(i);
      switch (c) {
        case '&' -> html.append("&amp;");
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '"' -> html.append("&quot;");
        case '\'' -> html.append("&#39;");
        default -> html.append(c);
      }
    }
  }
}
