package dev.missionmesh.gateway.persistence;

import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AbstractCompareAndSwapBasedProxyManager;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AsyncCompareAndSwapOperation;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.CompareAndSwapOperation;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.github.bucket4j.redis.consts.LuaScripts;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Reads and swaps the states of buckets over the Redis client of Vert.x; never blocks. */
final class RedisBucketStates extends AbstractCompareAndSwapBasedProxyManager<String> {
  private static final ExpirationAfterWriteStrategy LIFE =
      ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofMinutes(1));

  private final Function<Request, Future<Response>> redis;

  RedisBucketStates(Function<Request, Future<Response>> redis) {
    super(ClientSideConfig.getDefault().withExpirationAfterWriteStrategy(LIFE));
    this.redis = redis;
  }

  @Override
  protected AsyncCompareAndSwapOperation beginAsyncCompareAndSwapOperation(String key) {
    return new AsyncCompareAndSwapOperation() {
      @Override
      public CompletableFuture<Optional<byte[]>> getStateData(Optional<Long> timeoutNanos) {
        return future(Request.cmd(Command.GET).arg(key))
            .thenApply(state -> Optional.ofNullable(state).map(Response::toBytes));
      }

      @Override
      public CompletableFuture<Boolean> compareAndSwap(
          byte[] old, byte[] fresh, RemoteBucketState state, Optional<Long> timeoutNanos) {
        return future(
                old == null ? create(key, fresh, life(state)) : swap(key, old, fresh, life(state)))
            .thenApply(done -> done.toLong() == 1);
      }
    };
  }

  private CompletableFuture<Response> future(Request request) {
    return redis.apply(request).toCompletionStage().toCompletableFuture();
  }

  private long life(RemoteBucketState state) {
    return Math.max(1, LIFE.calculateTimeToLiveMillis(state, currentTimeNanos()));
  }

  private static Request create(String key, byte[] fresh, long millis) {
    return Request.cmd(Command.EVAL)
        .arg(LuaScripts.SCRIPT_SET_NX_PX)
        .arg(1)
        .arg(key)
        .arg(Buffer.buffer(fresh))
        .arg(millis);
  }

  private static Request swap(String key, byte[] old, byte[] fresh, long millis) {
    return Request.cmd(Command.EVAL)
        .arg(LuaScripts.SCRIPT_COMPARE_AND_SWAP_PX)
        .arg(1)
        .arg(key)
        .arg(Buffer.buffer(old))
        .arg(Buffer.buffer(fresh))
        .arg(millis);
  }

  @Override
  protected CompareAndSwapOperation beginCompareAndSwapOperation(String key) {
    throw new UnsupportedOperationException("would block; ask asynchronously");
  }

  @Override
  public boolean isAsyncModeSupported() {
    return true;
  }

  @Override
  public boolean isExpireAfterWriteSupported() {
    return true;
  }

  @Override
  public void removeProxy(String key) {
    throw new UnsupportedOperationException("would block; ask asynchronously");
  }

  @Override
  protected CompletableFuture<Void> removeAsync(String key) {
    return future(Request.cmd(Command.DEL).arg(key)).thenApply(gone -> null);
  }
}
