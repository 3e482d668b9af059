package dev.missionmesh.cli.local;

import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The Kafka broker as a process of its own. */
final class KafkaPart extends RecordedPart<JavaProcess> {
  static final String NAME = "kafka";
  static final String CONTROLLER = "kafka-controller";
  private static final int USERS_SECONDS = 20;
  private static final int POLL_MS = 50;
  private final DataFolder data;
  private final MeshState state;
  private final PasswordFile users;

  KafkaPart(DataFolder data, Project project, MeshState state, PasswordFile users) {
    super(new JavaProcess(data, NAME, project.kafka()));
    this.data = data;
    this.state = state;
    this.users = users;
  }

  @Override
  public String url() {
    return "kafka://" + bootstrap();
  }

  String bootstrap() {
    return "127.0.0.1:" + state.port(NAME);
  }

  @Override
  public boolean isReady() {
    return running().filter(p -> announced().equals(Long.toString(p.pid()))).isPresent();
  }

  @Override
  public ProcessHandle start() throws IOException {
    List<String> arguments =
        List.of(
            folder().toString(),
            Integer.toString(state.port(NAME)),
            Integer.toString(state.port(CONTROLLER)),
            users.file().toString());
    return process.start(arguments, Map.of());
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    process.stop();
  }

  /** Waits until the broker lets in whom the file of users names, and nobody else. */
  void awaitUsers() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + USERS_SECONDS * 1_000_000_000L;
    while (!knowsItsUsers()) {
      if (System.nanoTime() > deadline) {
        throw Failure.error("kafka did not take its users over within " + USERS_SECONDS + " s", "See " + data.log(NAME));
      }
      Thread.sleep(POLL_MS);
    }
  }

  private boolean knowsItsUsers() throws IOException {
    Path taken = folder().resolve("users");
    return Files.exists(taken) && Files.readString(taken).strip().equals(Sha256.of(users.file()));
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
}
