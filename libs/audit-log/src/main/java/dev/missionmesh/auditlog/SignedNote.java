package dev.missionmesh.auditlog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Opens signed notes (C2SP signed-note): the text counts only once a trusted key's signature has been verified. */
public final class SignedNote {
  static final String DASH = "\u2014 ";
  private static final int MAX_SIGNATURES = 100;

  /**
   * The text of a note, with its final newline.
   *
   * @param trusted the key that must have signed; signatures of other keys are ignored
   * @throws InvalidNote if the note is malformed, or the key did not sign this text
   */
  public static String open(String note, VerifierKey trusted) {
    int split = note.lastIndexOf("\n\n");
    if (split < 0 || !note.endsWith("\n") || hasControls(note)) {
      throw new InvalidNote("not a signed note: text, blank line, signature lines");
    }
    String text = note.substring(0, split + 1);
    String[] lines = note.substring(split + 2).split("\n");
    if (lines.length > MAX_SIGNATURES) {
      throw new InvalidNote("the note has too many signatures");
    }
    boolean signed = false;
    for (String line : lines) {
      signed |= isSignedBy(trusted, text, line);
    }
    if (!signed) {
      throw new InvalidNote("the note is not signed by the key " + shown(trusted));
    }
    return text;
  }

  private static boolean isSignedBy(VerifierKey trusted, String text, String line) {
    String[] parts = line.split(" ", -1);
    if (!line.startsWith(DASH) || parts.length != 3) {
      throw new InvalidNote("a signature line of the note is malformed");
    }
    byte[] blob = VerifierKey.base64(parts[2]);
    if (blob.length < 5) {
      throw new InvalidNote("a signature of the note is too short");
    }
    if (!parts[1].equals(trusted.name()) || ByteBuffer.wrap(blob).getInt() != trusted.id()) {
      return false;
    }
    byte[] signature = Arrays.copyOfRange(blob, 4, blob.length);
    if (!trusted.verifies(text.getBytes(StandardCharsets.UTF_8), signature)) {
      throw new InvalidNote("the signature by the key " + shown(trusted) + " is wrong");
    }
    return true;
  }

  private static String shown(VerifierKey key) {
    String text = key.toString();
    return text.substring(0, text.indexOf('+') + 9);
  }

  private static boolean hasControls(String note) {
    return note.chars().anyMatch(c -> c < ' ' && c != '\n');
  }

  private SignedNote() {}
}
