package dev.missionmesh.endtoend.mesh;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/** A tenant of the running mesh and a key of its own that holds every tenant scope. */
public record Tenant(String id, String key, String gateway) {
  /** A request through the gateway in this tenant's name. */
  public RequestSpecification api() {
    return given().baseUri(gateway).header("Authorization", "Bearer " + key);
  }

  /** Submits a mission and answers its id. */
  public String submit(Map<String, ?> mission) {
    return api()
        .contentType(ContentType.JSON)
        .body(mission)
        .post("/api/v1/missions")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  public String command(String... words) {
    return submit(Map.of("executor", "command", "command", words));
  }

  /** Waits until the mission is final and answers its view. */
  public MissionView await(String id) {
    return Missions.await(this, id);
  }

  public MissionView mission(String id) {
    return new MissionView(api().get("/api/v1/missions/" + id).then().statusCode(200).extract().jsonPath());
  }

  public MissionView run(String... words) {
    return await(command(words));
  }
}
