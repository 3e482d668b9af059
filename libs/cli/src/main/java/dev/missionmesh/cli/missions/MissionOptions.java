package dev.missionmesh.cli.missions;

import dev.missionmesh.cli.output.ByteSizes;
import dev.missionmesh.cli.output.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * What {@code run} and {@code submit} take to describe a mission. Null or empty leaves the choice
 * to the mesh.
 */
final class MissionOptions {
  @Option(names = "--name", paramLabel = "NAME", description = "A name to find the mission by.")
  String name;

  @Option(
      names = "--priority",
      paramLabel = "0..100",
      description = "Higher goes first. Default: 0.")
  Integer priority;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = Durations.class,
      description = "Ends the mission when it runs longer: 2s, 5m, 1h or PT2S. Default: 2m.")
  Duration timeout;

  @Option(
      names = "--retries",
      paramLabel = "N",
      description = "Runs it up to N more times when it fails. Default: 0.")
  Integer retries;

  @Option(names = "--label", paramLabel = "KEY=VALUE", description = "A label; may be given often.")
  Map<String, String> labels = new LinkedHashMap<>();

  @Option(
      names = "--env",
      paramLabel = "KEY=VALUE",
      description = "A variable for the mission; may be given often.")
  Map<String, String> env = new LinkedHashMap<>();

  @Option(
      names = "--stdin",
      paramLabel = "FILE",
      description = "What the mission reads on its stdin; - is this command's own.")
  String stdin;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "The zone that policy decides for. Default: default.")
  String zone;

  @Option(
      names = "--risk",
      paramLabel = "TIER",
      description = "SAFE, STANDARD or RESTRICTED. Default: STANDARD.")
  String riskTier;

  @Option(
      names = "--capability",
      paramLabel = "NAME",
      split = ",",
      description =
          "A capability that it needs, such as network; policy decides. May be given often.")
  List<String> capabilities = List.of();

  @Option(names = "--cpus", paramLabel = "N", description = "CPUs it may use. Default: 2.")
  Double cpus;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = ByteSizes.class,
      description = "Memory it may use. Default: 1GiB.")
  Long memory;

  @Option(
      names = "--disk",
      paramLabel = "SIZE",
      converter = ByteSizes.class,
      description = "Disk it may use. Default: 1GiB.")
  Long disk;

  @Option(
      names = "--file",
      paramLabel = "MISSION.YAML",
      description =
          "Reads the mission from a YAML or JSON file (- is stdin); options above change it.")
  Path file;

  @Option(
      names = "--idempotency-key",
      paramLabel = "KEY",
      description = "The same key and mission again is the same mission, run once.")
  String idempotencyKey;

  @Parameters(
      paramLabel = "CMD",
      arity = "0..*",
      description =
          "The command to run and its arguments; everything from the first word on is the"
              + " mission's.")
  List<String> command = List.of();
}
