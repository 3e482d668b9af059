package dev.missionmesh.gateway.edge;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The rest of a body that nobody wants. Closing at once would reset the connection under the
 * client's hands and lose it the answer, so a bounded rest is read and dropped first.
 */
final class Leftovers {
  private static final long MAX_BYTES = 16L * 1024 * 1024;
  private static final long MAX_MS = 2_000;

  /** Once the answer is written, reads what the client still sends, then closes. */
  static void drainThenClose(Visit visit) {
    RoutingContext routing = visit.routing();
    HttpServerRequest request = visit.request();
    AtomicLong dropped = new AtomicLong();
    Runnable close = () -> request.connection().close();
    long timer = routing.vertx().setTimer(MAX_MS, ignored -> close.run());
    visit.onEnd(ignored -> closeIfOver(request, close));
    request.exceptionHandler(ignored -> routing.vertx().cancelTimer(timer));
    request.handler(
        part -> {
          if (dropped.addAndGet(part.length()) > MAX_BYTES) {
            close.run();
          }
        });
    request.endHandler(
        ignored -> {
          routing.vertx().cancelTimer(timer);
          if (routing.response().ended()) {
            close.run();
          }
        });
    request.resume();
  }

  private static void closeIfOver(HttpServerRequest request, Runnable close) {
    if (request.isEnded()) {
      close.run();
    }
  }

  private Leftovers() {}
}
