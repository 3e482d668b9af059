package dev.missionmesh.localpostgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What {@code postmaster.pid} and the process table say about the server of one data folder. */
final class Postmaster {
  private static final int STATUS_LINE = 7;
  private final Path data;
  private final Path pidFile;

  Postmaster(Path data) {
    this.data = data;
    this.pidFile = data.resolve("postmaster.pid");
  }

  /** The live server of this data folder; empty also when the file is stale or its pid is another's. */
  Optional<ProcessHandle> running() {
    return lines().stream()
        .findFirst()
        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
        .filter(ProcessHandle::isAlive)
        .filter(this::worksInData);
  }

  /** True once the live server accepts connections. */
  boolean isReady() {
    List<String> lines = lines();
    return lines.size() > STATUS_LINE
        && lines.get(STATUS_LINE).strip().equals("ready")
        && running().isPresent();
  }

  /** Removes what a killed server left behind; must not be called while one is running. */
  void clearLeftovers() throws IOException, InterruptedException {
    for (ProcessHandle orphan : ProcessHandle.allProcesses().filter(this::worksInData).toList()) {
      // Its children end by themselves when their server is gone; one that hangs is helped.
      if (!ended(orphan, 10)) {
        orphan.destroyForcibly();
        ended(orphan, 10);
      }
    }
    Files.deleteIfExists(pidFile);
  }

  private static boolean ended(ProcessHandle process, int seconds) throws InterruptedException {
    try {
      process.onExit().get(seconds, TimeUnit.SECONDS);
      return true;
    } catch (java.util.concurrent.TimeoutException | java.util.concurrent.ExecutionException e) {
      return !process.isAlive();
    }
  }

  /** A server and its children have the data folder as their working directory. */
  private boolean worksInData(ProcessHandle process) {
    try {
      return Files.isSameFile(Path.of("/proc", Long.toString(process.pid()), "cwd"), data)
          && commandOf(process).startsWith("postgres");
    } catch (IOException e) {
      return false;
    }
  }

  private static String commandOf(ProcessHandle process) throws IOException {
    return Files.readString(Path.of("/proc", Long.toString(process.pid()), "comm")).strip();
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(pidFile);
    } catch (IOException e) {
      return List.of();
    }
  }
}
