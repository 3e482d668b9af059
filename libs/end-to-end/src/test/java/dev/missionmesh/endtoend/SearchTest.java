package dev.missionmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.endtoend.mesh.CommandResult;
import dev.missionmesh.endtoend.mesh.RunningMesh;
import dev.missionmesh.endtoend.mesh.Tenant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SearchTest {
  private final RunningMesh mesh = RunningMesh.shared();
  private final Tenant tenant = mesh.tenant("search");

  @Test
  void aPrintedLineIsFoundWithinTwoSeconds() {
    String word = "word" + UUID.randomUUID().toString().replace("-", "");
    tenant.run("echo", "a line with", word, "in it");
    Awaitility.await("found by its word").atMost(Duration.ofSeconds(2)).pollInterval(Duration.ofMillis(50)).until(() -> total(word) > 0);
    List<String> highlights =
        tenant.api().queryParam("q", word).get("/api/v1/search").then().statusCode(200).extract().path("items.highlights.flatten()");
    assertThat(highlights).anyMatch(h -> h.contains("<em>" + word + "</em>"));
    CommandResult found = mesh.cliAs(tenant, "search", word);
    assertThat(found.exitCode()).as(found.stderr()).isZero();
    assertThat(found.stdout()).contains(word);
  }

  private int total(String word) {
    return tenant.api().queryParam("q", word).get("/api/v1/search").then().statusCode(200).extract().path("total");
  }

  @Test
  void anIndexDeletedAndRebuiltHoldsTheSameDocuments() {
    for (int i = 0; i < 5; i++) {
      tenant.run("sh", "-c", "echo rebuilt-" + i + "; echo warn-" + i + " >&2; exit " + i % 2);
    }
    Awaitility.await("all indexed as finished").atMost(Duration.ofSeconds(20)).until(this::isSettled);
    Map<String, String> before = documents();
    mesh.kill9("search-indexer");
    mesh.deleteState("search-indexer");
    mesh.up();
    Awaitility.await("the rebuilt index").atMost(Duration.ofSeconds(60)).until(() -> documents().size() >= before.size());
    Awaitility.await("the same documents").atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(documents()).isEqualTo(before));
  }

  /** Every mission of the tenant has its document, none of them in a state that will change. */
  private boolean isSettled() {
    Map<String, String> documents = documents();
    List<String> missions = tenant.api().queryParam("limit", 200).get("/api/v1/missions").path("items.id");
    return documents.keySet().containsAll(missions)
        && documents.values().stream().noneMatch(d -> d.contains("state=running") || d.contains("state=queued"))
        && documents.values().stream().filter(d -> d.contains("kind=log")).count() >= 10;
  }

  /** All documents of the tenant by id, over all pages. */
  private Map<String, String> documents() {
    Map<String, String> all = new TreeMap<>();
    String cursor = null;
    do {
      var request = tenant.api().queryParam("limit", 50);
      if (cursor != null) {
        request.queryParam("cursor", cursor);
      }
      var page = request.get("/api/v1/search/documents");
      if (page.statusCode() != 200) {
        return Map.of();
      }
      List<Map<String, Object>> items = page.path("items");
      items.forEach(item -> all.put(String.valueOf(item.get("id")), new TreeMap<>(item).toString()));
      cursor = page.path("nextCursor");
    } while (cursor != null);
    return all;
  }
}
