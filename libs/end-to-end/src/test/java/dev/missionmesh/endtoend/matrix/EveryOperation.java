package dev.missionmesh.endtoend.matrix;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.missionmesh.endtoend.mesh.RunningMesh;
import dev.missionmesh.endtoend.mesh.Tenant;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Calls every operation of the API document in the name of a tenant, about things that there are not. */
public final class EveryOperation {
  private static final String NOTHING = "01a1ffec-8372-720e-9603-098298a93bdc";
  private final List<ApiOperation> operations;
  private final Map<String, Fixture> fixtures;
  private final Tenant tenant;

  /**
   * How an operation was answered.
   *
   * @param type of the problem, or {@code ok}
   */
  public record Outcome(String operation, int status, String type) {}

  /** The operations of a running mesh. */
  public EveryOperation(RunningMesh mesh, Tenant tenant) throws Exception {
    this.tenant = tenant;
    operations = ApiOperation.of(new ObjectMapper().readTree(tenant.api().get("/api/v1/openapi.json").asString()));
    List<String> two = Collections.nCopies(2, NOTHING);
    String digest = Victim.system(mesh).get("/api/v1/policies").jsonPath().getString("items.find { it.active }.digest");
    String policy = Victim.system(mesh).get("/api/v1/policies/" + digest).asString();
    fixtures =
        Fixtures.of(
            new Victim(mesh, tenant, NOTHING, NOTHING, NOTHING, two, two, two, "msg", NOTHING, digest, policy));
  }

  /** The outcome of each by way of an address, in the document's order. */
  public List<Outcome> through(String address) {
    Caller caller = new Caller(address);
    List<Outcome> outcomes = new ArrayList<>();
    for (ApiOperation operation : operations) {
      HttpResponse<String> answer = caller.call(operation, fixtures.get(operation.id()), tenant.key(), false);
      outcomes.add(new Outcome(operation.id(), answer.statusCode(), type(answer.body())));
    }
    return outcomes;
  }

  private static String type(String body) {
    int at = body.indexOf("/problems/");
    return at < 0 ? "ok" : body.substring(at, body.indexOf('"', at));
  }
}
