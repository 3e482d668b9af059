package dev.missionmesh.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Tells who listens on a port, so that the answer of another program is not taken for ours. */
final class Listener {
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final String LISTENING = "0A";

  /** True when it is this process that listens on the port. */
  static boolean belongsTo(long pid, int port) {
    Path process = Path.of("/proc", Long.toString(pid));
    try (Stream<Path> open = Files.list(process.resolve("fd"))) {
      Set<String> sockets = new HashSet<>();
      for (String table : new String[] {"net/tcp", "net/tcp6"}) {
        Path file = process.resolve(table);
        if (Files.exists(file)) collect(file, port, sockets);
      }
      return !sockets.isEmpty() && open.anyMatch(file -> sockets.contains(target(file)));
    } catch (IOException gone) {
      return false;
    }
  }

  private static void collect(Path table, int port, Set<String> sockets) throws IOException {
    String ending = String.format(":%04X", port);
    for (String line : Files.readAllLines(table)) {
      String[] fields = line.strip().split("\\s+");
      if (fields[STATE].equals(LISTENING) && fields[LOCAL_ADDRESS].endsWith(ending)) {
        sockets.add("socket:[" + fields[INODE] + "]");
      }
    }
  }

  private static String target(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  private Listener() {}
}
