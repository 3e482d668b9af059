package dev.missionmesh.gateway.application.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A symmetric secret of the Standard Webhooks specification (version 1): messages are signed with
 * HMAC-SHA256 over {@code id.timestamp.payload}.
 */
public final class SigningSecret {
  private static final String PREFIX = "whsec_";
  private static final int BYTES = 32;
  private final byte[] key;

  public SigningSecret(byte[] key) {
    this.key = key.clone();
  }

  /** A new one of 32 bytes; the source must be cryptographically strong. */
  public static SigningSecret generate(RandomGenerator random) {
    byte[] key = new byte[BYTES];
    random.nextBytes(key);
    return new SigningSecret(key);
  }

  /** As its owner keeps it: {@code whsec_} and base64. */
  public String reveal() {
    return PREFIX + Base64.getEncoder().encodeToString(key);
  }

  public byte[] bytes() {
    return key.clone();
  }

  /** The header {@code webhook-signature}: one signature for each secret, separated by spaces. */
  public static String signatures(
      List<SigningSecret> secrets, String messageId, Instant timestamp, byte[] payload) {
    return secrets.stream()
        .map(secret -> secret.sign(messageId, timestamp, payload))
        .collect(Collectors.joining(" "));
  }

  private String sign(String messageId, Instant timestamp, byte[] payload) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      String head = messageId + "." + timestamp.getEpochSecond() + ".";
      mac.update(head.getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(payload));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  @Override
  public String toString() {
    return "SigningSecret";
  }
}
