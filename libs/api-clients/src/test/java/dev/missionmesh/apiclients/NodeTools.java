package dev.missionmesh.apiclients;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The programs of {@code npm/package.json} in the versions of its lock file, installed below {@code target} once for each state of that
 * file. Needs Node.js and npm, which {@code ./mesh test} gets from the system's packages.
 */
final class NodeTools {
  private static final Path SOURCE = Path.of("npm");
  private static final Path FOLDER = Path.of("target/npm");
  private static final List<String> FILES = List.of("package.json", "package-lock.json", ".npmrc");

  /** What a program said, and how it ended. */
  record Run(int exitCode, String output) {}

  /** Runs a program with its arguments; its output and error together. */
  static Run run(String program, String... arguments) throws IOException, InterruptedException {
    install();
    List<String> command = new ArrayList<>();
    command.add(FOLDER.resolve("node_modules/.bin").resolve(program).toAbsolutePath().toString());
    command.addAll(List.of(arguments));
    return execute(Path.of(""), command);
  }

  private static synchronized void install() throws IOException, InterruptedException {
    Path stamp = FOLDER.resolve("installed");
    String wanted = Files.readString(SOURCE.resolve("package-lock.json"));
    if (Files.exists(stamp) && Files.readString(stamp).equals(wanted)) {
      return;
    }
    Files.createDirectories(FOLDER);
    for (String file : FILES) {
      Files.copy(SOURCE.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    Run run = execute(FOLDER, List.of("npm", "ci", "--prefer-offline", "--no-audit", "--no-fund"));
    if (run.exitCode() != 0) {
      throw new IllegalStateException("npm ci failed:\n" + run.output());
    }
    Files.writeString(stamp, wanted);
  }

  private static Run execute(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile("node-tools", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toAbsolutePath().toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " did not end within 5 min");
      }
      return new Run(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
    } finally {
      Files.delete(log);
    }
  }

  private NodeTools() {}
}
