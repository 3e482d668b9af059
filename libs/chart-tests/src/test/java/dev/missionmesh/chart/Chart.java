package dev.missionmesh.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The chart, rendered by Helm itself. */
final class Chart {
  static final Path FOLDER = Path.of("../../deploy/helm/missionmesh").toAbsolutePath().normalize();

  /** Values files of these tests, beside the chart's own. */
  static final Path TEST_VALUES = Path.of("src/test/resources/values").toAbsolutePath();

  private static final int SECONDS = 30;
  private static final Map<Request, Rendered> DONE = new ConcurrentHashMap<>();
  private static final Chart INSTALL = new Chart(copy(Map.of()));
  private static final Chart UPGRADE = new Chart(copy(Map.of(".Release.IsInstall", "false")));

  private record Request(boolean upgrade, String release, List<Path> files, Map<String, Object> set) {}

  private final Path folder;

  private Chart(Path folder) {
    this.folder = folder;
  }

  /** All values files: the chart's defaults stand for themselves by the empty list. */
  static Stream<List<Path>> valuesFiles() {
    return Stream.concat(Stream.of(List.<Path>of()), Stream.concat(in(FOLDER.resolve("values")), in(TEST_VALUES)));
  }

  private static Stream<List<Path>> in(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().map(List::of).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path values(String name) {
    Path own = FOLDER.resolve("values/" + name + ".yaml");
    return Files.exists(own) ? own : TEST_VALUES.resolve(name + ".yaml");
  }

  /** Everything that an install would apply, hooks included. */
  static Rendered install(String release, List<Path> files, Map<String, Object> set) {
    return DONE.computeIfAbsent(new Request(false, release, files, set), r -> INSTALL.render(r));
  }

  /** The same with a values file of a name. */
  static Rendered install(String values) {
    return install("trial-run", List.of(values(values)), Map.of());
  }

  /** Everything that an upgrade would apply. */
  static Rendered upgrade(String release, List<Path> files, Map<String, Object> set) {
    return DONE.computeIfAbsent(new Request(true, release, files, set), r -> UPGRADE.render(r));
  }

  /** What linting says; empty when it finds nothing. */
  static List<String> lint() {
    var result = within(() -> new Helm(FOLDER).lint().strict().call());
    return result.getMessages().stream()
        .filter(m -> result.isFailed() || m.startsWith("[WARNING]") || m.startsWith("[ERROR]"))
        .toList();
  }

  /** Linting with a values file: Helm's binding has no values there, so that they become the chart's own. */
  static List<String> lintWith(Path values) {
    Path other = copy(Map.of());
    Rendered merged = Rendered.of(read(FOLDER.resolve("values.yaml")));
    Rendered over = Rendered.of(read(values));
    write(other.resolve("values.yaml"), Yaml.merged(merged.documents().getFirst(), over.documents().getFirst()));
    var result = within(() -> new Helm(other).lint().strict().call());
    return result.getMessages().stream()
        .filter(m -> result.isFailed() || m.startsWith("[WARNING]") || m.startsWith("[ERROR]"))
        .toList();
  }

  private Rendered render(Request request) {
    TemplateCommand command =
        new Helm(folder).template().withName(request.release()).withNamespace("mesh").withKubeVersion("1.34.0");
    request.files().forEach(command::withValuesFile);
    request.set().forEach(command::set);
    return Rendered.of(within(command::call));
  }

  private static <T> T within(Callable<T> call) {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<T> answer = executor.submit(call);
      try {
        return answer.get(SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause());
      } catch (TimeoutException | InterruptedException e) {
        answer.cancel(true);
        throw new IllegalStateException("Helm gave no answer within " + SECONDS + " s", e);
      }
    }
  }

  /** A copy of the chart in which hooks are objects like others: Helm's binding leaves hooks out of what it renders. */
  private static Path copy(Map<String, String> changes) {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      Path copy = Files.createTempDirectory("chart").resolve("missionmesh");
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(FOLDER.relativize(file).toString());
        Files.createDirectories(target.getParent());
        String text = Files.readString(file).replace("helm.sh/hook:", Rendered.HOOK + ":");
        for (var change : changes.entrySet()) text = text.replace(change.getKey(), change.getValue());
        Files.writeString(target, text);
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
