package dev.missionmesh.endtoend.matrix;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Calls operations over the public door, with a key or without. */
final class Caller {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private final HttpClient http = HttpClient.newHttpClient();
  private final String gateway;

  Caller(String gateway) {
    this.gateway = gateway;
  }

  /** One call with the victim's values in the path, or with those that are spare. */
  HttpResponse<String> call(ApiOperation operation, Fixture fixture, String key, boolean spare) {
    String path = operation.path();
    for (Map.Entry<String, String> variable : fixture.path().entrySet()) {
      String value = spare ? fixture.spare().getOrDefault(variable.getKey(), variable.getValue()) : variable.getValue();
      path = path.replace("{" + variable.getKey() + "}", value);
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(gateway + path + fixture.query()))
            .timeout(PATIENCE)
            .method(
                operation.method(),
                fixture.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofString(fixture.body()));
    if (key != null) request.header("Authorization", "Bearer " + key);
    if (fixture.contentType() != null) request.header("Content-Type", fixture.contentType());
    fixture.headers().forEach(request::header);
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(operation.id() + " was not answered: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
