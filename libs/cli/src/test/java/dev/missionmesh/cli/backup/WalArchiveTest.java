package dev.missionmesh.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments go in and come out by the commands that PostgreSQL is given, whatever the folder is called. */
class WalArchiveTest {
  private static final String SEGMENT = "000000010000000000000001";

  @TempDir Path directory;
  private WalArchive archive;
  private Path segment;

  @BeforeEach
  void aSegment() throws IOException {
    archive = new WalArchive(Files.createDirectory(directory.resolve("it's 100% \"mine\"")));
    segment = Files.write(directory.resolve("segment"), new byte[(int) WalArchive.SEGMENT]);
    Files.setLastModifiedTime(segment, FileTime.from(Instant.parse("2026-11-22T03:00:00Z")));
  }

  /** What PostgreSQL does with such a command. */
  private int run(String command, Path file) throws IOException, InterruptedException {
    String filled = command.replace("%%", "\0").replace("%p", file.toString()).replace("%f", SEGMENT).replace("\0", "%");
    return new ProcessBuilder("sh", "-c", filled).inheritIO().start().waitFor();
  }

  @Test
  void whatWasArchivedComesBack() throws Exception {
    assertThat(run(archive.archiveCommand(), segment)).isZero();

    Path back = directory.resolve("back");
    assertThat(run(archive.restoreCommand(), back)).isZero();
    assertThat(back).hasSameBinaryContentAs(segment);
    assertThat(archive.isIntact(SEGMENT)).isTrue();
    assertThat(archive.lastChange(SEGMENT)).isEqualTo(Instant.parse("2026-11-22T03:00:00Z"));
  }

  @Test
  void archivingTheSameAgainIsFineAndAnotherUnderItsNameIsRefused() throws Exception {
    run(archive.archiveCommand(), segment);

    assertThat(run(archive.archiveCommand(), segment)).isZero();
    Files.write(segment, new byte[] {1});
    assertThat(run(archive.archiveCommand(), segment)).isNotZero();
    assertThat(archive.isIntact(SEGMENT)).isTrue();
  }

  @Test
  void aSegmentThatIsNotThereIsNotRestored() throws Exception {
    assertThat(run(archive.restoreCommand(), directory.resolve("back"))).isNotZero();
  }

  @Test
  void nothingIsArchivedWhereThereIsNoFolder() throws Exception {
    Files.delete(archive.folder());

    assertThat(run(archive.archiveCommand(), segment)).isNotZero();
  }

  @Test
  void aCutSegmentIsNotIntact() throws Exception {
    run(archive.archiveCommand(), segment);
    byte[] whole = Files.readAllBytes(archive.file(SEGMENT));
    Files.write(archive.file(SEGMENT), java.util.Arrays.copyOf(whole, whole.length / 2));

    assertThat(archive.isIntact(SEGMENT)).isFalse();
  }

  @Test
  void theLogIsFollowedUpToAGapAndOverTheEndOfAFile() throws Exception {
    for (String name : new String[] {"0000000100000000000000FE", "0000000100000000000000FF", "000000010000000100000000", "000000010000000100000002"}) {
      Files.createFile(archive.file(name));
    }

    assertThat(archive.unbrokenFrom("0000000100000000000000FE"))
        .containsExactly("0000000100000000000000FE", "0000000100000000000000FF", "000000010000000100000000");
  }
}
