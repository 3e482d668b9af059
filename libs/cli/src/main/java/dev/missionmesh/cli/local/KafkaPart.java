package dev.missionmesh.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Kafka broker as a process of its own. */
final class KafkaPart implements Part {
  static final String NAME = "kafka";
  static final String CONTROLLER = "kafka-controller";
  private final DataFolder data;
  private final Project project;
  private final MeshState state;
  private final PasswordFile users;
  private final JavaProcess process;

  KafkaPart(DataFolder data, Project project, MeshState state, PasswordFile users) {
    this.data = data;
    this.project = project;
    this.state = state;
    this.users = users;
    this.process = new JavaProcess(data, NAME);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String url() {
    return "kafka://" + bootstrap();
  }

  String bootstrap() {
    return "127.0.0.1:" + state.port(NAME);
  }

  @Override
  public Optional<ProcessHandle> running() {
    return process.running();
  }

  @Override
  public boolean wasStarted() {
    return process.wasStarted();
  }

  @Override
  public boolean isReady() {
    return running().filter(p -> announced().equals(Long.toString(p.pid()))).isPresent();
  }

  @Override
  public ProcessHandle start() throws IOException {
    Path jar = jar();
    List<String> arguments =
        List.of(
            "-jar",
            jar.toString(),
            folder().toString(),
            Integer.toString(state.port(NAME)),
            Integer.toString(state.port(CONTROLLER)),
            users.file().toString());
    return process.start(Jvm.command(StartupCache.beside(jar), arguments), Map.of());
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    process.stop();
  }

  private Path folder() {
    return data.folder("kafka");
  }

  private String announced() {
    try {
      return Files.readString(folder().resolve("ready")).strip();
    } catch (IOException notYet) {
      return "";
    }
  }

  private Path jar() throws IOException {
    try (Stream<Path> files = Files.list(project.kafka())) {
      return files
          .filter(f -> f.getFileName().toString().matches("local-kafka-[0-9.]+\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("the broker is not built: " + project.kafka()));
    }
  }
}
