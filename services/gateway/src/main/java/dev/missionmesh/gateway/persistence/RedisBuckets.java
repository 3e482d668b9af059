package dev.missionmesh.gateway.persistence;

import dev.missionmesh.gateway.application.TokenStore;
import dev.missionmesh.gateway.domain.Allotment;
import dev.missionmesh.gateway.domain.Limit;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import java.util.concurrent.CompletionStage;

/** Buckets in Redis or Valkey, in the form that Bucket4j gives them. */
public final class RedisBuckets implements TokenStore {
  private static final String PREFIX = "mesh:limit:";

  private final Vertx vertx;
  private final RedisOptions options;
  private final AsyncProxyManager<String> buckets;
  private volatile Redis redis;

  /** Buckets at a server, or servers, to which nothing has been connected yet. */
  public RedisBuckets(Vertx vertx, RedisOptions options) {
    this.vertx = vertx;
    this.options = options;
    this.redis = Redis.createClient(vertx, new RedisOptions(options));
    this.buckets = new RedisBucketStates(request -> redis.send(request)).asAsync();
  }

  @Override
  public CompletionStage<Taken> take(Allotment allotment, long most) {
    return buckets
        .builder()
        .build(PREFIX + allotment.text(), configuration(allotment.limit()))
        .asVerbose()
        .tryConsumeAsMuchAsPossible(most)
        .thenApply(RedisBuckets::taken);
  }

  private static Taken taken(VerboseResult<Long> result) {
    return new Taken(result.getValue(), Math.max(0, result.getDiagnostics().getAvailableTokens()));
  }

  private static BucketConfiguration configuration(Limit limit) {
    return BucketConfiguration.builder()
        .addLimit(l -> l.capacity(limit.burst()).refillGreedy(limit.requests(), limit.per()))
        .build();
  }

  @Override
  public CompletionStage<?> probe() {
    return redis.send(Request.cmd(Command.PING)).toCompletionStage();
  }

  /** Connections to a server that has vanished without a word would never be given up otherwise. */
  @Override
  public synchronized void reset() {
    Redis old = redis;
    redis = Redis.createClient(vertx, new RedisOptions(options));
    old.close();
  }
}
