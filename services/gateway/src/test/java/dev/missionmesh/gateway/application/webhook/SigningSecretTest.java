package dev.missionmesh.gateway.application.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SigningSecretTest {
  private static final String PAYLOAD = "{\"type\":\"mission.finished\",\"text\":\"grüß\"}";
  private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);

  @Test
  void signsTheExampleOfTheSpecificationAsItSays() {
    SigningSecret secret =
        new SigningSecret(Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

    assertThat(
            SigningSecret.signatures(
                List.of(secret),
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                AT,
                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void signsAsAnotherImplementationDoesOnceForEachSecret() throws Exception {
    SigningSecret one = SigningSecret.generate(new SecureRandom());
    SigningSecret two = SigningSecret.generate(new SecureRandom());

    String signatures =
        SigningSecret.signatures(
            List.of(one, two), "msg_1", AT, PAYLOAD.getBytes(StandardCharsets.UTF_8));

    assertThat(signatures).isEqualTo(theirs(one) + " " + theirs(two));
    assertThat(one.reveal()).startsWith("whsec_").isNotEqualTo(two.reveal());
    assertThat(one.toString()).doesNotContain(one.reveal().substring(6));
  }

  private static String theirs(SigningSecret secret) throws Exception {
    return new Webhook(secret.reveal()).sign("msg_1", AT.getEpochSecond(), PAYLOAD);
  }
}
