package dev.missionmesh.gateway.edge;

import dev.missionmesh.gateway.config.GatewayConfig;
import dev.missionmesh.gateway.domain.Owner;
import dev.missionmesh.tenancy.InternalConnections;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;

/**
 * A service behind the gateway, with one pool for ordinary exchanges and one for streams, so that
 * listeners starve nobody. Each stream has a connection of its own.
 */
final class Upstream {
  /** No connection to the service was to be had, so it has seen nothing of the request. */
  static final class Unreachable extends RuntimeException {
    Unreachable(Throwable cause) {
      super(cause.getMessage(), cause, false, false);
    }
  }

  private final Owner owner;
  private final HttpClient exchanges;
  private final HttpClient streams;
  private final RequestOptions exchange;
  private final RequestOptions stream;

  Upstream(Vertx vertx, Owner owner, URI url, GatewayConfig.Upstream config) {
    this.owner = owner;
    int port = url.getPort() > 0 ? url.getPort() : 80;
    HttpClientOptions options =
        new HttpClientOptions()
            .setConnectTimeout((int) config.connectTime().toMillis())
            .setKeepAlive(true)
            .setKeepAliveTimeout(InternalConnections.KEPT_SECONDS)
            .setPipelining(false)
            .setMaxHeaderSize(64 * 1024)
            .setTcpNoDelay(true);
    this.exchanges =
        vertx.createHttpClient(
            options.setMaxWaitQueueSize(config.waiting()),
            new PoolOptions().setHttp1MaxSize(config.connections()));
    this.streams =
        vertx.createHttpClient(
            new HttpClientOptions(options).setMaxWaitQueueSize(0).setKeepAlive(false),
            new PoolOptions().setHttp1MaxSize(config.streams()));
    this.stream =
        new RequestOptions()
            .setHost(url.getHost())
            .setPort(port)
            .setConnectTimeout(config.connectTime().toMillis());
    this.exchange = new RequestOptions(stream).setIdleTimeout(config.silence().toMillis());
  }

  Owner owner() {
    return owner;
  }

  /** A request to be filled; fails with {@link Unreachable}. */
  Future<HttpClientRequest> request(boolean forStream) {
    return (forStream ? streams : exchanges)
        .request(forStream ? stream : exchange)
        .map(request -> request.exceptionHandler(told -> {})) // the response's future tells it too
        .recover(e -> Future.failedFuture(new Unreachable(e)));
  }
}
