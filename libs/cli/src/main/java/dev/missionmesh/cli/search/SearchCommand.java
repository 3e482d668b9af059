package dev.missionmesh.cli.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.client.Pages;
import dev.missionmesh.cli.client.Query;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.OutputOptions;
import dev.missionmesh.cli.output.Style;
import dev.missionmesh.cli.output.Table;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mesh search}: finds missions by what they are called, wrote or answered. */
@Command(name = "search", description = "Finds missions by their names, labels, logs and results.")
public final class SearchCommand implements Runnable {
  @Parameters(paramLabel = "QUERY", arity = "1..*", description = "Words to look for.")
  private List<String> words;

  @Option(names = "--state", paramLabel = "STATE", description = "Only missions in this state.")
  private String state;

  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      description = "Only missions with this label; may be given often.")
  private List<String> labels = List.of();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "At most so many. Default: 20.")
  private int limit;

  @Mixin private OutputOptions output;

  @Override
  public void run() {
    Query query =
        new Query("/api/v1/search")
            .add("q", String.join(" ", words))
            .add("state", state)
            .addAll("label", labels);
    JsonNode hits = Pages.collect(Access.system().tenant(), query, limit);
    output.showList(hits, "missionId", table(hits, output.terminal().outStyle()), "Nothing found.");
  }

  static Table table(JsonNode hits, Style style) {
    Table table =
        Table.of("MISSION", "KIND", "STATE", "NAME", "SCORE", "FOUND")
            .styled("FOUND", cell -> marks(cell, style));
    for (JsonNode hit : hits.path("items")) {
      table.row(
          hit.path("missionId").asText(),
          hit.path("kind").asText(),
          Documents.text(hit, "state"),
          Documents.text(hit, "name"),
          String.format(Locale.ROOT, "%.2f", hit.path("score").asDouble()),
          plain(String.join(" … ", Documents.texts(hit, "highlights"))));
    }
    return table;
  }

  /** Highlights are HTML with the matches in {@code em}. */
  private static String plain(String html) {
    return html.replace("<em>", "[")
        .replace("</em>", "]")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&amp;", "&");
  }

  /** The words that matched stand in brackets; on a terminal they are bold as well. */
  static String marks(String cell, Style style) {
    StringBuilder marked = new StringBuilder();
    int from = 0;
    for (int open = cell.indexOf('['); open >= 0; open = cell.indexOf('[', from)) {
      int close = cell.indexOf(']', open);
      if (close < 0) break;
      marked.append(cell, from, open).append(style.bold(cell.substring(open, close + 1)));
      from = close + 1;
    }
    return marked.append(cell.substring(from)).toString();
  }
}
