package dev.missionmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.endtoend.mesh.CommandResult;
import dev.missionmesh.endtoend.mesh.RunningMesh;
import dev.missionmesh.endtoend.mesh.Tenant;
import io.restassured.response.Response;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A mesh without audit and search does the main job, and says by name what it goes without. */
class MinimalProfileTest {
  private static RunningMesh mesh;

  @BeforeAll
  static void start() {
    mesh = RunningMesh.ofProfile("minimal");
  }

  @AfterAll
  static void stop() {
    mesh.close();
  }

  @Test
  void capabilitiesTellWhichServicesAreAbsent() {
    Response answer = mesh.tenant("small").api().get("/api/v1/capabilities");

    assertThat(answer.<String>path("profile")).isEqualTo("minimal");
    Map<String, String> states =
        answer.jsonPath().<Map<String, String>>getList("services").stream()
            .collect(Collectors.toMap(service -> service.get("name"), service -> service.get("state")));
    assertThat(states)
        .containsOnly(
            Map.entry("gateway", "available"),
            Map.entry("mission", "available"),
            Map.entry("policy", "available"),
            Map.entry("telemetry", "n/a"),
            Map.entry("search-indexer", "n/a"));
  }

  @Test
  void whatAnAbsentServiceWouldAnswerIsRefusedWithItsName() {
    Tenant tenant = mesh.tenant("small");

    Map.of("search?q=a", "search-indexer", "audit/checkpoint", "telemetry")
        .forEach(
            (path, service) -> {
              Response answer = tenant.api().get("/api/v1/" + path);
              assertThat(answer.statusCode()).as(path).isEqualTo(501);
              assertThat(answer.contentType()).isEqualTo("application/problem+json");
              assertThat(answer.<String>path("type")).isEqualTo("https://missionmesh.dev/problems/not-available");
              assertThat(answer.<String>path("service")).isEqualTo(service);
            });
  }

  @Test
  void theMainJobIsDoneWithoutThem() {
    CommandResult run = mesh.cli("run", "--", "python3", "-c", "print(6*7)");

    assertThat(run.exitCode()).as(run.stderr()).isZero();
    assertThat(run.stdout().strip()).isEqualTo("42");
    assertThat(run.stderr().lines().filter(line -> line.strip().startsWith("audit")))
        .singleElement()
        .asString()
        .contains("n/a");
  }

  @Test
  void statusCountsOnlyWhatBelongsToIt() {
    assertThat(mesh.cli("status", "-o", "json").json().path("services"))
        .extracting(service -> service.path("name").asText())
        .contains("gateway", "mission", "policy", "sandbox-runtime")
        .doesNotContain("telemetry", "search-indexer");
  }
}
