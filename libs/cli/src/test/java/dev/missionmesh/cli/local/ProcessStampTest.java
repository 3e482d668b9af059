package dev.missionmesh.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessStampTest {
  private final ProcessStamp self = ProcessStamp.of(ProcessHandle.current().pid()).orElseThrow();

  @TempDir Path folder;

  @Test
  void aLiveProcessIsFoundAgainFromItsFile() throws IOException {
    Path file = folder.resolve("self.pid");
    self.write(file);
    assertThat(ProcessStamp.read(file).flatMap(ProcessStamp::alive))
        .contains(ProcessHandle.current());
  }

  @Test
  void anotherProcessWithTheSameNumberIsNotTakenForIt() {
    assertThat(new ProcessStamp(self.pid(), self.startedAt() - 1).alive()).isEmpty();
  }

  @Test
  void aProcessThatHasEndedIsNotAlive() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    var stamp = ProcessStamp.of(ended.pid());
    ended.waitFor();
    assertThat(stamp.flatMap(ProcessStamp::alive)).isEmpty();
  }

  @Test
  void aDamagedFileNamesNoProcess() throws IOException {
    Path file = Files.writeString(folder.resolve("damaged.pid"), "12");
    assertThat(ProcessStamp.read(file)).isEmpty();
    assertThat(ProcessStamp.read(folder.resolve("absent.pid"))).isEmpty();
  }
}
