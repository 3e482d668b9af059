package dev.missionmesh.auditlog;

import java.util.ArrayList;
import java.util.List;

/** A whole Merkle tree from its leaf hashes: roots and proofs of any prefix (RFC 9162, sections 2.1.3.1 and 2.1.4.1). */
public final class MerkleTree {
  private final List<byte[]> leaves;

  /**
   * @param leafHashes hashes of the leaves in log order; not copied
   */
  public MerkleTree(List<byte[]> leafHashes) {
    this.leaves = leafHashes;
  }

  /** The root of the first {@code size} leaves. */
  public byte[] root(int size) {
    requireSize(size);
    return hash(0, size);
  }

  /** Proof that the leaf at {@code index} is in the tree of the first {@code size} leaves. */
  public List<byte[]> inclusionProof(int index, int size) {
    requireSize(size);
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("no leaf " + index + " in a tree of " + size);
    }
    List<byte[]> path = new ArrayList<>();
    path(index, 0, size, path);
    return path;
  }

  /** Proof that the tree of {@code first} leaves is a prefix of the tree of {@code second} leaves; empty for 0 and for equals. */
  public List<byte[]> consistencyProof(int first, int second) {
    requireSize(second);
    if (first < 0 || first > second) {
      throw new IllegalArgumentException(first + " is not between 0 and " + second);
    }
    List<byte[]> proof = new ArrayList<>();
    if (first > 0 && first < second) {
      subproof(first, 0, second, true, proof);
    }
    return proof;
  }

  private void path(int index, int start, int end, List<byte[]> path) {
    if (end - start == 1) {
      return;
    }
    int split = start + largestPowerBelow(end - start);
    if (index < split) {
      path(index, start, split, path);
      path.add(hash(split, end));
    } else {
      path(index, split, end, path);
      path.add(hash(start, split));
    }
  }

  private void subproof(int first, int start, int end, boolean whole, List<byte[]> proof) {
    if (first == end) {
      if (!whole) {
        proof.add(hash(start, end));
      }
      return;
    }
    int split = start + largestPowerBelow(end - start);
    if (first <= split) {
      subproof(first, start, split, whole, proof);
      proof.add(hash(split, end));
    } else {
      subproof(first, split, end, false, proof);
      proof.add(hash(start, split));
    }
  }

  private byte[] hash(int start, int end) {
    CompactRange range = new CompactRange();
    leaves.subList(start, end).forEach(range::append);
    return range.root();
  }

  private static int largestPowerBelow(int n) {
    return Integer.highestOneBit(n - 1);
  }

  private void requireSize(int size) {
    if (size < 0 || size > leaves.size()) {
      throw new IllegalArgumentException(size + " is not between 0 and " + leaves.size());
    }
  }
}
