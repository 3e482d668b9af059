package dev.missionmesh.cli.missions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.OutputOptions;
import dev.missionmesh.cli.output.Terminal;
import java.util.Base64;

/** Writes log lines: the bytes the mission wrote, to the stream it wrote them to. */
interface LogWriter {
  /** Takes one {@code LogLine} of the API. */
  void write(JsonNode line);

  /** Raw bytes to stdout and stderr. */
  static LogWriter raw(Terminal terminal) {
    return line -> {
      byte[] bytes = Base64.getDecoder().decode(line.path("dataBase64").asText());
      boolean stderr = line.path("stream").asText().equals("stderr");
      terminal.write(stderr ? terminal.err() : terminal.out(), bytes);
    };
  }

  /** As {@code -o} says: raw bytes, or each line as one document. */
  static LogWriter as(OutputOptions output) {
    Terminal terminal = output.terminal();
    return switch (output.format()) {
      case TABLE, NAME -> raw(terminal);
      case JSON -> line -> terminal.print(Documents.json(line));
      case YAML -> line -> terminal.print("---\n" + Documents.yaml(line));
    };
  }
}
