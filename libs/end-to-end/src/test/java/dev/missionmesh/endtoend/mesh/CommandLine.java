package dev.missionmesh.endtoend.mesh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Types commands of {@code ./mesh}, or of what the property {@code mesh.command} names, as a person would: a process each. */
final class CommandLine {
  private static final long LIMIT_SECONDS = 420;

  private final Path root;
  private final Map<String, String> environment;

  CommandLine(Path root, Map<String, String> environment) {
    this.root = root;
    this.environment = environment;
  }

  /** Starts a command whose output is read while it runs. */
  Process start(String... arguments) {
    ProcessBuilder builder =
        new ProcessBuilder(command(arguments))
            .directory(root.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("MESH_"));
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(List.of(System.getProperty("mesh.command", root.resolve("mesh").toString())));
    command.addAll(List.of(arguments));
    return command;
  }

  CommandResult run(Map<String, String> more, String... arguments) {
    List<String> command = command(arguments);
    try {
      Path out = Files.createTempFile("mesh-out", null);
      Path err = Files.createTempFile("mesh-err", null);
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(root.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("MESH_"));
      builder.environment().putAll(environment);
      builder.environment().putAll(more);
      Process process = builder.start();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("no end within " + LIMIT_SECONDS + " s: " + command);
      }
      CommandResult result = new CommandResult(process.exitValue(), read(out), read(err));
      Files.delete(out);
      Files.delete(err);
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
