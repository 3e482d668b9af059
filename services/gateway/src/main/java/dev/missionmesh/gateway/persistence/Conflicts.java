package dev.missionmesh.gateway.persistence;

import io.vertx.pgclient.PgException;

/** Recognises the failures of PostgreSQL that are answers. */
final class Conflicts {
  private static final String UNIQUE_VIOLATION = "23505";

  /** True if a row of the same name was there already. */
  static boolean isDuplicate(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof PgException pg) {
        return UNIQUE_VIOLATION.equals(pg.getSqlState());
      }
      if (e instanceof org.hibernate.exception.ConstraintViolationException violation) {
        return UNIQUE_VIOLATION.equals(violation.getSQLState());
      }
    }
    return false;
  }

  private Conflicts() {}
}
