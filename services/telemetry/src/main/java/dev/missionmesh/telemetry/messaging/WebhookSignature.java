package dev.missionmesh.telemetry.messaging;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs messages as Standard Webhooks says: {@code v1,} and HMAC-SHA256 over id, timestamp and body. */
final class WebhookSignature {
  private static final String PREFIX = "whsec_";
  private static final int SHORTEST = 24;

  private final SecretKeySpec key;

  /**
   * @throws IllegalArgumentException if the text is not {@code whsec_} and at least 24 bytes of base64
   */
  WebhookSignature(String secret) {
    if (!secret.startsWith(PREFIX)) {
      throw new IllegalArgumentException("a webhook secret begins with " + PREFIX);
    }
    byte[] bytes = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    if (bytes.length < SHORTEST) {
      throw new IllegalArgumentException("a webhook secret has at least " + SHORTEST + " bytes");
    }
    key = new SecretKeySpec(bytes, "HmacSHA256");
  }

  /**
   * @param timestamp seconds since the epoch
   */
  String of(String id, long timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
