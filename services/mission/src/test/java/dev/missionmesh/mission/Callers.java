package dev.missionmesh.mission;

import static io.restassured.RestAssured.given;

import dev.missionmesh.testsupport.TestIssuer;
import io.restassured.specification.RequestSpecification;
import org.eclipse.microprofile.config.ConfigProvider;

/** Requests as the other services make them. */
public final class Callers {
  private static final String TENANT_SCOPES =
      "missions:read missions:write deadletters:write nodes:read";

  /** A tenant's key with every scope, through the gateway. */
  public static RequestSpecification tenant(String tenant) {
    return caller("gateway", tenant, "key:k1", TENANT_SCOPES);
  }

  public static RequestSpecification node(String node) {
    return caller("sandbox-runtime", "system", "node:" + node, "node:work");
  }

  public static RequestSpecification indexer() {
    return caller("search-indexer", "system", "service:search-indexer", "missions:export");
  }

  static RequestSpecification caller(String issuer, String tenant, String subject, String scopes) {
    return given()
        .contentType("application/json")
        .header("Authorization", "Bearer " + token(issuer, tenant, subject, scopes));
  }

  /** A tenant's token. */
  public static String token(String tenant) {
    return token("gateway", tenant, "key:k1", TENANT_SCOPES);
  }

  private static String token(String issuer, String tenant, String subject, String scopes) {
    String key = ConfigProvider.getConfig().getValue("test.key." + issuer, String.class);
    return new TestIssuer(issuer, key).token("mission", tenant, subject, scopes);
  }

  private Callers() {}
}
