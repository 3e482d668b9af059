package dev.missionmesh.cli.client;

import dev.missionmesh.cli.output.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Follows a mission's events to their end over connections that may break: each event is handed
 * over exactly once, in order, because a new connection names the last id seen and anything at or
 * below it is dropped.
 */
public final class EventStream {
  /**
   * The server writes a comment every 15 s: after three missed ones the connection counts as dead.
   */
  static final Duration SILENCE = Duration.ofSeconds(45);

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);

  /** Takes events; true says that this was the last one. */
  public interface Listener {
    boolean take(ServerSentEvent event);

    /** The connection broke and another one is about to be opened. */
    default void reconnecting() {}
  }

  private final MeshClient client;
  private final Duration giveUpAfter;
  private long last;
  private long aliveAt;

  /** Fails once no connection has brought a sign of life for {@code giveUpAfter}. */
  public EventStream(MeshClient client, Duration giveUpAfter) {
    this.client = client;
    this.giveUpAfter = giveUpAfter;
  }

  /** Follows {@code path} after the event with id {@code after} (0: from the first). */
  public void follow(String path, long after, Listener listener) {
    last = after;
    aliveAt = System.nanoTime();
    for (Duration pause = SHORTEST_PAUSE; ; pause = longer(pause)) {
      long before = last;
      try {
        if (connection(path, listener)) return;
      } catch (Unreachable broken) {
        if (isHopeless()) throw lost(broken);
      } catch (ProblemFailure problem) {
        boolean passing = problem.status() == 429 || problem.status() >= 502;
        if (!passing || isHopeless()) throw problem;
      }
      if (last != before) pause = SHORTEST_PAUSE;
      listener.reconnecting();
      rest(pause);
    }
  }

  /** True when the last event came; otherwise the connection ended before it. */
  private boolean connection(String path, Listener listener) {
    Map<String, String> headers = new HashMap<>(Map.of("Accept", "text/event-stream"));
    if (last > 0) headers.put("Last-Event-ID", Long.toString(last));
    try (InputStream body = client.stream(path, headers);
        SilenceWatch watch = new SilenceWatch(body, SILENCE)) {
      ServerSentEvents events = new ServerSentEvents(body, () -> heard(watch));
      for (ServerSentEvent event = events.next(); event != null; event = events.next()) {
        if (isNew(event) && listener.take(event)) return true;
      }
      throw new IOException("the stream ended before the mission did");
    } catch (IOException cut) {
      throw new Unreachable(client.endpoint(), cut);
    }
  }

  private void heard(SilenceWatch watch) {
    watch.heard();
    aliveAt = System.nanoTime();
  }

  private boolean isHopeless() {
    return System.nanoTime() - aliveAt > giveUpAfter.toNanos();
  }

  /** The closing event repeats the id of what it follows, so it is never taken for an old one. */
  private boolean isNew(ServerSentEvent event) {
    if (event.id() == null || event.name().equals("end")) return true;
    long id = Long.parseLong(event.id());
    if (id <= last) return false;
    last = id;
    return true;
  }

  private static Failure lost(Failure broken) {
    return Failure.error(
        "the mission's events stopped coming: " + broken.getMessage(), broken.next());
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.toMillis() > 2_000 ? Duration.ofSeconds(2) : twice;
  }

  private static void rest(Duration pause) {
    try {
      TimeUnit.MILLISECONDS.sleep(pause.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw Failure.error("interrupted", null);
    }
  }
}
