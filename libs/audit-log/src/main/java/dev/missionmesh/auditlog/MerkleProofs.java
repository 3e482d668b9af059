package dev.missionmesh.auditlog;

import java.util.Arrays;
import java.util.List;

/** Checks of proofs, by the algorithms of RFC 9162, sections 2.1.3.2 and 2.1.4.2. They answer false, and never throw, for a bad proof. */
public final class MerkleProofs {

  /** Whether the leaf hash stands at {@code index} in the tree of that size and root. */
  public static boolean includes(
      long index, byte[] leafHash, long size, byte[] root, List<byte[]> proof) {
    if (index < 0 || index >= size) {
      return false;
    }
    long fn = index;
    long sn = size - 1;
    byte[] hash = leafHash;
    for (byte[] p : proof) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        hash = MerkleHash.node(p, hash);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>>= 1;
          sn >>>= 1;
        }
      } else {
        hash = MerkleHash.node(hash, p);
      }
      fn >>>= 1;
      sn >>>= 1;
    }
    return sn == 0 && Arrays.equals(hash, root);
  }

  /** Whether the first tree is a prefix of the second. The empty tree is a prefix of every tree. */
  public static boolean isPrefix(
      long first, byte[] firstRoot, long second, byte[] secondRoot, List<byte[]> proof) {
    if (first < 0 || first > second) {
      return false;
    }
    if (first == second) {
      return proof.isEmpty() && Arrays.equals(firstRoot, secondRoot);
    }
    if (first == 0) {
      return proof.isEmpty() && Arrays.equals(firstRoot, MerkleHash.emptyRoot());
    }
    boolean perfect = Long.bitCount(first) == 1;
    if (!perfect && proof.isEmpty()) {
      return false;
    }
    int zeros = Long.numberOfTrailingZeros(~(first - 1));
    long fn = first - 1 >>> zeros;
    long sn = second - 1 >>> zeros;
    byte[] fr = perfect ? firstRoot : proof.getFirst();
    byte[] sr = fr;
    for (byte[] c : perfect ? proof : proof.subList(1, proof.size())) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        fr = MerkleHash.node(c, fr);
        sr = MerkleHash.node(c, sr);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>>= 1;
          sn >>>= 1;
        }
      } else {
        sr = MerkleHash.node(sr, c);
      }
      fn >>>= 1;
      sn >>>= 1;
    }
    return sn == 0 && Arrays.equals(fr, firstRoot) && Arrays.equals(sr, secondRoot);
  }

  private MerkleProofs() {}
}
