package dev.missionmesh.cli.mesh;

import dev.missionmesh.cli.local.LocalMesh;
import dev.missionmesh.cli.local.MeshStatus;
import dev.missionmesh.cli.local.Profile;
import dev.missionmesh.cli.local.WafMode;
import dev.missionmesh.cli.output.OutputOptions;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mesh up}: starts what is not running. */
@Command(
    name = "up",
    description = {
      "Starts the mesh on this machine: PostgreSQL, Kafka and the services of the profile.",
      "Run again, it starts what has died."
    })
public final class UpCommand implements Runnable {
  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      description = "minimal, standard or enterprise (standard and a Keycloak to log in with). Default: that of the last start, at first standard.")
  private Profile profile;

  @Option(
      names = "--waf",
      paramLabel = "MODE",
      arity = "0..1",
      fallbackValue = "block",
      description =
          "Put a web application firewall (nginx, ModSecurity, OWASP Core Rule Set) before the gateway: block refuses attacks, detect only tells of them. Default when no mode is given: block. Without the option there is none.")
  private WafMode waf;

  @Option(
      names = "--replicas",
      paramLabel = "N",
      description =
          "How many processes each service gets, 1 to 4. With more than one a balancer (nginx) shares connections out to them. Default: as at the last start, at first 1.")
  private Integer replicas;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Only these processes, with those they stand on.")
  private List<String> only = List.of();

  @Option(names = "--foreground", description = "Stay, and stop the mesh on Ctrl-C.")
  private boolean foreground;

  @Mixin private OutputOptions output;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (replicas != null && (replicas < 1 || replicas > LocalMesh.MOST_REPLICAS)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--replicas must be from 1 to " + LocalMesh.MOST_REPLICAS + ", not " + replicas);
    }
    if (foreground) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> LocalMesh.down(output.terminal())));
    }
    MeshStatus status = LocalMesh.up(profile, door(), replicas, only, output.terminal());
    StatusDocument.show(status, output);
    if (foreground) stay();
  }

  /** A few processes alone leave the firewall as it is. */
  private WafMode door() {
    if (waf != null) return waf;
    return only.isEmpty() ? WafMode.OFF : null;
  }

  private void stay() {
    output.terminal().say("The mesh is up; Ctrl-C stops it.");
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
