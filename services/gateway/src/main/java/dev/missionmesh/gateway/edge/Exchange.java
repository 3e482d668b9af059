package dev.missionmesh.gateway.edge;

import dev.missionmesh.gateway.domain.RequestTarget;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.concurrent.TimeoutException;

/** One request on its way to a service, until the head of the answer has come. */
final class Exchange {
  private static final int UNAUTHORIZED = 401;

  /** Whoever asked is gone. */
  private static final class Gone extends RuntimeException {
    Gone() {
      super("nobody waits for the answer any longer", null, false, false);
    }
  }

  private final Visit visit;
  private final Upstream upstream;
  private final boolean stream;
  private final RequestTarget target;
  private final String token;
  private final LimitedBody body;
  private final EdgeMetrics metrics;

  /** An exchange; {@code body} null means that the client sends none. */
  Exchange(
      Visit visit,
      Upstream upstream,
      boolean stream,
      RequestTarget target,
      String token,
      LimitedBody body,
      EdgeMetrics metrics) {
    this.visit = visit;
    this.upstream = upstream;
    this.stream = stream;
    this.target = target;
    this.token = token;
    this.body = body;
    this.metrics = metrics;
  }

  /** Asks the service and hands its answer on; whatever goes wrong is answered with a problem. */
  void run() {
    ask()
        .recover(e -> mayAskAgain(e) ? ask() : Future.failedFuture(e))
        .onSuccess(this::handOn)
        .onFailure(this::refuse);
  }

  private Future<HttpClientResponse> ask() {
    return upstream.request(stream).compose(this::send);
  }

  private Future<HttpClientResponse> send(HttpClientRequest request) {
    if (visit.isOver()) {
      // Of a body whose sender is gone no end would ever come, and the connection stay taken.
      request.reset();
      return Future.failedFuture(new Gone());
    }
    visit.onVanish(request::reset);
    request.setMethod(visit.request().method()).setURI(target.text());
    OutgoingHeaders.fill(request.headers(), visit.request().headers(), token, visit.id());
    if (body == null) {
      visit.request().resume();
      return request.send();
    }
    request.setChunked(!request.headers().contains(HttpHeaders.CONTENT_LENGTH));
    body.pipe().endOnFailure(false).to(request).onFailure(broken -> request.reset());
    return request.response();
  }

  /**
   * A kept connection may close just when it is taken. What only reads is asked once more, on
   * another one; whether anything else was done is not known.
   */
  private boolean mayAskAgain(Throwable failure) {
    return failure instanceof HttpClosedException
        && body == null
        && !visit.isOver()
        && visit.request().method().equals(HttpMethod.GET);
  }

  private void handOn(HttpClientResponse answer) {
    if (answer.statusCode() == UNAUTHORIZED) {
      // The client's key held: it is the gateway's own token that the service did not take.
      answer.resume();
      metrics.upstreamFailed(upstream.owner(), "token_refused");
      visit.refuse(
          new ProblemException(
              Problem.BAD_GATEWAY,
              upstream.owner().serviceName()
                  + " did not accept the gateway; try again shortly."));
      return;
    }
    new Answer(visit, answer, stream).handOn();
  }

  /** All connections are taken and no more may wait, or none became free in time. */
  private static boolean isBusy(Throwable cause) {
    return cause instanceof ConnectionPoolTooBusyException || cause instanceof TimeoutException;
  }

  private void refuse(Throwable failure) {
    if (!visit.isOver()) {
      visit.refuse(explain(failure));
    }
  }

  private ProblemException explain(Throwable failure) {
    if (body != null && body.broken() != null) {
      return body.broken();
    }
    String service = upstream.owner().serviceName();
    if (failure instanceof Upstream.Unreachable unreachable) {
      boolean busy = isBusy(unreachable.getCause());
      metrics.upstreamFailed(upstream.owner(), busy ? "busy" : "unreachable");
      return new ProblemException(
              Problem.UNAVAILABLE, service + (busy ? " is too busy." : " cannot be reached."))
          .withHeader("Retry-After", "1");
    }
    metrics.upstreamFailed(upstream.owner(), "broken_off");
    return new ProblemException(
        Problem.BAD_GATEWAY, service + " broke off before it answered; the outcome is not known.");
  }
}
