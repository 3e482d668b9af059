package dev.missionmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.endtoend.mesh.CommandResult;
import dev.missionmesh.endtoend.mesh.ForkedLog;
import dev.missionmesh.endtoend.mesh.RunningMesh;
import dev.missionmesh.endtoend.mesh.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A true export verifies offline; whatever is done to it is found. */
class AuditAttacksTest {
  private static final RunningMesh MESH = RunningMesh.shared();

  @TempDir static Path directory;
  private static Tenant tenant;
  private static Tenant other;
  private static Path export;

  @BeforeAll
  static void anExport() throws IOException {
    tenant = MESH.tenant("audited");
    other = MESH.tenant("audited-too");
    for (int i = 0; i < 5; i++) {
      tenant.run("echo", "entry " + i);
      other.run("echo", "other " + i);
    }
    MESH.awaitAudited(tenant, 15);
    MESH.awaitAudited(other, 15);
    export = export(tenant, "honest");
  }

  private static Path export(Tenant of, String name) {
    Path to = directory.resolve(name);
    CommandResult result = MESH.cliAs(of, "audit", "export", "--out", to.toString());
    assertThat(result.exitCode()).as(result.stderr()).isZero();
    return to;
  }

  private static CommandResult verify(Path path) {
    return MESH.cliAs(tenant, "audit", "verify", path.toString());
  }

  private static List<String> lines(Path export) throws IOException {
    return new ArrayList<>(Files.readAllLines(export.resolve("audit.jsonl")));
  }

  /** A copy of the honest export with other lines. */
  private static Path forged(String name, Consumer<List<String>> forge) throws IOException {
    Path copy = directory.resolve(name.replace(' ', '-'));
    Files.createDirectories(copy);
    try (Stream<Path> files = Files.list(export)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    List<String> lines = lines(copy);
    forge.accept(lines);
    Files.write(copy.resolve("audit.jsonl"), lines);
    return copy;
  }

  @Test
  void anHonestExportVerifies() {
    CommandResult result = verify(export);
    assertThat(result.exitCode()).as(result.stderr() + result.stdout()).isZero();
  }

  @TestFactory
  Stream<DynamicTest> everyForgeryIsFound() {
    return Stream.of(
        attack("a flipped byte", lines -> lines.set(4, flip(lines.get(4)))),
        attack("a deleted line", lines -> lines.remove(4)),
        attack("an inserted line", lines -> lines.add(4, lines.get(2))),
        attack("two lines in another order", lines -> Collections.swap(lines, 3, 4)),
        attack("a cut tail", lines -> lines.removeLast()),
        attack("an empty log", List::clear),
        attack("a line of another tenant", lines -> lines.set(4, foreignLine())));
  }

  private static DynamicTest attack(String name, Consumer<List<String>> forge) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          CommandResult result = verify(forged(name, forge));
          assertThat(result.exitCode()).as(result.stdout() + result.stderr()).isEqualTo(1);
        });
  }

  private static String flip(String line) {
    int at = line.indexOf("sha256") > 0 ? line.indexOf("sha256") + 12 : line.length() / 2;
    char was = line.charAt(at);
    char now = Character.isDigit(was) ? (char) ('0' + (was - '0' + 1) % 10) : was == 'a' ? 'b' : 'a';
    return line.substring(0, at) + now + line.substring(at + 1);
  }

  private static String foreignLine() {
    try {
      return lines(export(other, "other-" + System.nanoTime())).get(4);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aCheckpointCutToMatchACutTailIsFound() throws IOException {
    Path cut = forged("matching", List::removeLast);
    Path checkpoint = cut.resolve("checkpoint.txt");
    List<String> note = new ArrayList<>(Files.readAllLines(checkpoint));
    note.set(1, Long.toString(Long.parseLong(note.get(1)) - 1));
    Files.write(checkpoint, note);
    assertThat(verify(cut).exitCode()).isEqualTo(1);
  }

  @Test
  void aForkSignedWithTheLogsOwnKeyIsFound() throws IOException {
    Path fork = forged("fork", lines -> {});
    ForkedLog.rewriteLastEntry(MESH, fork, tenant.id());
    CommandResult result = verify(fork);
    assertThat(result.exitCode()).as(result.stdout() + result.stderr()).isEqualTo(1);
    assertThat(result.stdout() + result.stderr()).containsPattern("(?i)fork|baseline");
  }

  @Test
  void aKeyLaidBesideTheExportIsNotBelieved() throws IOException {
    Path forged = forged("own key", lines -> lines.set(4, flip(lines.get(4))));
    Files.writeString(forged.resolve("key.txt"), Files.readString(export(other, "key-of-another").resolve("key.txt")));
    assertThat(verify(forged).exitCode()).isEqualTo(1);
  }

  /** An older, honestly signed state offered after a newer one was seen: the pinned baseline gives it away. */
  @Test
  void aRollbackBehindTheLastSeenCheckpointIsFound() throws IOException {
    Path older = export(tenant, "older");
    long size = lines(older).size();
    tenant.run("echo", "one more");
    MESH.awaitAudited(tenant, (int) size + 3);
    Path newer = export(tenant, "newer");
    assertThat(verify(newer).exitCode()).isZero();
    CommandResult rolledBack = verify(older);
    assertThat(rolledBack.exitCode()).as(rolledBack.stdout() + rolledBack.stderr()).isEqualTo(1);
    export = newer;
  }
}
