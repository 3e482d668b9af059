package dev.missionmesh.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** Speaks HTTP with one mesh. Every answer outside 2xx becomes a {@link ProblemFailure}. */
public final class MeshClient {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

  private final Endpoint endpoint;
  private final HttpClient http;
  private final Supplier<String> credential;

  public MeshClient(Endpoint endpoint) {
    this(endpoint, endpoint::apiKey);
  }

  /** A client that asks for what it is to show at each request, so that it may change. */
  MeshClient(Endpoint endpoint, Supplier<String> credential) {
    this.endpoint = endpoint;
    this.credential = credential;
    this.http = Connections.to(endpoint.url());
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  public JsonNode get(String path) {
    return json(send(request(path).timeout(ANSWER_WITHIN).GET().build()));
  }

  /** A resource and the revision that was fetched. */
  public record Tagged(JsonNode body, String tag) {}

  /** Like {@link #get}, with the {@code ETag} that a change has to name; empty if there is none. */
  public Tagged getTagged(String path) {
    HttpResponse<String> response = send(request(path).timeout(ANSWER_WITHIN).GET().build());
    return new Tagged(json(response), response.headers().firstValue("ETag").orElse(""));
  }

  /** Replaces the revision {@code tag} of a resource; another revision is a failure, status 412. */
  public JsonNode put(String path, JsonNode body, String tag) {
    return json(
        send(
            request(path)
                .timeout(ANSWER_WITHIN)
                .setHeader("Content-Type", "application/json")
                .setHeader("If-Match", tag)
                .PUT(BodyPublishers.ofString(Documents.json(body)))
                .build()));
  }

  /** The body as text, for what is not JSON. */
  public String getText(String path) {
    return send(request(path).timeout(ANSWER_WITHIN).GET().build()).body();
  }

  /** The answer to an empty POST; missing when it has no body. */
  public JsonNode post(String path) {
    return json(send(request(path).timeout(ANSWER_WITHIN).POST(BodyPublishers.noBody()).build()));
  }

  public JsonNode post(String path, JsonNode body) {
    return post(path, "application/json", Documents.json(body), Map.of());
  }

  public JsonNode post(String path, String contentType, String body, Map<String, String> headers) {
    return json(send(posting(path, contentType, body, headers)));
  }

  /**
   * Posts a body that the mesh takes once however often it arrives (it carries an idempotency key),
   * and so tries again when the answer is lost.
   */
  public JsonNode postIdempotent(String path, JsonNode body, String idempotencyKey) {
    HttpRequest request =
        posting(
            path,
            "application/json",
            Documents.json(body),
            Map.of("Idempotency-Key", idempotencyKey));
    for (int attempt = 1; ; attempt++) {
      try {
        return json(send(request));
      } catch (Unreachable lostAnswer) {
        if (attempt == 3) throw lostAnswer;
      }
    }
  }

  public void delete(String path) {
    send(request(path).timeout(ANSWER_WITHIN).DELETE().build());
  }

  /**
   * Opens a body to be read as it arrives; the caller closes it. There is no limit of time on the
   * whole.
   */
  public InputStream stream(String path, Map<String, String> headers) {
    HttpRequest.Builder builder = request(path).GET();
    headers.forEach(builder::setHeader);
    HttpResponse<InputStream> response = exchange(builder.build(), BodyHandlers.ofInputStream());
    if (response.statusCode() / 100 == 2) return response.body();
    try (InputStream body = response.body()) {
      throw problem(response, new String(body.readNBytes(1 << 20), StandardCharsets.UTF_8));
    } catch (IOException cut) {
      throw problem(response, "");
    }
  }

  /** Encodes one value for a path or a query. */
  public static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest posting(
      String path, String contentType, String body, Map<String, String> headers) {
    BodyPublisher publisher = BodyPublishers.ofString(body);
    HttpRequest.Builder builder =
        request(path).timeout(ANSWER_WITHIN).setHeader("Content-Type", contentType).POST(publisher);
    headers.forEach(builder::setHeader);
    return builder.build();
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoint.url() + path))
            .setHeader("User-Agent", "mesh-cli");
    String shown = credential.get();
    return shown.isEmpty() ? request : request.setHeader("Authorization", "Bearer " + shown);
  }

  private HttpResponse<String> send(HttpRequest request) {
    HttpResponse<String> response =
        exchange(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (response.statusCode() / 100 != 2) throw problem(response, response.body());
    return response;
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (IOException unreachable) {
      throw new Unreachable(endpoint, unreachable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw Failure.error("interrupted", null);
    }
  }

  private static JsonNode json(HttpResponse<String> response) {
    if (response.body().isBlank()) return MissingNode.getInstance();
    try {
      return Documents.parse(response.body());
    } catch (JsonProcessingException notJson) {
      throw Failure.error(
          response.uri() + " did not answer with JSON",
          "Check that MESH_URL points at the gateway of a mesh.");
    }
  }

  private static ProblemFailure problem(HttpResponse<?> response, String body) {
    String retryAfter = response.headers().firstValue("Retry-After").orElse(null);
    try {
      return ProblemFailure.of(response.statusCode(), Documents.parse(body), retryAfter);
    } catch (JsonProcessingException notJson) {
      return ProblemFailure.of(response.statusCode(), Documents.object(), retryAfter);
    }
  }
}
