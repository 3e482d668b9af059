package dev.missionmesh.auditlog;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The right edge of a Merkle tree: the roots of its perfect subtrees, one for each bit that is set in the size. It is all that
 * appending needs, at most 32 bytes for each doubling of the log. Not safe for use by several threads.
 */
public final class CompactRange {
  private final byte[] @Nullable [] peaks = new byte[63][];
  private long size;

  /** The empty log. */
  public CompactRange() {}

  /**
   * Continues a log.
   *
   * @param size number of leaves
   * @param frontier what {@link #frontier()} gave at that size
   * @throws IllegalArgumentException if the two do not belong together
   */
  public CompactRange(long size, byte[] frontier) {
    if (size < 0 || frontier.length != Long.bitCount(size) * MerkleHash.LENGTH) {
      throw new IllegalArgumentException(
          "a frontier of " + frontier.length + " bytes does not belong to size " + size);
    }
    this.size = size;
    int offset = 0;
    for (int level = 62; level >= 0; level--) {
      if ((size >>> level & 1) == 1) {
        peaks[level] = Arrays.copyOfRange(frontier, offset, offset += MerkleHash.LENGTH);
      }
    }
  }

  /** Number of leaves. */
  public long size() {
    return size;
  }

  /** Adds a leaf by its hash. */
  public void append(byte[] leafHash) {
    byte[] carry = leafHash;
    int level = 0;
    while ((size >>> level & 1) == 1) {
      carry = MerkleHash.node(Objects.requireNonNull(peaks[level]), carry);
      peaks[level++] = null;
    }
    peaks[level] = carry;
    size++;
  }

  /** The Merkle tree hash of all leaves. */
  public byte[] root() {
    byte @Nullable [] root = null;
    for (byte @Nullable [] peak : peaks) {
      if (peak != null) {
        root = root == null ? peak : MerkleHash.node(peak, root);
      }
    }
    return root == null ? MerkleHash.emptyRoot() : root.clone();
  }

  /** The subtree roots, largest subtree first, 32 bytes each. */
  public byte[] frontier() {
    byte[] frontier = new byte[Long.bitCount(size) * MerkleHash.LENGTH];
    int offset = 0;
    for (int level = 62; level >= 0; level--) {
      byte[] peak = peaks[level];
      if (peak != null) {
        System.arraycopy(peak, 0, frontier, offset, MerkleHash.LENGTH);
        offset += MerkleHash.LENGTH;
      }
    }
    return frontier;
  }
}
