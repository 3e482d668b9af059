package dev.missionmesh.cli.login;

import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.client.OpenIdIssuer;
import dev.missionmesh.cli.client.Session;
import dev.missionmesh.cli.client.SessionStore;
import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.Terminal;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mesh logout}: forgets the login, here and at the issuer. */
@Command(name = "logout", description = "Ends your login at a mesh, here and at the issuer.")
public final class LogoutCommand implements Callable<Integer> {
  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The mesh. Default: MESH_URL, else the one on this machine.")
  private String url;

  @Override
  public Integer call() throws Exception {
    SessionStore store = new SessionStore(Access.to(url).state());
    Optional<Session> session = store.find();
    store.delete();
    Terminal terminal = Terminal.system();
    if (session.isEmpty()) {
      terminal.say("You are not logged in.");
    } else if (isEndedAtIssuer(session.get())) {
      terminal.say("Logged out.");
    } else {
      terminal.say("Logged out here; the issuer was not told, so there the login ends by itself.");
    }
    return 0;
  }

  private static boolean isEndedAtIssuer(Session session) {
    try {
      return session.refreshToken() == null
          || OpenIdIssuer.discover(session.issuer()).revoke(session);
    } catch (Failure unreachable) {
      return false;
    }
  }
}
