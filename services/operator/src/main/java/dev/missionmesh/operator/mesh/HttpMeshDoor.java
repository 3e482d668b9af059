package dev.missionmesh.operator.mesh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.missionmesh.operator.application.Credential;
import dev.missionmesh.operator.application.MeshDoor;
import dev.missionmesh.operator.application.MeshUnavailable;
import dev.missionmesh.operator.application.Reply;
import dev.missionmesh.operator.application.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;

/**
 * The gateway over HTTP. While it does not answer, or has told a key to wait, calls fail at once
 * instead of being sent: an outage or a limit costs it no more than one request a pause.
 */
public final class HttpMeshDoor implements MeshDoor, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI gateway;
  private final Settings settings;
  private final Pauses pauses;
  private final MeterRegistry metrics;
  private final HttpClient client;

  /**
   * @param gateway base address, without a path
   */
  public HttpMeshDoor(URI gateway, Settings settings, Clock clock, MeterRegistry metrics) {
    this.gateway = gateway;
    this.settings = settings;
    this.pauses = new Pauses(clock, settings);
    this.metrics = metrics;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.requestTimeout())
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  @Override
  public Reply send(Credential credential, Call call) {
    pauses.require(credential.owner());
    HttpResponse<String> response = exchange(request(credential.key(), call));
    Reply reply = new Reply(response.statusCode(), body(response), tag(response));
    if (!reply.passing()) {
      count(reply.ok() ? "ok" : "refused");
      return reply;
    }
    count("later");
    if (reply.status() == 401) credential.refused();
    Duration after = retryAfter(response);
    if (reply.status() == 401 || reply.status() == 429) {
      pauses.pause(credential.owner(), after, reply.reason());
    }
    throw reply.unavailable(after);
  }

  private HttpRequest request(String key, Call call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(gateway.resolve(call.path()))
            .timeout(settings.requestTimeout())
            .header("Authorization", "Bearer " + key)
            .header("Accept", "application/json, application/problem+json")
            .method(
                call.method(),
                call.body() == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(call.body()));
    if (call.content() != null) request.header("Content-Type", call.content().type());
    if (call.ifMatch() != null) request.header("If-Match", call.ifMatch());
    return request.build();
  }

  private HttpResponse<String> exchange(HttpRequest request) {
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      pauses.answered();
      return response;
    } catch (IOException e) {
      count("unreachable");
      throw new MeshUnavailable(
          "MeshUnavailable",
          "the mesh does not answer: " + e.getClass().getSimpleName(),
          pauses.unanswered());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MeshUnavailable("Stopping", "the operator stops", settings.firstRetry());
    }
  }

  private static JsonNode body(HttpResponse<String> response) {
    try {
      JsonNode body = JSON.readTree(response.body());
      return body == null ? MissingNode.getInstance() : body;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static String tag(HttpResponse<String> response) {
    return response.headers().firstValue("ETag").orElse(null);
  }

  private Duration retryAfter(HttpResponse<String> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(seconds -> seconds.matches("[0-9]{1,6}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .filter(Duration::isPositive)
        .orElse(settings.firstRetry());
  }

  private void count(String outcome) {
    metrics.counter("mesh.operator.requests", "outcome", outcome).increment();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
