package dev.missionmesh.endtoend.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** Counts what was sent and answered, and keeps one example of each kind of fault. */
final class FuzzReport {
  private final Map<String, Map<Integer, LongAdder>> byOperation = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> byFlavour = new ConcurrentSkipListMap<>();
  private final Map<String, String> faults = Collections.synchronizedMap(new TreeMap<>());
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicReference<Timed> slowest = new AtomicReference<>(new Timed(0, ""));

  private record Timed(long millis, String what) {}

  void add(FuzzedRequest request, Answer answer, long millis, String fault) {
    sent.incrementAndGet();
    String what = request.operation.id() + ", " + request.flavour + ", answered " + answer.status();
    slowest.accumulateAndGet(new Timed(millis, what), (a, b) -> a.millis() >= b.millis() ? a : b);
    byOperation
        .computeIfAbsent(request.operation.id(), ignored -> new ConcurrentSkipListMap<>())
        .computeIfAbsent(answer.status(), ignored -> new LongAdder())
        .increment();
    byFlavour.computeIfAbsent(request.flavour, ignored -> new LongAdder()).increment();
    if (fault != null) {
      String kind = request.operation.id() + " " + request.flavour + " " + fault.substring(0, Math.min(60, fault.length()));
      faults.putIfAbsent(kind, fault + "\n    " + request);
    }
  }

  int sent() {
    return sent.get();
  }

  List<String> faults() {
    return new ArrayList<>(faults.values());
  }

  Map<String, Map<Integer, LongAdder>> byOperation() {
    return byOperation;
  }

  void write(Path file, String heading) throws IOException {
    List<String> lines = new ArrayList<>(List.of(heading, "slowest answer: " + slowest.get().millis() + " ms, " + slowest.get().what(), ""));
    byOperation.forEach((operation, statuses) -> lines.add(operation + " " + statuses));
    lines.add("");
    byFlavour.forEach((flavour, count) -> lines.add(flavour + " " + count));
    lines.add("");
    lines.add(faults.size() + " kinds of fault");
    lines.addAll(faults());
    Files.createDirectories(file.getParent());
    Files.write(file, lines);
  }
}
