package dev.missionmesh.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.missionmesh.cli.output.RecordedTerminal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With processes, ports and files as in a mesh; only the programs are small ones. */
class ServicesTest {
  @TempDir Path folder;
  private final RecordedTerminal said = RecordedTerminal.piped();
  private DataFolder data;
  private Project project;
  private Services services;
  private Parts parts;

  @BeforeEach
  void chooseThePorts() throws IOException {
    data = new DataFolder(folder.resolve("data"));
    project = new Project(folder.resolve("project"));
    services = new Services(data, project, said.terminal());
    for (String name : Profile.MINIMAL.services()) SmallService.pack(project.service(name));
    parts = Parts.prepare(data, project, new Layout(Profile.MINIMAL, WafMode.OFF, 1));
  }

  @AfterEach
  void stopThem() throws Exception {
    services.stop(Parts.known(data, project).services());
  }

  @Test
  void theGatewayMovesFromATakenPortWithoutTroublingTheOthers() throws Exception {
    services.start(parts, List.of("mission", "policy"));
    long mission = pid(parts, "mission");

    Parts now = startWhileTaken("gateway");

    assertThat(now.services()).allMatch(Part::isReady);
    assertThat(now.state().port("gateway")).isNotEqualTo(parts.state().port("gateway"));
    assertThat(pid(now, "mission")).isEqualTo(mission);
    assertThat(MeshState.read(data)).isEqualTo(now.state());
    assertThat(said.err())
        .contains(
            "port %d was taken by another program, trying port %d"
                .formatted(parts.state().port("gateway"), now.state().port("gateway")));
    assertThat(said.out()).isEmpty();
  }

  @Test
  void whenAnotherServiceMovesTheOthersAreToldItsNewAddress() throws Exception {
    services.start(parts, List.of("policy"));

    Parts now = startWhileTaken("mission");

    assertThat(now.services()).allMatch(Part::isReady);
    assertThat(MeshState.read(data)).isEqualTo(now.state());
    String address = "http://127.0.0.1:" + now.state().port("mission");
    assertThat(address).isNotEqualTo(part(parts, "mission").url());
    for (ServicePart service : now.services()) assertThat(answerOf(service)).isEqualTo(address);
  }

  @Test
  void aServiceThatRunsAndWasNotAskedForIsStartedAgainWhenItsNeighbourMoves() throws Exception {
    services.start(parts, List.of("policy"));
    HttpServer other = SmallService.answer(parts.state().port("mission"), "");
    try {
      Parts now = services.start(parts, List.of("mission"));
      assertThat(answerOf(part(now, "policy"))).isEqualTo(part(now, "mission").url());
      assertThat(part(now, "gateway").wasStarted()).isFalse();
    } finally {
      other.stop(0);
    }
  }

  @Test
  void aServiceThatEndsForAnotherReasonFailsTheStartWithItsLog() throws IOException {
    Files.writeString(project.service("policy"), "no program");
    Files.writeString(data.log("policy"), "Port 1 seems to be in use by another process.\n");

    assertThatThrownBy(() -> services.start(parts, List.of("policy")))
        .isExactlyInstanceOf(StartFailure.class)
        .hasMessage("policy ended while it was starting");
    assertThat(MeshState.read(data)).isEqualTo(parts.state());
  }

  /** The other program answers as a ready service would. */
  private Parts startWhileTaken(String service) throws Exception {
    HttpServer other = SmallService.answer(parts.state().port(service), "not ours");
    try {
      return services.start(parts, Profile.MINIMAL.services());
    } finally {
      other.stop(0);
    }
  }

  private static ServicePart part(Parts parts, String name) {
    return parts.services().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  private static long pid(Parts parts, String name) {
    return part(parts, name).running().orElseThrow().pid();
  }

  private static String answerOf(ServicePart service) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(service.url())).build();
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }
}
