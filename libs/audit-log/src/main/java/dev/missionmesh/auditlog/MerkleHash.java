package dev.missionmesh.auditlog;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Hashes of the Merkle tree of RFC 9162, section 2.1.1, over SHA-256. A hash is 32 bytes. */
public final class MerkleHash {
  public static final int LENGTH = 32;

  private static final byte LEAF = 0;
  private static final byte NODE = 1;
  private static final ThreadLocal<MessageDigest> DIGEST =
      ThreadLocal.withInitial(MerkleHash::newDigest);

  /** The root of the empty tree: the hash of the empty string. */
  public static byte[] emptyRoot() {
    return digest().digest();
  }

  /** {@code HASH(0x00 || entry)}. */
  public static byte[] leaf(byte[] entry) {
    MessageDigest digest = digest();
    digest.update(LEAF);
    return digest.digest(entry);
  }

  /** The leaf hash of an entry that lies in two pieces: a slice of a buffer, and one last byte. */
  static byte[] leaf(byte[] buffer, int offset, int length, byte last) {
    MessageDigest digest = digest();
    digest.update(LEAF);
    digest.update(buffer, offset, length);
    digest.update(last);
    return digest.digest();
  }

  /** {@code HASH(0x01 || left || right)}. */
  public static byte[] node(byte[] left, byte[] right) {
    MessageDigest digest = digest();
    digest.update(NODE);
    digest.update(left);
    return digest.digest(right);
  }

  /** This thread's SHA-256, reset. */
  static MessageDigest digest() {
    MessageDigest digest = DIGEST.get();
    digest.reset();
    return digest;
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private MerkleHash() {}
}
