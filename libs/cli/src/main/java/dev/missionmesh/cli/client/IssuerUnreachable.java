package dev.missionmesh.cli.client;

import dev.missionmesh.cli.output.ExitCode;
import dev.missionmesh.cli.output.Failure;
import java.io.IOException;
import java.net.URI;

/** No answer came from the OpenID issuer. */
public final class IssuerUnreachable extends Failure {
  IssuerUnreachable(URI address, IOException cause) {
    super(
        ExitCode.ERROR,
        "no answer from the issuer at " + address.getScheme() + "://" + address.getAuthority(),
        "Check that it runs and that this machine may reach it.");
    initCause(cause);
  }
}
