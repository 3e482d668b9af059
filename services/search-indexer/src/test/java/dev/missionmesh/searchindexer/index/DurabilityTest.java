package dev.missionmesh.searchindexer.index;

import static dev.missionmesh.searchindexer.Facts.finished;
import static dev.missionmesh.searchindexer.Facts.id;
import static dev.missionmesh.searchindexer.Facts.log;
import static dev.missionmesh.searchindexer.Facts.queued;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.missionmesh.searchindexer.domain.Fact;
import dev.missionmesh.searchindexer.domain.Indexed;
import dev.missionmesh.searchindexer.domain.Positions;
import dev.missionmesh.searchindexer.domain.Positions.Partition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurabilityTest {
  private static final Partition PARTITION = new Partition("mesh.mission.events", 3);

  @TempDir Path folder;

  @Test
  void anIndexThatWasNeverCompleteSaysSo() {
    try (TemporaryIndex index = new TemporaryIndex(folder)) {
      assertThat(index.complete()).isFalse();
      index.apply(queued("acme", id(1), "a"));
      index.documents("acme", 1);
    }
    try (TemporaryIndex again = new TemporaryIndex(folder)) {
      assertThat(again.complete()).isFalse();
      assertThat(again.documents("acme")).isEmpty();
    }
  }

  @Test
  void documentsAndPositionsSurviveARestartTogether() {
    try (TemporaryIndex index = new TemporaryIndex(folder)) {
      index.rebuild(List.of(queued("acme", id(1), "a")));
      index.apply(at(7), queued("acme", id(2), "b"));
    }
    try (TemporaryIndex again = new TemporaryIndex(folder)) {
      assertThat(again.complete()).isTrue();
      assertThat(again.documents("acme")).hasSize(2);
      assertThat(again.index.positions()).isEqualTo(at(7));
    }
  }

  @Test
  void aCopyTakenAtAnyMomentHoldsWhatItsPositionsSay() throws IOException {
    AtomicReference<Positions> durable = new AtomicReference<>(Positions.NONE);
    try (TemporaryIndex index = new TemporaryIndex(folder.resolve("live"))) {
      index.rebuild(List.of());
      index.index.onDurable(durable::set);
      for (int i = 1; i <= 300; i++) {
        index.apply(at(i), queued("acme", id(i), "a"));
      }
      await().until(() -> durable.get().equals(at(300)));
      copy(folder.resolve("live"), folder.resolve("crashed"));
    }
    try (TemporaryIndex crashed = new TemporaryIndex(folder.resolve("crashed"))) {
      assertThat(crashed.complete()).isTrue();
      assertThat(crashed.index.positions()).isEqualTo(at(300));
      assertThat(crashed.documents("acme")).hasSize(300);
    }
  }

  @Test
  void aDamagedIndexIsNotUsed() throws IOException {
    try (TemporaryIndex index = new TemporaryIndex(folder)) {
      index.rebuild(List.of(queued("acme", id(1), "a")));
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".fdt")).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
      }
    }
    try (TemporaryIndex again = new TemporaryIndex(folder)) {
      assertThat(again.complete()).isFalse();
      assertThat(again.documents("acme")).isEmpty();
    }
  }

  @Test
  void anIndexDeletedWhileRunningIsReplacedAndReported() throws IOException {
    AtomicBoolean lost = new AtomicBoolean();
    try (TemporaryIndex index = new TemporaryIndex(folder)) {
      index.rebuild(List.of(queued("acme", id(1), "a")));
      index.index.onLost(() -> lost.set(true));
      new IndexHome(folder).delete(new IndexHome(folder).current().orElseThrow());
      index.apply(queued("acme", id(2), "b"));

      await().untilTrue(lost);
      index.apply(queued("acme", id(2), "b"));
      index.rebuild(List.of(queued("acme", id(1), "a")));
      assertThat(index.documents("acme", 2)).hasSize(2);
    }
  }

  @Test
  void aRebuiltIndexHoldsTheSameDocumentsAndEventsThatCameMeanwhile() {
    List<Fact> all = new ArrayList<>();
    for (int i = 1; i <= 40; i++) {
      all.add(queued("acme", id(i), "name " + i, "n", "" + i));
      all.add(log("acme", id(i), 0, "hello wo"));
      all.add(log("acme", id(i), 1, "rld " + i + "\n"));
      all.add(finished("acme", id(i), 9, "succeeded", "out " + i));
    }
    try (TemporaryIndex index = new TemporaryIndex(folder)) {
      index.apply(all.toArray(Fact[]::new));
      List<Indexed> before = index.documents("acme", 120);

      index.index.beginGeneration().await().indefinitely();
      index.index.load(all.subList(0, 80)).await().indefinitely();
      index.apply(queued("acme", id(41), "meanwhile"));
      index.index.load(all.subList(80, 160)).await().indefinitely();
      assertThat(index.index.promote().await().indefinitely()).isEqualTo(121);

      List<Indexed> after = index.documents("acme", 121);
      assertThat(after.subList(0, 120)).isEqualTo(before);
    }
  }

  @Test
  void anyOrderOfReplaysWithRestartsBetweenConvergesToTheSameDocuments() {
    Random random = new Random(4711);
    List<Fact> facts = new ArrayList<>();
    for (int i = 1; i <= 12; i++) {
      facts.add(queued("acme", id(i), "n" + i));
      facts.add(finished("acme", id(i), 30, "succeeded", "o" + i));
      for (int c = 0; c < 4; c++) {
        facts.add(log("acme", id(i), c, "cut " + c + (c == 2 ? "\n" : "")));
      }
    }
    List<Indexed> expected;
    try (TemporaryIndex ordered = new TemporaryIndex(folder.resolve("ordered"))) {
      ordered.apply(facts.toArray(Fact[]::new));
      expected = ordered.documents("acme", 60);
    }
    Path shuffled = folder.resolve("shuffled");
    try (TemporaryIndex index = new TemporaryIndex(shuffled)) {
      index.rebuild(List.of());
    }
    for (int round = 0; round < 6; round++) {
      try (TemporaryIndex index = new TemporaryIndex(shuffled)) {
        for (int i = 0; i < 60; i++) {
          index.apply(facts.get(random.nextInt(facts.size())));
        }
      }
    }
    try (TemporaryIndex index = new TemporaryIndex(shuffled)) {
      java.util.Collections.shuffle(facts, random);
      index.apply(facts.toArray(Fact[]::new));
      assertThat(index.documents("acme", 60)).isEqualTo(expected);
    }
  }

  private static Positions at(long next) {
    return new Positions(Map.of(PARTITION, next));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else if (Files.exists(file)) {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}
