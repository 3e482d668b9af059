package dev.missionmesh.benchmarks.load;

import dev.missionmesh.benchmarks.load.HttpConnection.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Missions through a gateway. A group is awaited by its last mission, which is leased after the others: one GET every few milliseconds
 * for many missions instead of a stream for each. A single one is awaited by its event stream, which tells its end at once.
 */
public final class MissionRoad implements Road {
  private static final Set<String> FINAL =
      Set.of("succeeded", "failed", "cancelled", "dead_lettered");
  private static final Set<Integer> LATER = Set.of(429, 503);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long SHORTEST_WAIT_MS = 5;
  private static final long LONGEST_WAIT_MS = 40;

  private final URI gateway;
  private final String apiKey;
  private final byte[] request;
  private final AtomicLong refused = new AtomicLong();
  private final AtomicReference<String> last = new AtomicReference<>();

  /**
   * Missions of one kind.
   *
   * @param request JSON of the mission to submit
   */
  public MissionRoad(URI gateway, String apiKey, String request) {
    this.gateway = gateway;
    this.apiKey = apiKey;
    this.request = request.getBytes(StandardCharsets.UTF_8);
  }

  /** How often a submit was put off because the queue was full or the mesh not ready for it. */
  public long refused() {
    return refused.get();
  }

  /** Id of a mission submitted lately; null before the first. */
  public String last() {
    return last.get();
  }

  @Override
  public Client client() {
    return new MissionClient();
  }

  private final class MissionClient implements Client {
    private final HttpConnection connection = new HttpConnection(gateway, apiKey);

    @Override
    public void runGroup(int size) throws IOException, InterruptedException {
      String id = null;
      for (int i = 0; i < size; i++) {
        id = submit();
      }
      last.set(id);
      long wait = SHORTEST_WAIT_MS;
      while (!FINAL.contains(state(id))) {
        Thread.sleep(wait);
        wait = Math.min(2 * wait, LONGEST_WAIT_MS);
      }
    }

    @Override
    public void runOne() throws IOException, InterruptedException {
      String id = submit();
      Answer answer =
          connection.get("/api/v1/missions/" + id + "/events", "text/event-stream");
      require(200, answer);
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8), 512);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("event:") && line.endsWith("end")) {
          return;
        }
      }
      throw new IOException("the event stream closed without the mission's end");
    }

    private String submit() throws IOException, InterruptedException {
      long start = System.nanoTime();
      while (true) {
        Answer answer = connection.post("/api/v1/missions", request);
        if (LATER.contains(answer.status()) && System.nanoTime() - start < PATIENCE_NANOS) {
          answer.body().readAllBytes();
          refused.incrementAndGet();
          Thread.sleep(LONGEST_WAIT_MS);
          continue;
        }
        return member("id", require(202, answer).text());
      }
    }

    private String state(String id) throws IOException {
      return member("state", require(200, connection.get("/api/v1/missions/" + id, "application/json")).text());
    }

    @Override
    public void close() throws IOException {
      connection.close();
    }
  }

  private static BodyStream require(int status, Answer answer) throws IOException {
    if (answer.status() != status) {
      throw new IOException("the mesh answered " + answer.status() + ": " + answer.body().text());
    }
    return answer.body();
  }

  /** First text member of that name: cheaper than parsing, and enough for two fixed answers. */
  static String member(String name, String json) throws IOException {
    int at = json.indexOf("\"" + name + "\":\"");
    int from = at + name.length() + 4;
    int to = at < 0 ? -1 : json.indexOf('"', from);
    if (to < 0) {
      throw new IOException("no " + name + " in " + json);
    }
    return json.substring(from, to);
  }
}
