package dev.missionmesh.auditlog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A named Ed25519 public key in the verifier key format of signed notes: {@code name+hash+base64(0x01 || key)}, where the hash is
 * the first four bytes, in hex, of {@code SHA-256(name || 0x0A || 0x01 || key)}.
 */
public final class VerifierKey {
  static final byte ED25519 = 1;

  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final int KEY_LENGTH = 32;

  private final String name;
  private final byte[] raw;
  private final PublicKey key;

  private VerifierKey(String name, byte[] raw) {
    if (name.isEmpty() || name.chars().anyMatch(c -> c == '+' || c <= ' ' || isSpace(c))) {
      throw new InvalidNote("a key name is not empty and has neither spaces nor plus");
    }
    this.name = name;
    this.raw = raw;
    this.key = decode(raw);
  }

  /**
   * @param name key name; for an audit log its origin
   * @param publicKey the 32 bytes of RFC 8032
   * @throws InvalidNote if either is not valid
   */
  public static VerifierKey of(String name, byte[] publicKey) {
    return new VerifierKey(name, publicKey.clone());
  }

  /**
   * Reads the text form; surrounding white space is dropped.
   *
   * @throws InvalidNote if it is malformed or its hash belongs to another key
   */
  public static VerifierKey parse(String text) {
    String[] parts = text.strip().split("\\+", 3);
    if (parts.length != 3) {
      throw new InvalidNote("a verifier key has the form name+hash+key");
    }
    byte[] material = base64(parts[2]);
    if (material.length != KEY_LENGTH + 1 || material[0] != ED25519) {
      throw new InvalidNote("the verifier key is not an Ed25519 key");
    }
    VerifierKey key = new VerifierKey(parts[0], Arrays.copyOfRange(material, 1, material.length));
    if (!HexFormat.of().toHexDigits(key.id()).equals(parts[1])) {
      throw new InvalidNote("the hash in the verifier key belongs to another key");
    }
    return key;
  }

  public String name() {
    return name;
  }

  /** The 32 bytes of the public key. */
  public byte[] publicKey() {
    return raw.clone();
  }

  /** Key id: the hash, big-endian. */
  public int id() {
    MessageDigest digest = MerkleHash.digest();
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
    digest.update(ED25519);
    return ByteBuffer.wrap(digest.digest(raw)).getInt();
  }

  boolean verifies(byte[] text, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(text);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  static byte[] base64(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidNote("not valid base64");
    }
  }

  private static boolean isSpace(int c) {
    return Character.isSpaceChar(c) || Character.isWhitespace(c);
  }

  private static PublicKey decode(byte[] raw) {
    if (raw.length != KEY_LENGTH) {
      throw new InvalidNote("an Ed25519 public key has 32 bytes");
    }
    byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + KEY_LENGTH);
    System.arraycopy(raw, 0, encoded, X509_PREFIX.length, KEY_LENGTH);
    try {
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new InvalidNote("not an Ed25519 public key");
    }
  }

  /** The text form. */
  @Override
  public String toString() {
    byte[] material = new byte[KEY_LENGTH + 1];
    material[0] = ED25519;
    System.arraycopy(raw, 0, material, 1, KEY_LENGTH);
    return name
        + "+"
        + HexFormat.of().toHexDigits(id())
        + "+"
        + Base64.getEncoder().encodeToString(material);
  }
}
