package dev.missionmesh.tenancy;

import io.smallrye.mutiny.Uni;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Hibernate Reactive transactions in which row-level security knows for whom they act. */
public final class TenantSessions {
  private static final String SETTING = "select set_config('mesh.tenant', :tenant, true)";

  /** Runs work in a session and transaction that see one tenant's rows. */
  public static <T> Uni<T> inTenant(
      Mutiny.SessionFactory sessions, TenantId tenant, Function<Mutiny.Session, Uni<T>> work) {
    return sessions.withTransaction(
        session ->
            session
                .createNativeQuery(SETTING, String.class)
                .setParameter("tenant", tenant.value())
                .getSingleResult()
                .chain(() -> work.apply(session)));
  }

  private TenantSessions() {}
}
