package dev.missionmesh.problem;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Tells a part that is away for the moment from a defect. */
final class Outage {
  private static final int MAX_CAUSES = 10;

  /** Connection exceptions, operator intervention (shutdown, crash, starting up), too many connections. */
  private static final Set<String> SQL_STATE_CLASSES = Set.of("08", "53", "57");

  static boolean isCauseOf(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++, cause = cause.getCause()) {
      if (isOutage(cause)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOutage(Throwable cause) {
    return switch (cause) {
      case SocketException e -> true;
      case ClosedChannelException e -> true;
      case TimeoutException e -> true;
      case PgException e ->
          e.getSqlState() != null
              && e.getSqlState().length() == 5
              && SQL_STATE_CLASSES.contains(e.getSqlState().substring(0, 2));
      case VertxException e ->
          String.valueOf(e.getMessage()).toLowerCase(java.util.Locale.ROOT).contains("connection");
      default -> false;
    };
  }

  private Outage() {}
}
