package dev.missionmesh.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In these tests only 127.0.0.0/8 is named as a network that may be reached although it is not public. */
@QuarkusTest
class WebhookAddressTest extends AtTheReceiver {
  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.1", "169.254.169.254", "192.168.1.1", "100.64.0.1", "[::1]", "[fd00::1]", "[64:ff9b::7f00:1]"})
  void makesNoWebhookToAPrivateAddress(String host) {
    post("acme", WEBHOOKS, body("http://" + host + "/", "key.rotated"))
        .statusCode(400)
        .body("errors.pointer", hasItem("/url"));
  }

  @Test
  void makesNoWebhookToANameThatLeadsToOneEvenBesideAPublicOne() {
    names.say("inside.example.test", "10.0.0.7");
    names.say("both.example.test", "93.184.216.34", "10.0.0.7");
    names.say("mapped.example.test", "::ffff:10.0.0.7");

    for (String name : new String[] {"inside", "both", "mapped", "unknown"}) {
      post("acme", WEBHOOKS, body("https://" + name + ".example.test/", "key.rotated"))
          .statusCode(400)
          .body("errors.pointer", hasItem("/url"));
    }
  }

  @Test
  void connectsToNothingWhenANameHasChangedItsMind() {
    names.say("rebinding.example.test", "127.0.0.1");
    String path = path();
    JsonPath hook = make("acme", receiver.url("rebinding.example.test", path), "mission.finished");
    String before = missionFinished("acme");
    assertThat(arrived(path, before).host()).isEqualTo("rebinding.example.test:" + receiver.port());

    names.say("rebinding.example.test", "10.0.0.7");
    String after = missionFinished("acme");
    awaitState("acme", hook.getString("id"), after, "failed");
    assertThat(delivery("acme", hook.getString("id"), after).getList("attempts.outcome"))
        .containsOnly("forbidden_address");
    assertThat(receiver.at(path)).hasSize(1);
  }

  @Test
  void changesNoUrlToAPrivateAddress() {
    String hook = WEBHOOKS + "/" + make("acme", receiver.url(path()), "key.rotated").get("id");
    as("acme")
        .header("If-Match", "*")
        .contentType("application/json")
        .body("{\"url\":\"http://10.0.0.1/\"}")
        .patch(hook)
        .then()
        .statusCode(400)
        .body("errors.pointer", hasItem("/url"));
  }

  @Test
  void speaksTlsOnlyWithTheHolderOfTheName() {
    Receiver secure =
        Receiver.start(
            new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(
                    new PemKeyCertOptions()
                        .setKeyPath(setting("test.tls.key"))
                        .setCertPath(setting("test.tls.certificate"))));
    try {
      names.say("hooks.example.test", "127.0.0.1");
      names.say("other.example.test", "127.0.0.1");
      JsonPath good = make("acme", secure.url("hooks.example.test", "/a"), "mission.finished");
      JsonPath bad = make("acme", secure.url("other.example.test", "/b"), "mission.finished");

      post("acme", WEBHOOKS + "/" + good.get("id") + "/test", "").body("delivered", equalTo(true));
      post("acme", WEBHOOKS + "/" + bad.get("id") + "/test", "")
          .body("delivered", equalTo(false), "attempt.outcome", equalTo("insecure"));
      assertThat(secure.at("/b")).isEmpty();
      assertThat(verifies(secure.at("/a").getFirst(), good.getString("secret"))).isTrue();
    } finally {
      secure.stop();
    }
  }
}
