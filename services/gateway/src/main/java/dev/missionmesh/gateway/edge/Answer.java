package dev.missionmesh.gateway.edge;

import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/** A service's answer on its way to the client. */
final class Answer {
  private final Visit visit;
  private final HttpClientResponse answer;
  private final boolean stream;

  Answer(Visit visit, HttpClientResponse answer, boolean stream) {
    this.visit = visit;
    this.answer = answer;
    this.stream = stream;
  }

  /** Passes it on part by part as the client takes it. */
  void handOn() {
    HttpServerResponse response = visit.routing().response();
    response.setStatusCode(answer.statusCode());
    OutgoingHeaders.handOn(answer.headers(), response.headers());
    if (!response.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
      endByItself(response);
    }
    visit.onVanish(this::giveUp);
    answer
        .pipe()
        .endOnFailure(false)
        .to(response)
        .onFailure(
            broken -> {
              response.reset(); // so that what came is not taken for the whole
              giveUp();
            })
        .onComplete(sent -> visit.end(sent.succeeded()));
  }

  /** How the client sees the end of a body of unknown length. */
  private void endByItself(HttpServerResponse response) {
    if (visit.request().version() == HttpVersion.HTTP_1_0) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    } else {
      response.setChunked(true);
    }
  }

  /**
   * Nobody reads on. The rest is dropped as it comes. To reset the request instead would close its
   * connection, which may be another request's by now if all of the answer had come; the
   * connection of a stream is nobody else's.
   */
  private void giveUp() {
    if (stream) {
      answer.request().reset();
    } else {
      answer.resume();
    }
  }
}
