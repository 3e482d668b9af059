package dev.missionmesh.mission.api;

import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemDocument;
import dev.missionmesh.problem.ProblemException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A database that is away is no fault of the request, and passes. */
final class UnavailableMapper {
  @ServerExceptionMapper({ClosedConnectionException.class, ConnectException.class})
  public Response away(Throwable e) {
    var problem =
        new ProblemException(
            Problem.UNAVAILABLE, "The store cannot be reached right now; try again soon.");
    return Response.status(Problem.UNAVAILABLE.status())
        .type(ProblemDocument.MEDIA_TYPE)
        .header("Retry-After", "2")
        .entity(ProblemDocument.of(problem, null))
        .build();
  }
}
