package dev.missionmesh.auditlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SignedNoteTest {
  /** The key pair and note of the reference implementation in Go (golang.org/x/mod/sumdb/note). */
  private static final String KEY =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

  private static final String SEED = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
  private static final String TEXT =
      "If you think cryptography is the answer to your problem,\n"
          + "then you don't know what your problem is.\n";
  private static final String NOTE =
      TEXT
          + "\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNX"
          + "gKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

  private final VerifierKey peter = VerifierKey.parse(KEY);

  @Test
  void readsAndWritesTheReferenceKey() {
    assertThat(peter.name()).isEqualTo("PeterNeumann");
    assertThat(HexFormat.of().toHexDigits(peter.id())).isEqualTo("c74f20a3");
    assertThat(peter).hasToString(KEY);
  }

  @Test
  void signsTheReferenceNoteByteForByte() {
    byte[] seed = Base64.getDecoder().decode(SEED);
    NoteSigner signer =
        NoteSigner.of("PeterNeumann", java.util.Arrays.copyOfRange(seed, 1, 33), peter.publicKey());
    assertThat(signer.sign(TEXT)).isEqualTo(NOTE);
  }

  @Test
  void opensTheReferenceNoteAndIgnoresStrangersSignatures() {
    assertThat(SignedNote.open(NOTE, peter)).isEqualTo(TEXT);
    String cosigned = NOTE + "\u2014 witness.example/w1 " + "AAAAAAAAAAAAAAAA\n";
    assertThat(SignedNote.open(cosigned, peter)).isEqualTo(TEXT);
  }

  @Test
  void refusesEveryNoteWithOneCharacterChanged() {
    for (int i = 0; i < NOTE.length(); i++) {
      String spoiled = NOTE.substring(0, i) + (char) (NOTE.charAt(i) ^ 1) + NOTE.substring(i + 1);
      assertThatThrownBy(() -> SignedNote.open(spoiled, peter))
          .as(spoiled)
          .isInstanceOf(InvalidNote.class);
    }
  }

  @Test
  void refusesEveryPieceOfAKey() {
    for (int i = 0; i <= KEY.length(); i++) {
      for (int j = i; j <= KEY.length(); j++) {
        String piece = KEY.substring(i, j);
        if (!piece.equals(KEY)) {
          assertThatThrownBy(() -> VerifierKey.parse(piece)).isInstanceOf(InvalidNote.class);
        }
      }
    }
  }

  @Test
  void refusesACheckpointOfAnotherLogSignedByTheSameKey() {
    NoteSigner acme = TestLog.SIGNER.named(new AuditOrigin("acme", 1).toString());
    NoteSigner globex = TestLog.SIGNER.named(new AuditOrigin("globex", 1).toString());
    Checkpoint head = new Checkpoint("missionmesh.dev/audit/globex/1", 0, MerkleHash.emptyRoot());
    assertThatThrownBy(() -> Checkpoint.open(head.signedBy(globex), acme.verifierKey()))
        .isInstanceOf(InvalidNote.class)
        .hasMessageContaining("not signed by the key missionmesh.dev/audit/acme/1");
    assertThatThrownBy(() -> Checkpoint.open(head.signedBy(acme), acme.verifierKey()))
        .isInstanceOf(InvalidNote.class)
        .hasMessageContaining("of the log missionmesh.dev/audit/globex/1");
    assertThat(Checkpoint.open(head.signedBy(globex), globex.verifierKey()).size()).isZero();
  }
}
