package dev.missionmesh.gateway.application.webhook;

import dev.missionmesh.gateway.domain.webhook.Target;
import io.smallrye.mutiny.Uni;
import java.net.InetAddress;

/** Finds out where a URL leads, and whether messages may go there. */
public interface TargetCheck {
  /**
   * A target with the one address that was checked and that is to be connected to.
   *
   * @param target what the URL says
   * @param address what its host stands for
   */
  record Checked(Target target, InetAddress address) {}

  /**
   * Reads the URL, resolves its host once and checks every address found.
   *
   * @return fails with {@link Refused} if it must not be used, with {@link Unresolved} if its host
   *     has no address now
   */
  Uni<Checked> check(String url);

  /** The URL must not be used; the message is a clause that says why. */
  final class Refused extends RuntimeException {
    public Refused(String why) {
      super(why, null, false, false);
    }
  }

  /** The host has no address now. */
  final class Unresolved extends RuntimeException {
    public Unresolved() {
      super("names a host that cannot be resolved", null, false, false);
    }
  }
}
