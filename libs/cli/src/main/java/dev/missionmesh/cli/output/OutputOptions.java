package dev.missionmesh.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** The {@code -o} option of every command that shows data, and the showing itself. */
public final class OutputOptions {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "What stdout gets: table, json, yaml or name. Default: table.")
  private Format format = Format.TABLE;

  private Terminal terminal = Terminal.system();

  /** Options as the command line would make them, writing to another terminal. */
  public static OutputOptions of(Format format, Terminal terminal) {
    OutputOptions options = new OutputOptions();
    options.format = format;
    options.terminal = terminal;
    return options;
  }

  public Format format() {
    return format;
  }

  public Terminal terminal() {
    return terminal;
  }

  /** True when stdout gets one document, so that nothing else may stand there. */
  public boolean isDocument() {
    return format == Format.JSON || format == Format.YAML;
  }

  /**
   * Shows {@code table} to people, {@code document} to programs, {@code names} one a line to
   * scripts.
   */
  public void show(JsonNode document, List<String> names, Function<Style, List<String>> table) {
    switch (format) {
      case TABLE -> table.apply(terminal.outStyle()).forEach(terminal::print);
      case JSON -> terminal.print(Documents.prettyJson(document));
      case YAML -> terminal.print(Documents.yaml(document));
      case NAME -> names.forEach(terminal::print);
    }
  }

  /**
   * Shows the {@code items} of a list; an empty one shows nothing but {@code emptyRemark} on
   * stderr.
   */
  public void showList(JsonNode document, String nameMember, Table table, String emptyRemark) {
    List<String> names = new ArrayList<>();
    document.path("items").forEach(item -> names.add(item.path(nameMember).asText()));
    if (format == Format.TABLE && table.isEmpty()) {
      terminal.say(emptyRemark);
      return;
    }
    show(document, names, style -> table.lines(style, terminal.columns()));
  }

  /** Shows one thing by its fields. */
  public void showOne(JsonNode document, String name, Fields fields) {
    show(document, List.of(name), fields::lines);
  }
}
