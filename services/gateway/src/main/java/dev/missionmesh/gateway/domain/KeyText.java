package dev.missionmesh.gateway.domain;

import dev.missionmesh.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * A whole API key, {@code mesh_<tenant>_<keyId>_<secret><crc>}: exists only in the hands of its
 * bearer and, once, in the answer that made it. Whoever holds the text holds the key; the string
 * form of this object shows only what is public.
 */
public final class KeyText {
  private static final String PREFIX = "mesh_";
  private static final int ID = 12;
  private static final int SECRET = 43;
  private static final int CHECKSUM = 6;
  private static final int TAIL = ID + 1 + SECRET + CHECKSUM;
  private static final int MAX = PREFIX.length() + 40 + 1 + TAIL;

  private final TenantId tenant;
  private final String keyId;
  private final String text;

  private KeyText(TenantId tenant, String keyId, String text) {
    this.tenant = tenant;
    this.keyId = keyId;
    this.text = text;
  }

  /** A new key with 256 bits of chance in its secret. */
  public static KeyText generate(TenantId tenant, SecureRandom random) {
    String keyId = Base62.random(random, ID);
    String body = PREFIX + tenant + "_" + keyId + "_" + Base62.random(random, SECRET);
    return new KeyText(tenant, keyId, body + Base62.checksum(body));
  }

  /** Reads a key; empty if the text cannot be one: wrong form or wrong checksum. */
  public static Optional<KeyText> parse(String text) {
    if (text == null || text.length() > MAX || !text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    int tenantEnd = text.length() - TAIL - 1;
    if (tenantEnd <= PREFIX.length()
        || text.charAt(tenantEnd) != '_'
        || text.charAt(tenantEnd + 1 + ID) != '_') {
      return Optional.empty();
    }
    String tenant = text.substring(PREFIX.length(), tenantEnd);
    int secret = tenantEnd + 2 + ID;
    int checksum = text.length() - CHECKSUM;
    if (!TenantId.isValid(tenant)
        || !Base62.holds(text, tenantEnd + 1, secret - 1)
        || !Base62.holds(text, secret, text.length())
        || !text.endsWith(Base62.checksum(text.substring(0, checksum)))) {
      return Optional.empty();
    }
    return Optional.of(
        new KeyText(new TenantId(tenant), text.substring(tenantEnd + 1, secret - 1), text));
  }

  public TenantId tenant() {
    return tenant;
  }

  public String keyId() {
    return keyId;
  }

  /** The secret form, to be shown to its bearer once. */
  public String reveal() {
    return text;
  }

  /** What is stored in place of the key. */
  public byte[] sha256() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return PREFIX + tenant + "_" + keyId + "_…";
  }
}
