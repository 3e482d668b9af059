package dev.missionmesh.gateway.edge;

import dev.missionmesh.gateway.domain.RequestTarget;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemDocument;
import dev.missionmesh.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.util.concurrent.TimeoutException;

/** One request on its way to a service and the answer on its way back. */
final class Exchange implements ProxyInterceptor {
  private static final int UNAUTHORIZED = 401;

  private final Visit visit;
  private final Upstream upstream;
  private final RequestTarget target;
  private final String token;
  private final LimitedBody body;
  private final EdgeMetrics metrics;
  private boolean settled;

  /** An exchange; {@code body} null means that the client sends none. */
  Exchange(
      Visit visit,
      Upstream upstream,
      RequestTarget target,
      String token,
      LimitedBody body,
      EdgeMetrics metrics) {
    this.visit = visit;
    this.upstream = upstream;
    this.target = target;
    this.token = token;
    this.body = body;
    this.metrics = metrics;
  }

  @Override
  public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
    ProxyRequest request = context.request();
    request.setURI(target.text());
    request.headers().clear();
    OutgoingHeaders.fill(request.headers(), visit.request().headers(), token, visit.id());
    request.setBody(body == null ? null : Body.body(body, request.getBody().length()));
    if (body == null) {
      visit.request().resume();
    }
    return context
        .sendRequest()
        .recover(e -> mayAskAgain(e) ? context.sendRequest() : Future.failedFuture(e))
        .recover(e -> Future.succeededFuture(failed(request, e)));
  }

  /**
   * A kept connection may close just when it is taken. What only reads is asked once more, on
   * another one, if anybody still listens; whether anything else was done is not known.
   */
  private boolean mayAskAgain(Throwable failure) {
    return failure instanceof HttpClosedException
        && body == null
        && !visit.routing().response().closed()
        && visit.request().method().equals(HttpMethod.GET);
  }

  @Override
  public Future<Void> handleProxyResponse(ProxyContext context) {
    ProxyResponse response = context.response();
    if (!settled) {
      OutgoingHeaders.strip(response.headers());
      if (response.getStatusCode() == UNAUTHORIZED) {
        // The client's key held: it is the gateway's own token that the service did not take.
        settle(response, refusedToken());
      }
    }
    return context.sendResponse().onComplete(sent -> visit.end(sent.succeeded()));
  }

  private ProblemException refusedToken() {
    metrics.upstreamFailed(upstream.owner(), "token_refused");
    return new ProblemException(
        Problem.BAD_GATEWAY,
        upstream.owner().serviceName() + " did not accept the gateway; try again shortly.");
  }

  private ProxyResponse failed(ProxyRequest request, Throwable failure) {
    boolean unread = body != null && !visit.request().isEnded();
    if (unread) {
      Leftovers.drainThenClose(visit);
      request.setBody(null);
    } else {
      request.release();
    }
    ProxyResponse response = request.response();
    if (unread) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    settle(response, explain(failure));
    return response;
  }

  private void settle(ProxyResponse response, ProblemException problem) {
    settled = true;
    Buffer document = Replies.problem(problem, visit.id());
    Body replaced = response.getBody();
    response.setStatusCode(problem.problem().status()).setStatusMessage(null);
    response.headers().remove(HttpHeaders.CONTENT_LENGTH);
    response.putHeader(HttpHeaders.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE);
    problem.headers().forEach(response::putHeader);
    response.setBody(Body.body(document));
    if (replaced != null) {
      replaced.stream().resume();
    }
  }

  /** All connections are taken and no more may wait, or none became free in time. */
  private static boolean isBusy(Throwable cause) {
    return cause instanceof ConnectionPoolTooBusyException || cause instanceof TimeoutException;
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
