package dev.missionmesh.cli.audit;

import dev.missionmesh.auditlog.InvalidNote;
import dev.missionmesh.auditlog.VerifierKey;
import dev.missionmesh.cli.output.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a log's public key from a file in verifier key form. */
final class KeyFile {
  private KeyFile() {}

  static VerifierKey read(Path file) {
    try {
      return VerifierKey.parse(Files.readString(file));
    } catch (IOException unreadable) {
      throw Failure.usage("cannot read the key file " + file, null);
    } catch (InvalidNote invalid) {
      throw Failure.usage(file + " holds no key of an audit log: " + invalid.getMessage(), null);
    }
  }
}
