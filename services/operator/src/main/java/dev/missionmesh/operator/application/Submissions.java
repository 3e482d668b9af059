package dev.missionmesh.operator.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.operator.application.MeshDoor.Call;
import dev.missionmesh.operator.domain.Submission;
import dev.missionmesh.operator.domain.Submission.Accepted;
import dev.missionmesh.operator.domain.Submission.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Submits missions, each with a key of its own that makes a repetition safe. What comes while a
 * request of the same tenant is under way goes into the next one, so that many missions at once
 * cost few requests.
 */
public final class Submissions {
  private static final int MOST = 200;
  private static final int MOST_CHARACTERS = 4 * 1024 * 1024;
  private static final Duration GATHERING = Duration.ofMillis(50);
  private static final Duration SOON = Duration.ofSeconds(2);

  private final MeshDoor door;
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

  public Submissions(MeshDoor door) {
    this.door = door;
  }

  /**
   * Waits for the mesh's word on one mission.
   *
   * @param key the same for the same mission, for ever; also its label {@code kubernetes.uid}
   * @throws MeshUnavailable if it is not known whether it was taken, or it may be taken later
   */
  public Submission submit(Credential tenant, String key, ObjectNode mission) {
    ObjectNode item = mission.deepCopy().put("idempotencyKey", key);
    Waiting waiting = new Waiting(tenant, key, item, new CompletableFuture<>());
    lanes.computeIfAbsent(tenant.owner(), any -> new Lane()).add(waiting);
    try {
      return waiting.word.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof MeshUnavailable known
          ? new MeshUnavailable(known.reason(), known.getMessage(), known.after())
          : e;
    }
  }

  private record Waiting(
      Credential tenant, String key, ObjectNode item, CompletableFuture<Submission> word) {}

  /** The requests of one tenant, one at a time. */
  private final class Lane {
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean busy = new AtomicBoolean();

    void add(Waiting waiting) {
      queue.add(waiting);
      if (busy.compareAndSet(false, true)) {
        Thread.ofVirtual().name("submissions").start(this::drain);
      }
    }

    private void drain() {
      gather();
      do {
        for (List<Waiting> batch = next(); !batch.isEmpty(); batch = next()) {
          send(batch);
          gather();
        }
        busy.set(false);
      } while (!queue.isEmpty() && busy.compareAndSet(false, true));
    }

    /** What comes at about the same time goes together. */
    private void gather() {
      LockSupport.parkNanos(GATHERING.toNanos());
    }

    private List<Waiting> next() {
      List<Waiting> batch = new ArrayList<>();
      int characters = 0;
      for (Waiting head = queue.peek(); head != null && batch.size() < MOST; head = queue.peek()) {
        characters += head.item.toString().length();
        if (!batch.isEmpty() && characters > MOST_CHARACTERS) break;
        batch.add(queue.remove());
      }
      return batch;
    }
  }

  private void send(List<Waiting> batch) {
    try {
      ArrayNode items = JsonNodeFactory.instance.arrayNode();
      batch.forEach(waiting -> items.add(waiting.item));
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.set("missions", items);
      Reply reply = door.send(batch.getFirst().tenant, Call.post("/api/v1/missions/batch", body));
      if (!reply.ok() && batch.size() > 1) {
        batch.forEach(waiting -> send(List.of(waiting)));
      } else {
        answer(batch, reply);
      }
    } catch (RuntimeException e) {
      batch.forEach(waiting -> waiting.word.completeExceptionally(e));
    }
  }

  private void answer(List<Waiting> batch, Reply reply) {
    for (int i = 0; i < batch.size(); i++) {
      Waiting waiting = batch.get(i);
      try {
        waiting.word.complete(
            reply.ok()
                ? word(waiting, reply.body().path("items").path(i))
                : new Refused(reply.reason(), reply.detail()));
      } catch (RuntimeException e) {
        waiting.word.completeExceptionally(e);
      }
    }
  }

  private Submission word(Waiting waiting, JsonNode item) {
    int status = item.path("status").asInt();
    if (status == 202) {
      return accepted(item.path("acceptance"));
    }
    if (status == 0) {
      throw new MeshUnavailable("BadAnswer", "the mesh did not answer for every mission", SOON);
    }
    Reply problem = new Reply(status, item.path("problem"), null);
    if (problem.passing()) {
      throw problem.unavailable(SOON);
    }
    return problem.problem().equals("idempotency-key-reused")
        ? taken(waiting, problem)
        : new Refused(problem.reason(), problem.detail());
  }

  /** An operator of another version has submitted it in other words: its mission is the one. */
  private Submission taken(Waiting waiting, Reply problem) {
    return new Missions(door)
        .find(waiting.tenant, waiting.key)
        .map(mission -> (Submission) accepted(mission))
        .orElseGet(() -> new Refused(problem.reason(), problem.detail()));
  }

  /** Of an acceptance or a whole mission: both have the members asked for. */
  private static Accepted accepted(JsonNode acceptance) {
    JsonNode receipt = acceptance.path("receipt");
    return new Accepted(
        acceptance.path("id").asText(),
        receipt.path("policySnapshot").asText(null),
        receipt.path("rule").asText(null));
  }
}
