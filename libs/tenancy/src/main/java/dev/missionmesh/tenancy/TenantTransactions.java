package dev.missionmesh.tenancy;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Transactions on the reactive SQL client in which row-level security knows for whom they act. The setting ends with the
 * transaction, so a pooled connection carries nothing over.
 */
public final class TenantTransactions {
  private static final String ONE = "select set_config('mesh.tenant', $1, true)";
  private static final String MANY = "select set_config('mesh.tenants', $1, true)";

  /** Runs work in a transaction that sees one tenant's rows; commits when it succeeds, rolls back when it fails. */
  public static <T> Uni<T> inTenant(
      Pool pool, TenantId tenant, Function<SqlConnection, Uni<T>> work) {
    return within(pool, ONE, tenant.value(), work);
  }

  /** Runs work of an engine login in a transaction that may write rows of these tenants. */
  public static <T> Uni<T> inTenants(
      Pool pool, Collection<TenantId> tenants, Function<SqlConnection, Uni<T>> work) {
    String names =
        new TreeSet<>(tenants).stream().map(TenantId::value).collect(Collectors.joining(","));
    return within(pool, MANY, names, work);
  }

  /** Like the pool's own transactions, but the setting travels with BEGIN: one round trip less for each. */
  private static <T> Uni<T> within(
      Pool pool, String setting, String value, Function<SqlConnection, Uni<T>> work) {
    return pool.withConnection(
        connection ->
            Uni.combine()
                .all()
                .unis(
                    connection.begin(),
                    connection.preparedQuery(setting).execute(Tuple.of(value)))
                .discardItems()
                .chain(() -> work.apply(connection))
                .onItemOrFailure()
                .call((item, failure) -> end(connection.transaction(), failure == null)));
  }

  private static Uni<Void> end(Transaction transaction, boolean commit) {
    if (commit) {
      return transaction.commit();
    }
    return transaction == null
        ? Uni.createFrom().voidItem()
        : transaction.rollback().onFailure().recoverWithNull();
  }

  private TenantTransactions() {}
}
