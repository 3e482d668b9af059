package dev.missionmesh.gateway;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;

/** Base of the tests with tokens of an OpenID issuer. */
abstract class AtTheIssuer extends AtTheDoor {
  @BeforeEach
  void theIssuerAnswers() {
    control(new JsonObject().put("away", false).put("decision", 200));
  }

  static String issuer() {
    return setting("mesh.gateway.oidc.issuer");
  }

  static RsaJsonWebKey issuerKey() {
    try {
      return (RsaJsonWebKey) PublicJsonWebKey.Factory.newPublicJwk(setting("test.issuer.key"));
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A token that holds, to be spoilt. */
  static Jwt good() {
    return Jwt.good(issuerKey(), issuer());
  }

  static RequestSpecification with(Jwt token) {
    return withKey(token.signed());
  }

  /** Changes the issuer and tells what it has seen. */
  static JsonPath control(JsonObject wanted) {
    return given()
        .contentType("application/json")
        .body(wanted.encode())
        .post(URI.create(issuer()).resolve("/control"))
        .jsonPath();
  }

  /** Lets the issuer publish one more key. */
  static void publish(RsaJsonWebKey key) {
    control(
        new JsonObject().put("key", new JsonObject(key.toJson(OutputControlLevel.PUBLIC_ONLY))));
  }

  /** The internal token that reached the service behind the door. */
  static JsonObject handedOn(RequestSpecification request) {
    String header =
        request.get(MISSIONS).then().statusCode(200).extract().path("headers.authorization");
    String claims = header.substring("Bearer ".length()).split("\\.")[1];
    return new JsonObject(new String(java.util.Base64.getUrlDecoder().decode(claims)));
  }
}
