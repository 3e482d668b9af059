package dev.missionmesh.gateway.config;

import dev.missionmesh.gateway.application.LocalLimiter;
import dev.missionmesh.gateway.application.RateLimiter;
import dev.missionmesh.gateway.application.SharedLimiter;
import dev.missionmesh.gateway.domain.Route;
import dev.missionmesh.gateway.domain.RouteTable;
import dev.missionmesh.gateway.domain.TenantLimits;
import dev.missionmesh.gateway.persistence.RedisBuckets;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes what counts requests. */
class LimitKeepers {
  /** Together with other gateways if they have a Redis in common. */
  @Produces
  @Singleton
  RateLimiter limiter(RateConfig config, Vertx vertx, SharedLimiter.Watcher watcher) {
    int remembered = config.rates().remembered();
    if (config.redis().url().isEmpty()) {
      return new LocalLimiter(remembered, System::nanoTime);
    }
    return new SharedLimiter(
        new RedisBuckets(vertx, options(config.redis(), config.redis().url().get())),
        config.redis().replicas(),
        config.redis().patience(),
        remembered,
        System::nanoTime,
        watcher);
  }

  private static RedisOptions options(RateConfig.Redis config, List<String> urls) {
    if (config.replicas() < 1) {
      throw new IllegalArgumentException("mesh.gateway.redis.replicas must be at least 1");
    }
    int patience = Math.toIntExact(config.patience().toMillis());
    RedisOptions options =
        new RedisOptions()
            .setType(RedisClientType.valueOf(config.kind().name()))
            .setNetClientOptions(
                new NetClientOptions().setConnectTimeout(patience).setTcpNoDelay(true))
            .setMaxPoolSize(8)
            .setMaxPoolWaiting(1024);
    config.master().ifPresent(options::setMasterName);
    urls.forEach(options::addConnectionString);
    return options;
  }

  /** What holds for every tenant that has nothing else set. */
  @Produces
  @Singleton
  TenantLimits limits(RateConfig config, RouteTable routes) {
    RateConfig.Rates rates = config.rates();
    Set<String> known = routes.routes().stream().map(Route::template).collect(Collectors.toSet());
    if (!known.containsAll(rates.endpoints().keySet())) {
      throw new IllegalArgumentException(
          "mesh.gateway.rates.endpoints names no route: " + rates.endpoints().keySet());
    }
    return new TenantLimits(rates.tenant(), rates.key(), rates.admin(), rates.endpoints());
  }
}
