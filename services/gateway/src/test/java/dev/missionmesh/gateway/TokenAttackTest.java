package dev.missionmesh.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.sun.net.httpserver.HttpServer;
import dev.missionmesh.tenancy.InternalTokens;
import dev.missionmesh.tenancy.Scopes;
import dev.missionmesh.tenancy.TenantId;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.junit.jupiter.api.Test;

/** Every attack on tokens that is known to have worked somewhere, each answered 401. */
@QuarkusTest
@TestProfile(WithIssuer.class)
class TokenAttackTest extends AtTheIssuer {
  private static final RsaJsonWebKey ATTACKER = Jwt.newKey("attacker");

  @Inject InternalTokens internalTokens;

  @Test
  void theTokenThatTheAttacksStartFromIsGood() {
    with(good()).get(MISSIONS).then().statusCode(200);
  }

  @Test
  void refusesTokensWithoutASignature() {
    Map<String, String> attacks = new LinkedHashMap<>();
    String signature = good().signed().split("\\.")[2];
    for (String none : new String[] {"none", "None", "NONE", "nOnE", " none", ""}) {
      String body = good().header("alg", none).body();
      attacks.put("alg '" + none + "', empty signature", body + ".");
      attacks.put("alg '" + none + "', no third part", body);
      attacks.put("alg '" + none + "', a signature all the same", body + "." + signature);
    }
    attacks.put("no alg", good().header("alg", null).signed());
    attacks.put("right alg, empty signature", good().body() + ".");
    attacks.put("right alg, no third part", good().body());
    attacks.put("another token's signature", good().claim("sub", "boss").body() + "." + signature);
    attacks.put("alg in small letters", good().header("alg", "rs256").signed());
    attacks.put(
        "all zero signature of an elliptic curve",
        good().header("alg", "ES256").body() + "." + Jwt.encode(new byte[64]));
    refuseAll(attacks);
  }

  @Test
  void refusesThePublicKeyAsASharedSecret() {
    Map<String, String> attacks = new LinkedHashMap<>();
    RsaJsonWebKey key = issuerKey();
    byte[] der = key.getPublicKey().getEncoded();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + java.util.Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
            + "\n-----END PUBLIC KEY-----";
    String jwk = key.toJson(OutputControlLevel.PUBLIC_ONLY);
    for (String bits : new String[] {"256", "384", "512"}) {
      attacks.put("PEM, HS" + bits, good().sealed(bits, pem.getBytes()));
      attacks.put("PEM with a last line break, HS" + bits, good().sealed(bits, (pem + "\n").getBytes()));
      attacks.put("DER, HS" + bits, good().sealed(bits, der));
      attacks.put("JWK, HS" + bits, good().sealed(bits, jwk.getBytes()));
      attacks.put("modulus, HS" + bits, good().sealed(bits, key.getRsaPublicKey().getModulus().toByteArray()));
      attacks.put("the key's id, HS" + bits, good().sealed(bits, key.getKeyId().getBytes()));
    }
    refuseAll(attacks);
  }

  @Test
  void refusesKeyIdsThatNameFilesOrStatements() {
    Map<String, String> attacks = new LinkedHashMap<>();
    for (String id :
        new String[] {
          "../../../../../../dev/null",
          "/proc/sys/kernel/randomize_va_space",
          "file:///dev/null",
          "first\u0000",
          "first/../first",
          "' or '1'='1",
          "first' union select 'c2VjcmV0' --",
          "first; drop table api_keys; --",
          "$(id)",
          "${jndi:ldap://127.0.0.1/x}",
          "",
          "x".repeat(4_000)
        }) {
      attacks.put("own key, kid " + id, good().header("kid", id).signedBy(ATTACKER).signed());
      attacks.put("empty secret, kid " + id, good().header("kid", id).sealed("256", new byte[1]));
    }
    attacks.put("kid a number", good().header("kid", 1).signed());
    attacks.put("kid a list", good().header("kid", new JsonArray().add("first")).signed());
    refuseAll(attacks);
  }

