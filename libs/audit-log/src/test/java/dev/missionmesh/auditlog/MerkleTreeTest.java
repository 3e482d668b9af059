package dev.missionmesh.auditlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
  /** The entries and roots with which implementations of Certificate Transparency test themselves. */
  private static final List<byte[]> LEAVES =
      Stream.of(
              "",
              "00",
              "10",
              "2021",
              "3031",
              "40414243",
              "5051525354555657",
              "606162636465666768696a6b6c6d6e6f")
          .map(hex -> MerkleHash.leaf(HexFormat.of().parseHex(hex)))
          .toList();

  private static final List<String> ROOTS =
      List.of(
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  @Test
  void rootsAreThoseOfTheReferenceVectors() {
    MerkleTree tree = new MerkleTree(LEAVES);
    CompactRange range = new CompactRange();
    for (int size = 0; size <= LEAVES.size(); size++) {
      assertThat(hex(tree.root(size))).isEqualTo(ROOTS.get(size));
      assertThat(hex(range.root())).isEqualTo(ROOTS.get(size));
      if (size < LEAVES.size()) range.append(LEAVES.get(size));
    }
  }

  @Test
  void proofsAreThoseOfTheReferenceVectors() {
    MerkleTree tree = new MerkleTree(LEAVES);
    assertThat(tree.inclusionProof(0, 8).stream().map(MerkleTreeTest::hex))
        .containsExactly(
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
    assertThat(tree.consistencyProof(6, 8).stream().map(MerkleTreeTest::hex))
        .containsExactly(
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    assertThat(tree.consistencyProof(2, 5).stream().map(MerkleTreeTest::hex))
        .containsExactly(
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");
  }

  @Test
  void aRangeContinuedFromItsFrontierAtAnySizeEndsInTheSameRoot() {
    List<byte[]> leaves = leaves(131);
    MerkleTree tree = new MerkleTree(leaves);
    CompactRange range = new CompactRange();
    for (byte[] leaf : leaves) {
      range = new CompactRange(range.size(), range.frontier());
      range.append(leaf);
      assertThat(range.root()).isEqualTo(tree.root((int) range.size()));
    }
    CompactRange whole = range;
    assertThatThrownBy(() -> new CompactRange(whole.size() - 1, whole.frontier()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyLeafIsProvenInEveryTreeAndNowhereElse() {
    List<byte[]> leaves = leaves(33);
    MerkleTree tree = new MerkleTree(leaves);
    for (int size = 1; size <= leaves.size(); size++) {
      byte[] root = tree.root(size);
      for (int index = 0; index < size; index++) {
        List<byte[]> proof = tree.inclusionProof(index, size);
        byte[] leaf = leaves.get(index);
        assertThat(MerkleProofs.includes(index, leaf, size, root, proof)).isTrue();
        assertThat(MerkleProofs.includes(index + 1, leaf, size, root, proof)).isFalse();
        assertThat(MerkleProofs.includes(index, leaf, size, flipped(root), proof)).isFalse();
        for (List<byte[]> bad : spoiled(proof)) {
          assertThat(MerkleProofs.includes(index, leaf, size, root, bad)).isFalse();
        }
      }
    }
  }

  @Test
  void everyPrefixIsProvenAndNoOtherTreeIs() {
    List<byte[]> leaves = leaves(33);
    MerkleTree tree = new MerkleTree(leaves);
    for (int second = 0; second <= leaves.size(); second++) {
      for (int first = 0; first <= second; first++) {
        byte[] a = tree.root(first);
        byte[] b = tree.root(second);
        List<byte[]> proof = tree.consistencyProof(first, second);
        assertThat(MerkleProofs.isPrefix(first, a, second, b, proof)).isTrue();
        assertThat(MerkleProofs.isPrefix(first, flipped(a), second, b, proof)).isFalse();
        if (first > 0) {
          assertThat(MerkleProofs.isPrefix(first, a, second, flipped(b), proof)).isFalse();
        }
        for (List<byte[]> bad : spoiled(proof)) {
          assertThat(MerkleProofs.isPrefix(first, a, second, b, bad)).isFalse();
        }
      }
    }
  }

  private static List<List<byte[]>> spoiled(List<byte[]> proof) {
    List<List<byte[]>> all = new ArrayList<>();
    for (int i = 0; i < proof.size(); i++) {
      List<byte[]> flipped = new ArrayList<>(proof);
      flipped.set(i, flipped(proof.get(i)));
      all.add(flipped);
      List<byte[]> shorter = new ArrayList<>(proof);
      shorter.remove(i);
      all.add(shorter);
    }
    List<byte[]> longer = new ArrayList<>(proof);
    longer.add(MerkleHash.emptyRoot());
    all.add(longer);
    return all;
  }

  private static byte[] flipped(byte[] hash) {
    byte[] copy = hash.clone();
    copy[new Random(hash[0]).nextInt(32)] ^= 1;
    return copy;
  }

  private static List<byte[]> leaves(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> MerkleHash.leaf(("entry " + i).getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  private static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }
}
