package dev.missionmesh.mission.api;

import dev.missionmesh.mission.application.LiveTail;
import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.tenancy.CurrentPrincipal;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses a stream that cannot be before its first byte: once the headers are sent, there is no way
 * to answer a problem.
 */
final class StreamGate {
  /** Marks what is guarded. */
  @NameBinding
  @Retention(RetentionPolicy.RUNTIME)
  @interface Streamed {}

  private final CurrentPrincipal principal;
  private final LiveTail tail;

  StreamGate(CurrentPrincipal principal, LiveTail tail) {
    this.principal = principal;
    this.tail = tail;
  }

  @ServerRequestFilter
  @Streamed
  public Uni<Response> check(ContainerRequestContext request) {
    MissionId mission = Parameters.mission(request.getUriInfo().getPathParameters().getFirst("id"));
    Parameters.lastEventId(request.getHeaderString("Last-Event-ID"));
    return tail.requireMission(principal.tenant(), mission).replaceWith((Response) null);
  }
}
