package dev.missionmesh.mission.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatcherTest {
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
  private final List<List<String>> batches = new ArrayList<>();
  private final ArrayDeque<UniEmitter<? super List<String>>> inFlight = new ArrayDeque<>();
  private final List<String> answers = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private FailureKinds.Kind kind = FailureKinds.Kind.FINAL;
  private final Batcher<String, String> batcher =
      new Batcher<>(
          tasks::add, 3, 1, new SimpleMeterRegistry().summary("sizes"), f -> kind, this::work);

  private Uni<List<String>> work(List<String> items) {
    batches.add(items);
    return Uni.createFrom().<List<String>>emitter(e -> inFlight.add(e));
  }

  private void ask(String... items) {
    for (String item : items) {
      batcher.ask(item).subscribe().with(answers::add, e -> failures.add(item));
    }
    settle();
  }

  private void settle() {
    while (!tasks.isEmpty()) tasks.remove().run();
  }

  private void answer() {
    inFlight.remove().complete(batches.getLast().stream().map(String::toUpperCase).toList());
    settle();
  }

  private void fail() {
    inFlight.remove().fail(new IllegalStateException());
    settle();
  }

  @Test
  void theFirstTravelsAloneAndWhatComesMeanwhileTogether() {
    ask("a");
    ask("b", "c");
    assertThat(batches).containsExactly(List.of("a"));
    answer();
    assertThat(batches).containsExactly(List.of("a"), List.of("b", "c"));
    answer();
    assertThat(answers).containsExactly("A", "B", "C");
  }

  @Test
  void noBatchIsLargerThanTheMost() {
    ask("a");
    ask("b", "c", "d", "e");
    answer();
    answer();
    answer();
    assertThat(batches).containsExactly(List.of("a"), List.of("b", "c", "d"), List.of("e"));
  }

  @Test
  void aFailureThatMayPassIsTriedAgain() {
    kind = FailureKinds.Kind.AGAIN;
    ask("a");
    fail();
    answer();
    assertThat(batches).containsExactly(List.of("a"), List.of("a"));
    assertThat(answers).containsExactly("A");
  }

  @Test
  void aFailureThatDoesNotPassEnds() {
    kind = FailureKinds.Kind.AGAIN;
    ask("a");
    fail();
    fail();
    fail();
    assertThat(failures).containsExactly("a");
    ask("b");
    answer();
    assertThat(answers).containsExactly("B");
  }

  @Test
  void oneBadItemFailsAlone() {
    kind = FailureKinds.Kind.ITEM;
    ask("a");
    ask("bad", "good");
    answer();
    fail();
    assertThat(batches)
        .containsExactly(List.of("a"), List.of("bad", "good"), List.of("bad"), List.of("good"));
    fail();
    inFlight.remove().complete(List.of("GOOD"));
    settle();
    assertThat(failures).containsExactly("bad");
    assertThat(answers).containsExactly("A", "GOOD");
  }
}
