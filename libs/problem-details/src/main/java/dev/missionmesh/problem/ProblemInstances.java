package dev.missionmesh.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** Gives a problem the id under which the gateway knows the request, so that one word finds both sides. */
public final class ProblemInstances {
  private static final String REQUEST_ID = "X-Request-Id";

  @ServerResponseFilter
  @SuppressWarnings("unchecked")
  public void name(ContainerRequestContext request, ContainerResponseContext response) {
    String id = idOf(request.getHeaderString(REQUEST_ID));
    if (id != null
        && response.getMediaType() != null
        && ProblemDocument.MEDIA_TYPE.equals(response.getMediaType().toString())
        && response.getEntity() instanceof Map<?, ?> document) {
      ((Map<String, Object>) document).put("instance", ProblemDocument.instance(id));
    }
  }

  /** The id of a request for a log line; {@code none} if it has none. */
  static String logged(HttpHeaders headers) {
    String id = idOf(headers.getHeaderString(REQUEST_ID));
    return id == null ? "none" : id;
  }

  private static @Nullable String idOf(String header) {
    try {
      return header == null ? null : UUID.fromString(header).toString();
    } catch (IllegalArgumentException notAnId) {
      return null;
    }
  }
}
