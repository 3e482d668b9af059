package dev.missionmesh.cli.secrets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.local.LocalMesh;
import dev.missionmesh.cli.local.SecretRotation.Kind;
import dev.missionmesh.cli.local.SecretRotation.Rotated;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Durations;
import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.OutputOptions;
import dev.missionmesh.cli.output.Table;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "rotate",
    description = {
      "Replaces the passwords of PostgreSQL's and Kafka's logins and the services' signing keys while the mesh runs.",
      "Nothing is restarted and no request fails. The key that signs audit checkpoints stays."
    })
final class RotateSecrets implements Runnable {
  private static final Duration SHORTEST = Duration.ofSeconds(5);

  @Option(
      names = "--only",
      paramLabel = "KIND",
      split = ",",
      description = "Only these: postgres, kafka, signing. Default: all three.")
  private Set<Kind> only = EnumSet.allOf(Kind.class);

  @Option(
      names = "--overlap",
      paramLabel = "DURATION",
      converter = Durations.class,
      defaultValue = "70s",
      description = "How long tokens signed with an old key are still taken, at least 5s; they live 60 s. Default: 70s.")
  private Duration overlap;

  @Mixin private OutputOptions output;

  @Override
  public void run() {
    if (overlap.compareTo(SHORTEST) < 0) {
      throw Failure.usage("--overlap is shorter than " + Durations.show(SHORTEST), "Services need that long to change over.");
    }
    List<Rotated> rotated = LocalMesh.rotateSecrets(EnumSet.copyOf(only), overlap, output.terminal());
    Table table = Table.of("SECRET", "NOW", "OLD ENDS");
    ObjectNode document = Documents.object();
    var items = document.putArray("items");
    for (Rotated secret : rotated) {
      table.row(secret.name(), secret.now(), secret.oldUntil());
      items.addObject().put("name", secret.name()).put("now", secret.now()).put("oldUntil", secret.oldUntil().toString());
    }
    record(document);
    output.showList(document, "name", table, "Nothing was rotated.");
  }

  /** What cannot be put on record has been rotated all the same. */
  private void record(ObjectNode rotated) {
    ObjectNode report = Documents.object();
    report.set("secrets", rotated.path("items"));
    try {
      Access.local().administrator().post("/api/v1/secrets/rotations", report);
    } catch (Failure e) {
      output.terminal().say("This is not in the audit log: " + e.getMessage());
    }
  }
}
