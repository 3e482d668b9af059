package dev.missionmesh.gateway.application.webhook;

import dev.missionmesh.tenancy.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Keeps signing secrets unreadable at rest: AES-256-GCM with a random nonce of 96 bits, bound to the
 * tenant, webhook and secret, so that a row moved elsewhere opens nothing.
 */
public final class SecretSeal {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final SealingKeys keys;
  private final SecureRandom random = new SecureRandom();

  public SecretSeal(SealingKeys keys) {
    this.keys = keys;
  }

  /** True if the gateway has a key to seal with. */
  public boolean isReady() {
    return keys.current().isPresent();
  }

  /** The id of the key that seals now; null if there is none. */
  public String currentKey() {
    return keys.current().orElse(null);
  }

  /**
   * Seals a secret with the current key.
   *
   * @throws IllegalStateException if there is none
   */
  public HeldSecret seal(TenantId tenant, UUID webhook, UUID id, SigningSecret secret) {
    String keyId = keys.current().orElseThrow(() -> new IllegalStateException("no sealing key"));
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] text = run(Cipher.ENCRYPT_MODE, keyId, nonce, context(tenant, webhook, id), secret.bytes());
    return new HeldSecret(
        id, keyId, ByteBuffer.allocate(NONCE + text.length).put(nonce).put(text).array());
  }

  /**
   * Opens a secret.
   *
   * @throws IllegalStateException if its key is not at hand or it was tampered with
   */
  public SigningSecret open(TenantId tenant, UUID webhook, HeldSecret held) {
    ByteBuffer sealed = ByteBuffer.wrap(held.sealed());
    byte[] nonce = new byte[NONCE];
    sealed.get(nonce);
    byte[] text = new byte[sealed.remaining()];
    sealed.get(text);
    return new SigningSecret(
        run(Cipher.DECRYPT_MODE, held.keyId(), nonce, context(tenant, webhook, held.id()), text));
  }

  private byte[] run(int mode, String keyId, byte[] nonce, byte[] context, byte[] text) {
    SecretKey key =
        keys.find(keyId)
            .orElseThrow(() -> new IllegalStateException("no sealing key of the id " + keyId));
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(context);
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a webhook secret cannot be sealed or opened", e);
    }
  }

  private static byte[] context(TenantId tenant, UUID webhook, UUID id) {
    return (tenant.value() + "/" + webhook + "/" + id).getBytes(StandardCharsets.UTF_8);
  }
}
