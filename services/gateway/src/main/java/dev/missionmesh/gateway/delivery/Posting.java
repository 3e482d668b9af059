package dev.missionmesh.gateway.delivery;

import dev.missionmesh.gateway.domain.webhook.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One request and its answer within a limit of time. Of the body only the first 4 KiB are read; then,
 * or when time is up, the connection is closed. What counts is the status, which may come without
 * the rest.
 */
final class Posting {
  private static final int MOST_BYTES = 4 * 1024;

  private final Vertx vertx;
  private final Promise<Answer> answer = Promise.promise();
  private final Buffer body = Buffer.buffer();
  private final long timer;
  private HttpClientRequest request;
  private HttpClientResponse response;

  Posting(Vertx vertx, Duration patience) {
    this.vertx = vertx;
    this.timer = vertx.setTimer(patience.toMillis(), ignored -> timeIsUp());
  }

  /** Fails if no connection could be made or it broke before the status came. */
  Future<Answer> run(HttpClient client, RequestOptions options, Buffer payload) {
    client
        .request(options)
        .compose(
            made -> {
              synchronized (this) {
                request = made;
              }
              if (answer.future().isComplete()) {
                made.reset();
              }
              return made.send(payload);
            })
        .onSuccess(this::answered)
        .onFailure(answer::tryFail);
    return answer.future().onComplete(ignored -> vertx.cancelTimer(timer));
  }

  private synchronized void answered(HttpClientResponse received) {
    response = received;
    received.handler(this::part);
    received.exceptionHandler(broken -> end());
    received.endHandler(ended -> end());
  }

  private synchronized void part(Buffer part) {
    body.appendBuffer(part);
    if (body.length() >= MOST_BYTES) {
      end();
      request.reset();
    }
  }

  private synchronized void end() {
    byte[] read = body.getBytes(0, Math.min(body.length(), MOST_BYTES));
    answer.tryComplete(
        Answer.of(
            response.statusCode(),
            response.getHeader("retry-after"),
            new String(read, StandardCharsets.UTF_8)));
  }

  private synchronized void timeIsUp() {
    if (response != null) {
      end();
    } else {
      answer.tryComplete(Answer.without(Outcome.TIMED_OUT));
    }
    if (request != null) {
      request.reset();
    }
  }
}
