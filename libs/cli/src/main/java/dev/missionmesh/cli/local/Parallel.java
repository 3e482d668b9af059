package dev.missionmesh.cli.local;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs steps beside one another and waits for all of them. */
final class Parallel {
  /** Throws what the first failed step threw, after all have ended. */
  static void run(List<? extends Callable<Void>> steps) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> results = threads.invokeAll(List.copyOf(steps));
      for (Future<Void> result : results) result.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private Parallel() {}
}
