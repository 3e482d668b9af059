package dev.missionmesh.endtoend;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.endtoend.mesh.Browser;
import dev.missionmesh.endtoend.mesh.CommandResult;
import dev.missionmesh.endtoend.mesh.RunningMesh;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With a real Keycloak and the realm as it is shipped: people log in, work, and are held to what they may. */
@Tag("keycloak")
class EnterpriseProfileTest {
  private static RunningMesh mesh;
  private static Map<String, String> urls;
  private static Properties passwords;
  private static JsonNode login;
  private static String token;

  @BeforeAll
  static void logIn() throws Exception {
    mesh = RunningMesh.ofProfile("enterprise");
    urls = new HashMap<>();
    mesh.cli("status", "-o", "json")
        .json()
        .path("services")
        .forEach(part -> urls.put(part.path("name").asText(), part.path("url").asText()));
    Path secrets = mesh.data().resolve("secrets/keycloak.properties");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets))).isEqualTo("rw-------");
    passwords = new Properties();
    try (Reader reader = Files.newBufferedReader(secrets)) {
      passwords.load(reader);
    }
    login = loginAs("operator", passwords.getProperty("operator"));
    token = session().path("accessToken").asText();
  }

  @AfterAll
  static void stop() throws IOException {
    if (mesh == null) return;
    mesh.close();
    mesh.deleteState("../keycloak");
  }

  /** What a person does at the address that {@code mesh login} shows. */
  private static JsonNode loginAs(String user, String password) throws Exception {
    Process command = mesh.start("login", "-o", "json");
    try (BufferedReader said = command.errorReader()) {
      String address = said.lines().filter(line -> line.startsWith("or open")).findFirst().orElseThrow();
      Browser browser = new Browser().open(address.substring("or open".length()).strip());
      browser.submit(Map.of("username", user, "password", password, "credentialId", ""));
      browser.submit(Map.of("accept", "Yes"));
      assertThat(browser.at().getPath()).endsWith("/device/status");
      String shown = new String(command.getInputStream().readAllBytes());
      assertThat(command.waitFor()).isZero();
      return new CommandResult(0, shown, "").json();
    }
  }

  private static JsonNode session() throws IOException {
    Path file = mesh.data().resolve("cli/session.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    return new CommandResult(0, Files.readString(file), "").json();
  }

  @Test
  void aMissionRunsInTheNameOfWhoeverLoggedIn() {
    assertThat(login.path("tenant").asText()).isEqualTo("default");

    CommandResult run = mesh.cli("run", "--", "echo", "hello");

    assertThat(run.exitCode()).as(run.stderr()).isZero();
    assertThat(run.stdout().strip()).isEqualTo("hello");
    assertThat(bearing(token).get("/api/v1/missions").then().statusCode(200).extract().<List<?>>path("items"))
        .isNotEmpty();
  }

  @Test
  void aTokenOfAnotherRealmOpensNothing() {
    bearing(keycloakAdministrator()).get("/api/v1/missions").then().statusCode(401);
    assertThat(mesh.cliWith(Map.of("MESH_API_KEY", keycloakAdministrator()), "missions", "list").exitCode()).isEqualTo(4);
  }

  @Test
  void noDoorInsideTakesATokenOrAKeyFromOutside() {
    Map<String, List<String>> doors =
        Map.of(
            "mission", List.of("/api/v1/missions", "/api/v1/nodes", "/internal/v1/export/missions"),
            "policy", List.of("/api/v1/policies"),
            "telemetry", List.of("/api/v1/audit/checkpoint"),
            "search-indexer", List.of("/api/v1/search?q=a", "/api/v1/search/rebuild"));
    doors.forEach(
        (service, paths) ->
            paths.forEach(
                path -> {
                  for (String credential : new String[] {token, mesh.systemKey()}) {
                    given()
                        .header("Authorization", "Bearer " + credential)
                        .get(urls.get(service) + path)
                        .then()
                        .statusCode(401);
                  }
                }));
    given()
        .header("Authorization", "Bearer " + token)
        .contentType(ContentType.JSON)
        .body(Map.of("max", 1, "waitMs", 0))
        .post(urls.get("mission") + "/internal/v1/nodes/n/leases")
        .then()
        .statusCode(401);
  }

  @Test
  void keycloakHasASayInWhatAnAdministratorDoes() {
    assertThat(createKey().exitCode()).isZero();
    bearing(token).get("/api/v1/tenants").then().statusCode(403);

    Map<String, Object> policy = policy();
    put(policy, "NEGATIVE");
    try {
      CommandResult refused = createKey();
      assertThat(refused.exitCode()).isEqualTo(4);
      assertThat(refused.stderr()).contains("does not grant you this operation");
      bearing(token).get("/api/v1/missions").then().statusCode(200);
    } finally {
      put(policy, "POSITIVE");
    }
  }

  @Test
  void theBrowserClientHasToProveItselfByPkce() {
    String start =
        urls.get("keycloak")
            + "/realms/missionmesh/protocol/openid-connect/auth?client_id=missionmesh-portal&response_type=code&scope=openid"
            + "&redirect_uri=http%3A%2F%2F127.0.0.1%3A7777%2Flogin%2Fcallback";

    assertThat(new Browser().open(start).at().getQuery()).contains("error=invalid_request");
    assertThat(new Browser().open(start + "&code_challenge_method=plain&code_challenge=" + "a".repeat(43)).at().getQuery())
        .contains("error=invalid_request");
    assertThat(new Browser().open(start + "&code_challenge_method=S256&code_challenge=" + "a".repeat(43)).page())
        .contains("name=\"password\"");
  }

  @Test
  void nobodyLogsInByPasswordAlone() {
    given()
        .formParams(
            Map.of(
                "grant_type", "password",
                "client_id", "missionmesh-cli",
                "username", "operator",
                "password", passwords.getProperty("operator")))
        .post(urls.get("keycloak") + "/realms/missionmesh/protocol/openid-connect/token")
        .then()
        .statusCode(400);
  }

  @Test
  void whoLogsOutIsLoggedOutAtKeycloakToo() throws Exception {
    JsonNode mine = session();
    try {
      assertThat(mesh.cli("logout").stderr()).contains("Logged out.");
      assertThat(mesh.data().resolve("cli/session.json")).doesNotExist();
      given()
          .formParams(
              Map.of(
                  "grant_type", "refresh_token",
                  "client_id", "missionmesh-cli",
                  "refresh_token", mine.path("refreshToken").asText()))
          .post(urls.get("keycloak") + "/realms/missionmesh/protocol/openid-connect/token")
          .then()
          .statusCode(400);
    } finally {
      loginAs("operator", passwords.getProperty("operator"));
      token = session().path("accessToken").asText();
    }
  }

  private static RequestSpecification bearing(String credential) {
    return given().baseUri(mesh.gateway()).header("Authorization", "Bearer " + credential);
  }

  private static CommandResult createKey() {
    return mesh.cli("key", "create", "--name", "by-operator", "--scope", "missions:read");
  }

  private static String keycloakAdministrator() {
    return given()
        .formParams(
            Map.of(
                "grant_type", "password",
                "client_id", "admin-cli",
                "username", "admin",
                "password", passwords.getProperty("admin")))
        .post(urls.get("keycloak") + "/realms/master/protocol/openid-connect/token")
        .then()
        .statusCode(200)
        .extract()
        .path("access_token");
  }

  private static String policies() {
    String clients = urls.get("keycloak") + "/admin/realms/missionmesh/clients";
    String id =
        given()
            .header("Authorization", "Bearer " + keycloakAdministrator())
            .get(clients + "?clientId=missionmesh-gateway")
            .path("[0].id");
    return clients + "/" + id + "/authz/resource-server/policy";
  }

  private static Map<String, Object> policy() {
    String administrator = keycloakAdministrator();
    String id =
        given().header("Authorization", "Bearer " + administrator).get(policies() + "?name=administrators").path("[0].id");
    return given()
        .header("Authorization", "Bearer " + administrator)
        .get(policies() + "/role/" + id)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getMap("");
  }

  private static void put(Map<String, Object> policy, String logic) {
    Map<String, Object> changed = new HashMap<>(policy);
    changed.put("logic", logic);
    given()
        .header("Authorization", "Bearer " + keycloakAdministrator())
        .contentType(ContentType.JSON)
        .body(changed)
        .put(policies() + "/role/" + policy.get("id"))
        .then()
        .statusCode(201);
  }
}