  @Test
  void neverTakesAKeyFromTheTokenOrFromAnAddressInIt() throws IOException {
    AtomicInteger visits = new AtomicInteger();
    HttpServer trap =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    JsonObject jwk = new JsonObject(ATTACKER.toJson(OutputControlLevel.PUBLIC_ONLY));
    byte[] keys = new JsonObject().put("keys", new JsonArray().add(jwk)).encode().getBytes();
    trap.createContext(
        "/",
        exchange -> {
          visits.incrementAndGet();
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    trap.start();
    try {
      String address = "http://127.0.0.1:" + trap.getAddress().getPort() + "/keys";
      Map<String, Object> injected = new LinkedHashMap<>();
      injected.put("jku", address);
      injected.put("x5u", address);
      injected.put("jwk", jwk);
      injected.put("x5c", new JsonArray().add(java.util.Base64.getEncoder().encodeToString(keys)));
      injected.put("x5t", Jwt.encode(new byte[20]));
      injected.put("x5t#S256", Jwt.encode(new byte[32]));
      Map<String, String> attacks = new LinkedHashMap<>();
      injected.forEach(
          (field, value) -> {
            for (String kid : new String[] {"attacker", "first", null}) {
              Jwt forged = good().header(field, value).header("kid", kid).signedBy(ATTACKER);
              attacks.put(field + ", kid " + kid, forged.signed());
            }
          });
      attacks.put("iss at the attacker's", good().claim("iss", address).signedBy(ATTACKER).signed());
      refuseAll(attacks);
      assertThat(visits).hasValue(0);
    } finally {
      trap.stop(0);
    }
  }

  @Test
  void refusesTokensOutsideTheirTimes() {
    long now = Instant.now().getEpochSecond();
    Map<String, String> attacks = new LinkedHashMap<>();
    attacks.put("expired", good().claim("exp", now - 6).signed());
    attacks.put("expired long ago", good().claim("iat", 1).claim("exp", 2).signed());
    attacks.put("no expiry", good().claim("exp", null).signed());
    attacks.put("expiry a text", good().claim("exp", "never").signed());
    attacks.put("expiry below zero", good().claim("exp", -1).signed());
    attacks.put("not yet valid", good().claim("nbf", now + 30).signed());
    attacks.put("issued in the future", good().claim("iat", now + 30).signed());
    attacks.put("no time of issue", good().claim("iat", null).signed());
    refuseAll(attacks);
  }

  @Test
  void refusesTokensOfOthersOrForOthers() {
    Map<String, String> attacks = new LinkedHashMap<>();
    RsaJsonWebKey other = Jwt.newKey("other-realm");
    String otherRealm = issuer().replace("/mesh", "/other");
    attacks.put("other realm", Jwt.good(other, otherRealm).signed());
    attacks.put("other realm's key, our issuer", Jwt.good(other, issuer()).signed());
    attacks.put("other realm's key under our kid", good().signedBy(other).signed());
    attacks.put("our key, other issuer", good().claim("iss", otherRealm).signed());
    attacks.put("issuer with a slash more", good().claim("iss", issuer() + "/").signed());
    attacks.put("issuer in a list", good().claim("iss", new JsonArray().add(issuer())).signed());
    attacks.put("no issuer", good().claim("iss", null).signed());
    attacks.put("other audience", good().claim("aud", "account").signed());
    attacks.put("audience in other letters", good().claim("aud", "Missionmesh-Gateway").signed());
    attacks.put("no audience", good().claim("aud", null).signed());
    attacks.put("client that is none of ours", good().claim("azp", "elsewhere").signed());
    attacks.put("no client", good().claim("azp", null).signed());
    attacks.put("ID token", good().claim("typ", "ID").signed());
    attacks.put("refresh token", good().claim("typ", "Refresh").signed());
    attacks.put("logout token", good().header("typ", "logout+jwt").signed());
    attacks.put("no subject", good().claim("sub", null).signed());
    attacks.put("subject with a line break", good().claim("sub", "a\nb").signed());
    attacks.put("subject without end", good().claim("sub", "x".repeat(256)).signed());
    refuseAll(attacks);
  }

  @Test
  void refusesInternalTokens() {
    Map<String, String> attacks = new LinkedHashMap<>();
    for (String service : new String[] {"gateway", "mission", "missionmesh-gateway"}) {
      attacks.put(
          "internal token for " + service,
          internalTokens.token(service, TenantId.SYSTEM, "key:x", Scopes.SYSTEM));
    }
    refuseAll(attacks);
  }

  @Test
  void refusesWhatIsNoToken() {
    Map<String, String> attacks = new LinkedHashMap<>();
    String token = good().signed();
    String[] parts = token.split("\\.");
    String twice = good().claims.encode().replace("{\"iss\"", "{\"tenant\":\"globex\",\"iss\"");
    attacks.put(
        "a claim twice",
        Jwt.sign(Jwt.encode(good().header.encode()) + "." + Jwt.encode(twice), issuerKey().getPrivateKey()));
    attacks.put("unknown critical header", good().header("crit", new JsonArray().add("x")).header("x", 1).signed());
    attacks.put("claims no object", Jwt.sign(parts[0] + "." + Jwt.encode("[]"), issuerKey().getPrivateKey()));
    attacks.put("header no object", Jwt.sign(Jwt.encode("1") + "." + parts[1], issuerKey().getPrivateKey()));
    attacks.put("four parts", token + "." + parts[2]);
    attacks.put("five parts", token + ".a.b");
    attacks.put("padded", token + "==");
    attacks.put("space in it", parts[0] + "." + parts[1] + " ." + parts[2]);
    attacks.put("too long", good().claim("x", "x".repeat(6_000)).signed());
    attacks.put("dots only", "..");
    refuseAll(attacks);
  }

  /** Twice: what was refused once must not come through because it is remembered. */
  private static void refuseAll(Map<String, String> attacks) {
    attacks.forEach(
        (name, token) -> {
          for (int i = 0; i < 2; i++) {
            var answer = withKey(token).get(MISSIONS).then();
            assertThat(answer.extract().statusCode()).as(name).isEqualTo(401);
            answer
                .contentType("application/problem+json")
                .header("WWW-Authenticate", startsWith("Bearer error=\"invalid_token\""))
                .body("type", equalTo("https://missionmesh.dev/problems/unauthenticated"));
          }
        });
  }
}
