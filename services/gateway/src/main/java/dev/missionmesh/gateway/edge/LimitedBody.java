package dev.missionmesh.gateway.edge;

import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/**
 * A request body on its way through, counted but not kept. It breaks off with a problem when it
 * grows too long or takes too long.
 */
final class LimitedBody implements ReadStream<Buffer> {
  private final ReadStream<Buffer> source;
  private final long limit;
  private long passed;
  private ProblemException broken;
  private Handler<Throwable> onFailure;

  LimitedBody(ReadStream<Buffer> source, long limit) {
    this.source = source;
    this.limit = limit;
  }

  /** Why the body broke off; null if it did not. */
  ProblemException broken() {
    return broken;
  }

  /** Breaks off, unless that has happened already. */
  void breakOff(ProblemException why) {
    if (broken == null) {
      broken = why;
      if (onFailure != null) {
        onFailure.handle(why);
      }
    }
  }

  static ProblemException tooLarge(long limit) {
    return new ProblemException(
        Problem.TOO_LARGE, "The body may have at most " + limit + " bytes here.");
  }

  @Override
  public ReadStream<Buffer> handler(Handler<Buffer> handler) {
    source.handler(handler == null ? null : part -> pass(part, handler));
    return this;
  }

  private void pass(Buffer part, Handler<Buffer> handler) {
    passed += part.length();
    if (passed > limit) {
      breakOff(tooLarge(limit));
    } else if (broken == null) {
      handler.handle(part);
    }
  }

  @Override
  public ReadStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
    onFailure = handler;
    source.exceptionHandler(handler);
    return this;
  }

  @Override
  public ReadStream<Buffer> pause() {
    source.pause();
    return this;
  }

  @Override
  public ReadStream<Buffer> resume() {
    source.resume();
    return this;
  }

  @Override
  public ReadStream<Buffer> fetch(long amount) {
    source.fetch(amount);
    return this;
  }

  @Override
  public ReadStream<Buffer> endHandler(Handler<Void> handler) {
    source.endHandler(handler);
    return this;
  }
}
