package dev.missionmesh.searchindexer.index;

import dev.missionmesh.searchindexer.domain.Indexed;
import dev.missionmesh.searchindexer.domain.MissionFacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.uhighlight.CustomSeparatorBreakIterator;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;

/** The lines of a document on which a query matched, as safe HTML. */
final class Highlights {
  private static final int MOST_LINES = 3;
  private static final int LONGEST_TEXT = 1 << 20;

  /** Best lines in the order of the text; empty if the match lies in no text, such as an id. */
  static List<String> of(Query query, Indexed document) throws IOException {
    List<String> lines = new ArrayList<>();
    if (document instanceof MissionFacts mission && mission.identity() != null) {
      add(lines, IndexSchema.NAME, query, mission.identity().name());
    }
    add(lines, IndexSchema.TEXT, query, IndexSchema.text(document));
    return lines;
  }

  private static void add(List<String> lines, String field, Query query, String text)
      throws IOException {
    if (text == null || text.isEmpty()) {
      return;
    }
    UnifiedHighlighter highlighter =
        UnifiedHighlighter.builderWithoutSearcher(IndexSchema.analyzer())
            .withBreakIterator(() -> new CustomSeparatorBreakIterator('\n'))
            .withFormatter(new LineFormatter())
            .withMaxLength(LONGEST_TEXT)
            .withMaxNoHighlightPassages(0)
            .build();
    if (highlighter.highlightWithoutSearcher(field, query, text, MOST_LINES)
        instanceof List<?> found) {
      found.forEach(line -> lines.add((String) line));
    }
  }

  private Highlights() {}
}
