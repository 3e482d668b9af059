package dev.missionmesh.auditlog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;

/** Signs notes (C2SP signed-note) with an Ed25519 key under a name. */
public final class NoteSigner {
  private final VerifierKey verifier;
  private final PrivateKey key;

  private NoteSigner(VerifierKey verifier, PrivateKey key) {
    this.verifier = verifier;
    this.key = key;
  }

  /**
   * @param name key name
   * @param seed the 32 private bytes of RFC 8032 ({@code d} of a JWK)
   * @param publicKey the 32 public bytes ({@code x} of a JWK)
   * @throws IllegalArgumentException if the two are no pair
   */
  public static NoteSigner of(String name, byte[] seed, byte[] publicKey) {
    try {
      PrivateKey key =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
      NoteSigner signer = new NoteSigner(VerifierKey.of(name, publicKey), key);
      byte[] probe = {1};
      if (!signer.verifier.verifies(probe, signer.signature(probe))) {
        throw new IllegalArgumentException("the private and the public key are no pair");
      }
      return signer;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an Ed25519 private key", e);
    }
  }

  /** The same key under another name. */
  public NoteSigner named(String name) {
    return new NoteSigner(VerifierKey.of(name, verifier.publicKey()), key);
  }

  /** The public half. */
  public VerifierKey verifierKey() {
    return verifier;
  }

  /**
   * The note: text, blank line, signature line.
   *
   * @param text ends in a newline, and has no other control character
   */
  public String sign(String text) {
    byte[] signature = signature(text.getBytes(StandardCharsets.UTF_8));
    byte[] blob =
        ByteBuffer.allocate(4 + signature.length).putInt(verifier.id()).put(signature).array();
    return text
        + "\n"
        + SignedNote.DASH
        + verifier.name()
        + " "
        + Base64.getEncoder().encodeToString(blob)
        + "\n";
  }

  private byte[] signature(byte[] text) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(text);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign with Ed25519", e);
    }
  }
}
