package dev.missionmesh.cli.local;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;

/** Runs steps beside one another. */
final class Parallel {
  /** Returns when all steps have ended; a step that fails interrupts the others and is thrown. */
  static void run(List<? extends Callable<Void>> steps) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = new ExecutorCompletionService<Void>(threads);
      steps.forEach(results::submit);
      try {
        for (int i = 0; i < steps.size(); i++) results.take().get();
      } catch (ExecutionException e) {
        threads.shutdownNow();
        throw e.getCause() instanceof Exception cause ? cause : e;
      }
    }
  }

  private Parallel() {}
}
