package dev.missionmesh.auditlog;

import java.util.Base64;
import java.util.HexFormat;

/**
 * The head of a log (C2SP tlog-checkpoint).
 *
 * @param origin identity of the log
 * @param size number of leaves
 * @param root 32 bytes; not copied
 */
public record Checkpoint(String origin, long size, byte[] root) {
  public Checkpoint {
    if (origin.isEmpty() || size < 0 || root.length != MerkleHash.LENGTH) {
      throw new IllegalArgumentException("a checkpoint has an origin, a size and a SHA-256 root");
    }
  }

  /** The signed note of this checkpoint. */
  public String signedBy(NoteSigner signer) {
    return signer.sign(text());
  }

  /** The text that is signed. */
  public String text() {
    return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
  }

  /**
   * Opens the note of a checkpoint.
   *
   * @throws InvalidNote if it is malformed, not signed by that key, or of another log than the key's name says
   */
  public static Checkpoint open(String note, VerifierKey trusted) {
    String[] lines = SignedNote.open(note, trusted).split("\n");
    if (lines.length < 3) {
      throw new InvalidNote("a checkpoint has three lines: origin, size and root");
    }
    if (!lines[0].equals(trusted.name())) {
      throw new InvalidNote("the checkpoint is of the log " + lines[0]);
    }
    byte[] root = VerifierKey.base64(lines[2]);
    if (!lines[1].matches("0|[1-9][0-9]{0,17}") || root.length != MerkleHash.LENGTH) {
      throw new InvalidNote("the size or the root of the checkpoint is malformed");
    }
    return new Checkpoint(lines[0], Long.parseLong(lines[1]), root);
  }

  /** The root in hex. */
  public String rootHex() {
    return HexFormat.of().formatHex(root);
  }
}
