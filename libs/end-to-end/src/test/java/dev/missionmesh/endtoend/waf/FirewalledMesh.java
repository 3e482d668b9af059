package dev.missionmesh.endtoend.waf;

import dev.missionmesh.endtoend.mesh.RunningMesh;
import dev.missionmesh.endtoend.mesh.Tenant;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The shared mesh with its firewall up. */
final class FirewalledMesh {
  private final RunningMesh mesh = RunningMesh.shared();

  /** Starts the firewall, or starts it again in another mode. */
  void up(String mode) {
    mesh.up("--waf", mode);
  }

  RunningMesh mesh() {
    return mesh;
  }

  /** Where clients call. */
  URI door() {
    return URI.create("http://127.0.0.1:" + mesh.files().port("waf"));
  }

  /** A tenant that calls by way of the firewall. */
  Tenant tenant(String id) {
    return new Tenant(id, mesh.tenant(id).key(), door().toString());
  }

  /** Requests that the gateway has answered so far. */
  double seenByGateway() {
    return sum(RestAssured.given().accept("text/plain").get(mesh.straight() + "/q/metrics").asString(), "mesh_gateway_requests_seconds_count\\{.*\\}");
  }

  /** What the firewall has counted: {@code action} blocked or detected. */
  double counted(String action, String group) {
    String metrics = RestAssured.get("http://127.0.0.1:" + mesh.files().port("waf-metrics") + "/metrics").asString();
    return sum(metrics, "mesh_waf_requests_total\\{action=\"" + action + "\",group=\"" + group + "\"\\}");
  }

  String log() throws IOException {
    return Files.readString(Path.of(mesh.data().toString(), "logs", "waf.log"));
  }

  private static double sum(String metrics, String series) {
    return Pattern.compile("^" + series + " (\\S+)", Pattern.MULTILINE)
        .matcher(metrics)
        .results()
        .mapToDouble(found -> Double.parseDouble(found.group(1)))
        .sum();
  }
}
