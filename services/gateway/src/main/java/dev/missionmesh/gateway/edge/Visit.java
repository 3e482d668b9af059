package dev.missionmesh.gateway.edge;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.missionmesh.problem.ProblemDocument;
import dev.missionmesh.problem.ProblemException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One request at the door: its id and its ways to end here. */
final class Visit {
  private static final String KEY = Visit.class.getName();

  private final RoutingContext routing;
  private final String id = UuidCreator.getTimeOrderedEpochFast().toString();
  private final List<Consumer<Boolean>> afterwards = new ArrayList<>(3);
  private boolean over;

  private Visit(RoutingContext routing) {
    this.routing = routing;
    routing.addEndHandler(end -> end(end.succeeded()));
  }

  /** Runs once when the visit is over; true if an answer went out whole. */
  void onEnd(Consumer<Boolean> then) {
    afterwards.add(then);
  }

  /** What to do, in place of what was to be done before, if the client goes unanswered. */
  void onVanish(Runnable then) {
    routing
        .response()
        .exceptionHandler(
            gone -> {
              end(false);
              then.run();
            });
  }

  /**
   * Says that it is over. Told twice or more: a response that is reset while its connection closes
   * calls no handlers of its own.
   */
  void end(boolean whole) {
    if (!over) {
      over = true;
      afterwards.forEach(then -> then.accept(whole));
    }
  }

  /** True once an answer went out or the client is gone. */
  boolean isOver() {
    return over || routing.response().closed();
  }

  /** The visit of a request, with its answer's headers put when it begins. */
  static Visit of(RoutingContext routing) {
    Visit visit = routing.get(KEY);
    if (visit == null) {
      visit = new Visit(routing);
      routing.put(KEY, visit);
      Replies.dress(routing.response(), visit.id);
    }
    return visit;
  }

  String id() {
    return id;
  }

  RoutingContext routing() {
    return routing;
  }

  HttpServerRequest request() {
    return routing.request();
  }

  /**
   * Ends with a problem. What the client still sends is read a while and dropped, so that it gets
   * to see the answer.
   */
  void refuse(ProblemException problem) {
    HttpServerResponse response = routing.response();
    if (response.ended() || response.closed()) {
      return;
    }
    if (response.headWritten()) {
      request().connection().close();
      return;
    }
    response.setStatusCode(problem.problem().status());
    response.putHeader(HttpHeaders.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE);
    problem.headers().forEach(response::putHeader);
    if (hasBody(request()) && !request().isEnded()) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      Leftovers.drainThenClose(this);
    } else {
      request().resume();
    }
    response.end(Replies.problem(problem, id));
  }

  void answer(Object json) {
    answer(Replies.json(json));
  }

  /** Answers with bytes that are JSON. */
  void answer(Buffer json) {
    request().resume();
    routing.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    routing.response().end(json);
  }

  static boolean hasBody(HttpServerRequest request) {
    return request.headers().contains(HttpHeaders.CONTENT_LENGTH)
        || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }
}
