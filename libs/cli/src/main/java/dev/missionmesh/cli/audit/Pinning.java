package dev.missionmesh.cli.audit;

import dev.missionmesh.auditlog.AuditOrigin;
import dev.missionmesh.auditlog.VerifierKey;
import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.Terminal;
import java.util.List;
import java.util.Optional;

/** Trust on first use: the first key of a log is pinned, any other one after it is an alarm. */
final class Pinning {
  private final PinStore pins;
  private final Terminal terminal;

  Pinning(PinStore pins, Terminal terminal) {
    this.pins = pins;
    this.terminal = terminal;
  }

  /**
   * The key to trust for the log that {@code served} claims to be; fails when it is not the one
   * pinned before.
   */
  VerifierKey trusted(VerifierKey served) {
    AuditOrigin origin = AuditOrigin.parse(served.name());
    Optional<VerifierKey> pinned = pins.key(origin);
    if (pinned.isPresent()) return same(pinned.get(), served);
    List<Integer> epochs = pins.epochs(origin.tenant());
    if (!epochs.isEmpty()) {
      throw Failure.error(
          "the log of "
              + origin.tenant()
              + " claims epoch "
              + origin.epoch()
              + "; epoch "
              + epochs.getLast()
              + " was pinned",
          "Ask the operator whether the log was restored; then pin its key with: mesh audit export"
              + " --key FILE");
    }
    pins.pin(served);
    terminal.say("First sight of " + origin + ": its key is pinned from now on.");
    return served;
  }

  private static VerifierKey same(VerifierKey pinned, VerifierKey served) {
    if (pinned.toString().equals(served.toString())) return pinned;
    throw Failure.error(
        "the key of " + pinned.name() + " is not the one that was pinned",
        "Somebody may be forging the log. If the operator did change the key, pin it with: mesh"
            + " audit export --key FILE");
  }
}
