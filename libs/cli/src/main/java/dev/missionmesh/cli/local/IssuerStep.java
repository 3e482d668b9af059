package dev.missionmesh.cli.local;

import dev.missionmesh.cli.output.Terminal;
import java.util.concurrent.CountDownLatch;

/**
 * Starts Keycloak beside everything else: it is fetched meanwhile, and waits for nothing but its
 * database.
 */
final class IssuerStep {
  private final DataFolder data;
  private final Terminal terminal;
  private final CountDownLatch databaseUp = new CountDownLatch(1);

  IssuerStep(DataFolder data, Terminal terminal) {
    this.data = data;
    this.terminal = terminal;
  }

  /** Tells that PostgreSQL is ready. If it never is, its own step fails and interrupts this one. */
  void databaseIsUp() {
    databaseUp.countDown();
  }

  /** Returns once Keycloak is ready. */
  Void start(KeycloakPart keycloak) throws Exception {
    if (!keycloak.isReady()) {
      new KeycloakDistribution(data, terminal).ensure();
      databaseUp.await();
      keycloak.database().ensure();
      new Start(keycloak, data, terminal).run();
    }
    return null;
  }
}
