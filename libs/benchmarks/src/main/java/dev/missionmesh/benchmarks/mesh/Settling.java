package dev.missionmesh.benchmarks.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.ProblemFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Waits until what ran is also in the audit log and in the index: their lag has ended at 0 and stays there, and the last mission is found
 * in both, whatever the outbox may still have held.
 */
public final class Settling {
  /** A throughput counts only if the mesh has settled after this. */
  public static final Duration LIMIT = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration STEADY = Duration.ofMillis(1500);
  private static final long POLL_MS = 100;
  private static final Map<String, String> METRICS =
      Map.of("telemetry", "mesh_audit_lag", "search-indexer", "mesh_search_lag");

  private final MeshUnderTest mesh;
  private final HttpClient http = HttpClient.newHttpClient();

  public Settling(MeshUnderTest mesh) {
    this.mesh = mesh;
  }

  /** Seconds from now until all of it was in; empty if that took more than a minute. */
  public OptionalDouble await(String lastMission) throws IOException, InterruptedException {
    long start = System.nanoTime();
    long settledAt = 0;
    while (System.nanoTime() - start < PATIENCE.toNanos()) {
      boolean settled = lagsAreZero() && isAudited(lastMission) && isIndexed(lastMission);
      long now = System.nanoTime();
      if (!settled) {
        settledAt = 0;
      } else if (settledAt == 0) {
        settledAt = now;
      }
      if (settledAt != 0 && (!mesh.isLocal() || now - settledAt > STEADY.toNanos())) {
        return OptionalDouble.of((settledAt - start) / 1e9);
      }
      Thread.sleep(POLL_MS);
    }
    return OptionalDouble.empty();
  }

  private boolean lagsAreZero() throws IOException, InterruptedException {
    for (Map.Entry<String, String> metric : METRICS.entrySet()) {
      String url = mesh.urls().get(metric.getKey());
      if (url != null && value(url, metric.getValue()) != 0) {
        return false;
      }
    }
    return true;
  }

  private double value(String url, String metric) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/q/metrics")).build();
    return http.send(request, BodyHandlers.ofLines())
        .body()
        .filter(line -> line.startsWith(metric + " ") || line.startsWith(metric + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElse(Double.NaN);
  }

  private boolean isAudited(String mission) {
    try {
      JsonNode entries = mesh.client().get("/api/v1/audit/missions/" + mission).path("entries");
      for (JsonNode entry : entries) {
        if (entry.path("type").asText().contains(".finished.")) {
          return true;
        }
      }
      return false;
    } catch (ProblemFailure notYet) {
      return false;
    }
  }

  private boolean isIndexed(String mission) {
    JsonNode items =
        mesh.client().get("/api/v1/search?q=" + mission + "&limit=1").path("items");
    return !items.isEmpty()
        && !items.path(0).path("state").asText().matches("queued|running|waiting_retry");
  }
}
