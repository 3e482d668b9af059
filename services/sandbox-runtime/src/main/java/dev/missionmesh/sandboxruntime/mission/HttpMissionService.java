package dev.missionmesh.sandboxruntime.mission;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.missionmesh.sandboxruntime.application.MissionRefused;
import dev.missionmesh.sandboxruntime.application.MissionService;
import dev.missionmesh.sandboxruntime.domain.Completion;
import dev.missionmesh.sandboxruntime.domain.Lease;
import dev.missionmesh.sandboxruntime.domain.LeaseRef;
import dev.missionmesh.sandboxruntime.domain.LogChunk;
import dev.missionmesh.tenancy.InternalConnections;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The node protocol over HTTP, on a few connections that stay open. */
public final class HttpMissionService implements MissionService, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(HttpMissionService.class);
  private static final Duration CALL = Duration.ofSeconds(5);
  private static final Duration BULK_CALL = Duration.ofSeconds(30);
  private static final int CONNECTIONS = 6;

  private final ObjectMapper json =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .build();
  private final WebClient client;
  private final String base;
  private final Supplier<String> token;

  /**
   * @param url base address of mission
   * @param token an internal token that mission accepts for this node
   */
  public HttpMissionService(Vertx vertx, String url, String node, Supplier<String> token) {
    this.client =
        WebClient.create(
            vertx,
            new WebClientOptions()
                .setMaxPoolSize(CONNECTIONS)
                .setKeepAlive(true)
                .setKeepAliveTimeout(InternalConnections.KEPT_SECONDS)
                .setTcpNoDelay(true)
                .setConnectTimeout(2_000));
    this.base = url.replaceAll("/+$", "") + "/internal/v1/nodes/" + node + "/";
    this.token = token;
  }

  @Override
  public Uni<Terms> register(Presentation presentation) {
    return post("registration", presentation, CALL, WireAnswers.Registered.class)
        .map(WireAnswers.Registered::terms);
  }

  @Override
  public Uni<Work> lease(int max, Duration wait) {
    Map<String, Object> question = Map.of("max", max, "waitMs", wait.toMillis());
    return post("leases", question, wait.plus(CALL), WireAnswers.Leases.class)
        .map(
            answer ->
                new Work(
                    answer.leases().stream().flatMap(HttpMissionService::readable).toList(),
                    answer.cancels() == null ? List.of() : answer.cancels()));
  }

  @Override
  public Uni<List<Renewal>> renew(List<LeaseRef> leases) {
    return post("renewals", Map.of("leases", leases), CALL, WireAnswers.Renewals.class)
        .map(WireAnswers.Renewals::renewals);
  }

  @Override
  public Uni<List<ChunkReceipt>> storeLog(List<LogChunk> chunks) {
    Map<String, Object> body = Map.of("chunks", chunks.stream().map(WireChunk::of).toList());
    return post("log-chunks", body, BULK_CALL, WireAnswers.Chunks.class)
        .map(WireAnswers.Chunks::receipts);
  }

  @Override
  public Uni<List<CompletionReceipt>> complete(List<Completion> completions) {
    Map<String, Object> body =
        Map.of("completions", completions.stream().map(WireCompletion::of).toList());
    return post("completions", body, BULK_CALL, WireAnswers.Completions.class)
        .map(WireAnswers.Completions::completions);
  }

  @Override
  public void close() {
    client.close();
  }

  private <T> Uni<T> post(String path, Object body, Duration limit, Class<T> answer) {
    return Uni.createFrom()
        .deferred(
            () ->
                client
                    .postAbs(base + path)
                    .timeout(limit.toMillis())
                    .putHeader("Authorization", "Bearer " + token.get())
                    .putHeader("Content-Type", "application/json")
                    .sendBuffer(Buffer.buffer(written(body))))
        .map(response -> read(response, answer));
  }

  private <T> T read(HttpResponse<Buffer> response, Class<T> answer) {
    int status = response.statusCode();
    switch (status) {
      case 400, 404, 413, 415, 422 ->
          throw new MissionRefused(status, "mission answered " + status);
      default -> {
        if (status / 100 != 2) {
          throw new IllegalStateException("mission answered " + status);
        }
      }
    }
    try {
      return json.readValue(response.body().getBytes(), answer);
    } catch (IOException e) {
      throw new UncheckedIOException("mission's answer cannot be read", e);
    }
  }

  private byte[] written(Object body) {
    try {
      return json.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a request cannot be written", e);
    }
  }

  private static Stream<Lease> readable(WireLease wire) {
    try {
      return Optional.of(wire.lease()).stream();
    } catch (RuntimeException e) {
      LOG.errorf(e, "lease cannot be run here: missionId=%s", wire.missionId());
      return Stream.empty();
    }
  }
}
