package dev.missionmesh.endtoend.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What every operation answered to whom: a table for people, and the cells that are wrong. */
final class MatrixTable {
  private final Map<String, Map<String, String>> cells = new LinkedHashMap<>();
  private final Set<String> columns = new LinkedHashSet<>();
  private final List<String> wrong = new ArrayList<>();

  /** Notes an answer; what is wrong with it, or null. */
  void note(ApiOperation operation, String column, int status, String fault) {
    columns.add(column);
    cells.computeIfAbsent(operation.id(), id -> new LinkedHashMap<>()).put(column, status + (fault == null ? "" : " ✗"));
    if (fault != null) wrong.add(operation.id() + " × " + column + ": " + fault);
  }

  List<String> wrong() {
    return wrong;
  }

  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("| operation | " + String.join(" | ", columns) + " |");
    lines.add("|---".repeat(columns.size() + 1) + "|");
    cells.forEach(
        (id, row) -> {
          StringBuilder line = new StringBuilder("| " + id);
          columns.forEach(column -> line.append(" | ").append(row.getOrDefault(column, "")));
          lines.add(line.append(" |").toString());
        });
    Files.createDirectories(file.getParent());
    Files.write(file, lines);
  }
}
