package dev.missionmesh.mission.persistence;

import dev.missionmesh.mission.application.FailureKinds;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads SQLSTATE: 40… may work again, 22… and 23… are the fault of a value. */
@ApplicationScoped
class PostgresFailureKinds implements FailureKinds {
  @Override
  public Kind of(Throwable failure) {
    if (!(failure instanceof PgException e) || e.getSqlState() == null) return Kind.FINAL;
    if (e.getSqlState().startsWith("40")) return Kind.AGAIN;
    boolean value = e.getSqlState().startsWith("22") || e.getSqlState().startsWith("23");
    return value ? Kind.ITEM : Kind.FINAL;
  }
}
