package dev.missionmesh.gateway.delivery;

import dev.missionmesh.gateway.application.webhook.Courier;
import dev.missionmesh.gateway.application.webhook.TargetCheck;
import dev.missionmesh.gateway.config.WebhookConfig;
import dev.missionmesh.gateway.domain.webhook.Attempt;
import dev.missionmesh.gateway.domain.webhook.Outcome;
import dev.missionmesh.gateway.application.webhook.SigningSecret;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Posts messages by HTTP/1.1 with the headers of the Standard Webhooks specification. Each attempt
 * connects to the very address that was checked, so a name that changes its mind in between leads
 * nowhere; certificates are still checked against the name. Redirects are not followed, and nothing
 * of the mesh's own tracing leaves with a message.
 */
@ApplicationScoped
class HttpCourier implements Courier {
  private static final int CONNECT_MS = 5_000;
  private static final String AGENT = "Missionmesh-Webhooks/1";

  private final Vertx vertx;
  private final HttpClient client;
  private final TargetCheck targets;
  private final Clock clock;
  private final Duration patience;

  HttpCourier(Vertx vertx, WebhookConfig config, TargetCheck targets, Clock clock) {
    this.vertx = vertx;
    this.targets = targets;
    this.clock = clock;
    this.patience = config.attemptTime();
    HttpClientOptions options =
        new HttpClientOptions()
            .setKeepAlive(false)
            .setConnectTimeout(CONNECT_MS)
            .setVerifyHost(true)
            .setMaxHeaderSize(16 * 1024)
            .setTracingPolicy(TracingPolicy.IGNORE);
    config
        .trustCertificates()
        .ifPresent(
            file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
    client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(config.atOnce()));
  }

  @Override
  public Uni<Attempt> send(
      String url, String messageId, byte[] payload, List<SigningSecret> secrets) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Stopwatch watch = new Stopwatch();
    return targets
        .check(url)
        .chain(checked -> post(checked, headers(messageId, at, payload, secrets), payload))
        .ifNoItem()
        .after(patience.plusSeconds(1))
        .recoverWithItem(() -> Answer.without(Outcome.TIMED_OUT))
        .onFailure(TargetCheck.Refused.class)
        .recoverWithItem(Answer.without(Outcome.FORBIDDEN_ADDRESS))
        .onFailure()
        .recoverWithItem(e -> Answer.without(Failures.outcome(e)))
        .map(answer -> answer.attempt(at, watch.elapsed(), clock.instant()));
  }

  private static MultiMap headers(
      String messageId, Instant at, byte[] payload, List<SigningSecret> secrets) {
    return MultiMap.caseInsensitiveMultiMap()
        .add("content-type", "application/json")
        .add("user-agent", AGENT)
        .add("webhook-id", messageId)
        .add("webhook-timestamp", Long.toString(at.getEpochSecond()))
        .add("webhook-signature", SigningSecret.signatures(secrets, messageId, at, payload));
  }

  private Uni<Answer> post(TargetCheck.Checked checked, MultiMap headers, byte[] payload) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setServer(
                SocketAddress.inetSocketAddress(
                    new InetSocketAddress(checked.address(), checked.target().port())))
            .setHost(checked.target().host())
            .setPort(checked.target().port())
            .setSsl(checked.target().tls())
            .setURI(checked.target().pathAndQuery())
            .setFollowRedirects(false)
            .setConnectTimeout(CONNECT_MS)
            .setHeaders(headers);
    return Uni.createFrom()
        .completionStage(
            () ->
                new Posting(vertx, patience)
                    .run(client, options, Buffer.buffer(payload))
                    .toCompletionStage());
  }
}
