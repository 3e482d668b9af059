package dev.missionmesh.cli.audit;

import dev.missionmesh.auditlog.AuditOrigin;
import java.nio.file.Path;
import java.util.Map;

/**
 * A restore on this machine is no alarm to the command line of this machine: the logs that it has pinned before are pinned under
 * their new epochs, with the key that lies in the data folder.
 */
public final class RestoredLogs {
  /**
   * Pins.
   *
   * @param data the restored data folder, which holds what was pinned before
   * @param epochs new epoch by tenant
   */
  public static void pin(Path data, Map<String, Integer> epochs) {
    var pins = new PinStore(data.resolve("cli").resolve("pins"));
    var key = new LocalKey(data);
    epochs.forEach(
        (tenant, epoch) -> {
          if (!pins.epochs(tenant).isEmpty()) pins.pin(key.read(new AuditOrigin(tenant, epoch).toString()));
        });
  }

  private RestoredLogs() {}
}
