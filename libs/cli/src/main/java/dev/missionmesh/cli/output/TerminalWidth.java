package dev.missionmesh.cli.output;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Asks the terminal how wide it is. */
final class TerminalWidth {
  private static final int UNKNOWN = 0;

  private TerminalWidth() {}

  /** {@code columns} when it is a number, else what {@code stty} says; 0 when nobody knows. */
  static int columns(String columns) {
    if (columns != null && columns.matches("[1-9][0-9]{0,3}")) return Integer.parseInt(columns);
    try {
      Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
      String answer =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
      stty.waitFor(1, TimeUnit.SECONDS);
      return answer.matches("[0-9]+ [0-9]+") ? Integer.parseInt(answer.split(" ")[1]) : UNKNOWN;
    } catch (IOException noStty) {
      return UNKNOWN;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return UNKNOWN;
    }
  }
}
