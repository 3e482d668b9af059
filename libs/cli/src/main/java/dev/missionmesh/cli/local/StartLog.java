package dev.missionmesh.cli.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What a process has logged since its start.
 *
 * @param file its log, which goes on from start to start
 * @param from bytes that were there before
 */
record StartLog(Path file, long from) {
  private static final int LAST_LINES = 15;

  /** The log of a process that is about to be started. */
  static StartLog fromNow(Path file) throws IOException {
    return new StartLog(file, Files.exists(file) ? Files.size(file) : 0);
  }

  /** The last lines that say what happened rather than where in the program. */
  List<String> end() throws IOException {
    List<String> telling =
        lines().stream().filter(line -> !line.startsWith("\t") && !line.isBlank()).toList();
    return telling.subList(Math.max(0, telling.size() - LAST_LINES), telling.size());
  }

  /** True when it says that somebody else listens on the process's port. */
  boolean saysPortTaken() throws IOException {
    return lines().stream()
        .anyMatch(
            line ->
                line.contains("seems to be in use by another process")
                    || line.toLowerCase(Locale.ROOT).contains("address already in use"));
  }

  private List<String> lines() throws IOException {
    if (!Files.exists(file)) return List.of();
    byte[] all = Files.readAllBytes(file);
    int start = from <= all.length ? (int) from : 0;
    return new String(all, start, all.length - start, StandardCharsets.UTF_8).lines().toList();
  }
}
