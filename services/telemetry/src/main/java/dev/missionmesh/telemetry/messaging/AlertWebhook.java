package dev.missionmesh.telemetry.messaging;

import dev.missionmesh.telemetry.application.AlertRoad;
import dev.missionmesh.telemetry.application.AlertRoads;
import dev.missionmesh.telemetry.config.AlertsConfig;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** Posts alerts to the operator's address, signed. Redirects are not followed. */
@Startup
@ApplicationScoped
class AlertWebhook implements AlertRoad {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String SETTINGS = "mesh.alerts.webhook";

  private final AlertsConfig.Webhook config;
  private final Clock clock;
  private final HttpClient client;

  AlertWebhook(AlertsConfig config, Clock clock) {
    this.config = config.webhook();
    this.clock = clock;
    this.client =
        this.config.url().isEmpty()
            ? null
            : HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    this.config.url().ifPresent(this::check);
  }

  /** A service that could never tell anybody does not start. */
  private void check(URI url) {
    if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())
        || url.getHost() == null) {
      throw new IllegalArgumentException(SETTINGS + ".url is no http or https address");
    }
    Path file =
        config
            .secretFile()
            .orElseThrow(() -> new IllegalArgumentException(SETTINGS + ".secret-file is missing"));
    try {
      read(file);
    } catch (UncheckedIOException e) {
      throw new IllegalArgumentException(SETTINGS + ".secret-file cannot be read: " + file, e);
    }
  }

  private static WebhookSignature read(Path file) {
    try {
      return new WebhookSignature(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return AlertRoads.WEBHOOK;
  }

  @Override
  public Uni<Void> deliver(String id, byte[] json) {
    return Uni.createFrom()
        .item(() -> request(id, json))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .chain(
            request ->
                Uni.createFrom()
                    .completionStage(() -> client.sendAsync(request, BodyHandlers.discarding())))
        .ifNoItem()
        .after(PATIENCE.multipliedBy(2))
        .fail()
        .invoke(AlertWebhook::requireSuccess)
        .replaceWithVoid();
  }

  private HttpRequest request(String id, byte[] json) {
    long timestamp = clock.instant().getEpochSecond();
    WebhookSignature signature = read(config.secretFile().orElseThrow());
    return HttpRequest.newBuilder(config.url().orElseThrow())
        .timeout(PATIENCE)
        .header("Content-Type", "application/json")
        .header("User-Agent", "missionmesh")
        .header("webhook-id", id)
        .header("webhook-timestamp", Long.toString(timestamp))
        .header("webhook-signature", signature.of(id, timestamp, json))
        .POST(BodyPublishers.ofByteArray(json))
        .build();
  }

  private static void requireSuccess(HttpResponse<Void> response) {
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException("answered " + response.statusCode());
    }
  }

  @PreDestroy
  void close() {
    if (client != null) {
      client.shutdownNow();
    }
  }
}
