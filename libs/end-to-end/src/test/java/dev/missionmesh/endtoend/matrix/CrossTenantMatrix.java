package dev.missionmesh.endtoend.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.missionmesh.endtoend.mesh.RunningMesh;
import dev.missionmesh.endtoend.mesh.Tenant;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Every operation of the running mesh's OpenAPI document × everybody who must not: a stranger with the
 * ids of the victim's things, a stranger's key that claims to be the victim's, a suspended tenant, a
 * revoked key, a key with too small a scope, nobody. Then by who may, so that no refusal proves too little.
 */
public final class CrossTenantMatrix {
  private static final Path TABLE = Path.of("target/cross-tenant-matrix.md");
  private static final String DOCUMENT = "/api/v1/openapi.json";
  private static final Set<String> TELLING_OF_CHANGES =
      Set.of("getTenantDeletion", "getSearchRebuild");
  private static final Duration DOORS = Duration.ofSeconds(10);

  private final RunningMesh mesh;
  private final Caller caller;
  private final Victim victim;
  private final MatrixTable table = new MatrixTable();
  private final List<ApiOperation> operations;
  private final Map<String, Fixture> fixtures;

  /** Prepares the victim and its enemies. */
  public CrossTenantMatrix(RunningMesh mesh) throws Exception {
    this.mesh = mesh;
    this.caller = new Caller(mesh.gateway());
    this.victim = Victim.prepare(mesh);
    this.operations =
        ApiOperation.of(new ObjectMapper().readTree(victim.tenant().api().get(DOCUMENT).asString()));
    this.fixtures = Fixtures.of(victim);
  }

  /** Fails, naming every wrong cell; the whole table is in {@code target/}. */
  public void run() throws Exception {
    assertThat(operations).as("operations of the document").hasSizeGreaterThan(35);
    Set<String> ids = new HashSet<>();
    operations.forEach(operation -> ids.add(operation.id()));
    assertThat(fixtures.keySet())
        .as("every operation needs a line in Fixtures, and no line is left of one that is gone")
        .isEqualTo(ids);
    Tenant stranger = mesh.tenant("matrix-stranger");
    Tenant suspended = suspended();
    String revoked = revoked();
    Narrow narrow = Narrow.of(mesh);
    Map<String, String> before = settledRows();

    for (ApiOperation operation : operations) {
      stranger(operation, stranger);
      refused(operation, "another's key as the victim's", Forgery.claiming(Victim.ID, stranger.key()), 401, "unauthenticated");
      refused(operation, "suspended tenant", suspended.key(), 403, "tenant-suspended");
      refused(operation, "revoked key", revoked, 401, "unauthenticated");
      if (operation.isForAnyKey()) {
        answered(operation, "too small a scope", narrow.keyWithout(operation), 200);
      } else {
        refused(operation, "too small a scope", narrow.keyWithout(operation), 403, "forbidden");
      }
      refused(operation, "no key", null, 401, "unauthenticated");
    }
    Map<String, String> after = settledRows();
    operations.stream().sorted(Comparator.comparing(CrossTenantMatrix::turn)).forEach(this::rightful);
    table.write(TABLE);
    assertThat(table.wrong()).as("wrong cells; the table is " + TABLE.toAbsolutePath()).isEmpty();
    assertThat(after).as("the victim's rows").isEqualTo(before);
  }

  private void stranger(ApiOperation operation, Tenant stranger) {
    Fixture fixture = fixtures.get(operation.id());
    HttpResponse<String> answer = caller.call(operation, fixture, stranger.key(), false);
    String fault = status(answer, fixture.stranger());
    if (fault == null && answer.statusCode() / 100 == 2) {
      fault = victim.secrets().stream().filter(answer.body()::contains).findFirst().map(s -> "shows " + s).orElse(null);
    }
    table.note(operation, "another's id", answer.statusCode(), fault);
  }

  private void refused(ApiOperation operation, String column, String key, int status, String problem) {
    HttpResponse<String> answer = caller.call(operation, fixtures.get(operation.id()), key, false);
    String fault = status(answer, status);
    if (fault == null && !answer.body().contains("/problems/" + problem + "\"")) {
      fault = "is not the problem " + problem + ": " + answer.body();
    }
    table.note(operation, column, answer.statusCode(), fault);
  }

  private void answered(ApiOperation operation, String column, String key, int status) {
    HttpResponse<String> answer = caller.call(operation, fixtures.get(operation.id()), key, false);
    table.note(operation, column, answer.statusCode(), status(answer, status));
  }

  /** Who may reads first, then changes; what tells of a change comes last. */
  private static int turn(ApiOperation operation) {
    return TELLING_OF_CHANGES.contains(operation.id()) ? 2 : operation.reads() ? 0 : 1;
  }

  private void rightful(ApiOperation operation) {
    Fixture fixture = fixtures.get(operation.id());
    String key = fixture.bySystem() ? mesh.systemKey() : victim.tenant().key();
    if (operation.id().equals("createKey") || operation.id().equals("listKeys")) key = mesh.systemKey();
    HttpResponse<String> answer = caller.call(operation, fixture, key, true);
    table.note(
        operation,
        "who may",
        answer.statusCode(),
        answer.statusCode() / 100 == 2 ? null : "answered " + answer.statusCode() + " to who may: " + answer.body());
  }

  private static String status(HttpResponse<String> answer, int expected) {
    return answer.statusCode() == expected
        ? null
        : "answered %d instead of %d: %s".formatted(answer.statusCode(), expected, answer.body());
  }

  private Tenant suspended() {
    Tenant tenant = mesh.tenant("matrix-suspended");
    Victim.system(mesh).post("/api/v1/tenants/" + tenant.id() + "/suspend").then().statusCode(200);
    await().atMost(DOORS).until(() -> tenant.api().get(DOCUMENT).statusCode() == 403);
    return tenant;
  }

  private String revoked() {
    RunningMesh.ApiKey key = mesh.createKey(Victim.ID, "P1D", Narrow.ALL);
    Tenant bearer = new Tenant(Victim.ID, key.key(), mesh.gateway());
    bearer.api().get(DOCUMENT).then().statusCode(200);
    Victim.system(mesh).delete("/api/v1/keys/" + key.id() + "?tenant=" + Victim.ID).then().statusCode(204);
    await().atMost(DOORS).until(() -> bearer.api().get(DOCUMENT).statusCode() == 401);
    return key.key();
  }

  /** The victim's rows once nothing moves any more: what was done before is written everywhere. */
  private Map<String, String> settledRows() {
    AtomicReference<Map<String, String>> last = new AtomicReference<>(Map.of());
    await()
        .atMost(Duration.ofSeconds(20))
        .pollDelay(Duration.ofSeconds(1))
        .pollInterval(Duration.ofMillis(700))
        .until(
            () -> {
              Map<String, String> now = victim.rows();
              return now.equals(last.getAndSet(now));
            });
    return last.get();
  }
}
