package dev.missionmesh.endtoend.mesh;

import io.restassured.path.json.JsonPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A connection to a mission's event stream, read event by event. */
public final class EventTail implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** An event; {@code id} is null where the server sent none. */
  public record Event(String id, String name, String data) {
    public JsonPath json() {
      return new JsonPath(data);
    }
  }

  private final InputStream body;
  private final BufferedReader lines;

  private EventTail(InputStream body) {
    this.body = body;
    this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  /** Opens the stream, from after {@code lastEventId} when that is not null. */
  public static EventTail open(Tenant tenant, String mission, String lastEventId) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(tenant.gateway() + "/api/v1/missions/" + mission + "/events"))
            .timeout(Duration.ofSeconds(60))
            .header("Accept", "text/event-stream")
            .header("Authorization", "Bearer " + tenant.key());
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    HttpResponse<InputStream> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      throw new IOException("status " + response.statusCode());
    }
    return new EventTail(response.body());
  }

  /** The next event, or null at the end of the stream. */
  public Event next() throws IOException {
    String id = null;
    String name = "message";
    StringBuilder data = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty()) {
        if (!data.isEmpty()) {
          return new Event(id, name, data.toString());
        }
      } else if (line.startsWith("id:")) {
        id = line.substring(3).strip();
      } else if (line.startsWith("event:")) {
        name = line.substring(6).strip();
      } else if (line.startsWith("data:")) {
        data.append(line.substring(5).strip());
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
