package dev.missionmesh.policyengine;

import static dev.missionmesh.policyengine.Requests.rule;
import static dev.missionmesh.policyengine.Requests.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SnapshotTextTest {
  private static final String TEXT = yaml(rule("r", "allow", "", ""));

  @Test
  void givesTheSameDigestWhateverTheLineEnds() throws Exception {
    String digest = Snapshot.compile(TEXT).digest();

    assertThat(Snapshot.compile(TEXT.replace("\n", "\r\n")).digest()).isEqualTo(digest);
    assertThat(Snapshot.compile("\uFEFF" + TEXT.stripTrailing()).digest()).isEqualTo(digest);
    assertThat(Snapshot.compile(TEXT + "\n\n").digest()).isEqualTo(digest);
  }

  @Test
  void givesAnotherDigestForAnythingElse() throws Exception {
    assertThat(Snapshot.compile("# comment\n" + TEXT).digest())
        .isNotEqualTo(Snapshot.compile(TEXT).digest());
  }

  @Test
  void isTheSha256OfTheCanonicalText() throws Exception {
    assertThat(SnapshotText.digest("abc"))
        .isEqualTo("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    var snapshot = Snapshot.compile(TEXT);
    assertThat(snapshot.digest()).isEqualTo(SnapshotText.digest(snapshot.yaml()));
    assertThat(SnapshotText.canonical(snapshot.yaml())).isEqualTo(snapshot.yaml());
  }
}
