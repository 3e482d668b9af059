package dev.missionmesh.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.pgclient.PgException;
import jakarta.annotation.Priority;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Registered with every service: whatever a request runs into, the caller gets a problem document. */
public final class ProblemMappers {
  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
  private static final String ROW_LEVEL_SECURITY = "42501";

  @ServerExceptionMapper
  public Response problem(ProblemException e) {
    return ProblemResponses.of(e);
  }

  @ServerExceptionMapper
  @Priority(Priorities.USER - 1)
  public Response mismatched(MismatchedInputException e) {
    return ProblemResponses.of(ProblemResponses.ofJson(e));
  }

  @ServerExceptionMapper
  @Priority(Priorities.USER - 1)
  public Response json(JsonProcessingException e) {
    return ProblemResponses.of(ProblemResponses.ofJson(e));
  }

  @ServerExceptionMapper
  public Response violations(ConstraintViolationException e) {
    return ProblemResponses.of(ProblemResponses.ofViolations(e));
  }

  @ServerExceptionMapper
  @Priority(Priorities.USER - 1)
  public Response unauthorized(UnauthorizedException e) {
    return unauthenticated();
  }

  @ServerExceptionMapper
  @Priority(Priorities.USER - 1)
  public Response authenticationFailed(AuthenticationFailedException e) {
    return unauthenticated();
  }

  private static Response unauthenticated() {
    return ProblemResponses.of(
        new ProblemException(Problem.UNAUTHENTICATED, "Send a valid token.")
            .withHeader("WWW-Authenticate", "Bearer"));
  }

  @ServerExceptionMapper
  @Priority(Priorities.USER - 1)
  public Response forbidden(ForbiddenException e) {
    return ProblemResponses.of(Problem.FORBIDDEN, "The token lacks the scope that this needs.");
  }

  @ServerExceptionMapper
  @Priority(Priorities.USER - 1)
  public Response framework(WebApplicationException e, HttpHeaders headers) {
    if (e.getCause() instanceof JsonProcessingException json) {
      return json(json);
    }
    Response raised = e.getResponse();
    if (raised.getStatus() < 400) {
      return raised;
    }
    Problem problem = Problem.ofStatus(raised.getStatus());
    if (problem == Problem.INTERNAL) {
      return unexpected(e, headers);
    }
    Response answer = ProblemResponses.of(problem, problem.title() + ".");
    String allow = raised.getHeaderString("Allow");
    return allow == null ? answer : Response.fromResponse(answer).header("Allow", allow).build();
  }

  @ServerExceptionMapper
  public Response database(PgException e, HttpHeaders headers) {
    if (ROW_LEVEL_SECURITY.equals(e.getSqlState())) {
      return ProblemResponses.of(Problem.FORBIDDEN, "The row belongs to another tenant.");
    }
    return unexpected(e, headers);
  }

  @ServerExceptionMapper
  public Response unexpected(Throwable e, HttpHeaders headers) {
    if (Outage.isCauseOf(e)) {
      LOG.warnf("answered as unavailable: requestId=%s %s", ProblemInstances.logged(headers), e);
      return ProblemResponses.of(
          new ProblemException(Problem.UNAVAILABLE, "A part behind this service is away; try again.")
              .withHeader("Retry-After", "1"));
    }
    LOG.errorf(e, "unexpected failure: requestId=%s", ProblemInstances.logged(headers));
    return ProblemResponses.of(Problem.INTERNAL, "The failure has been recorded; try again later.");
  }
}
