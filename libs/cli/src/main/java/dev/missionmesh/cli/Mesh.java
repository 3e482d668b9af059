package dev.missionmesh.cli;

import dev.missionmesh.cli.output.CommandStyle;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The {@code mesh} command: its process exit code is that of the command it ran (see {@code ExitCode}). */
@Command(
    name = "mesh",
    versionProvider = MeshVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Run governed, sandboxed missions and keep proof of everything that happened.",
    footer = {
      "",
      "In the source tree there are also mesh build and mesh test: they build and test everything;",
      "mesh test --kubernetes tests what talks to Kubernetes on the cluster of KUBECONFIG.",
      "MESH_URL and MESH_API_KEY (or mesh login) point the command at any mesh; without them it is the one on this machine.",
      "Exit codes: 0 done, 1 error, 2 usage, 3 mission failed, 4 authentication,",
      "6 denied by policy, 130 interrupted."
    })
public final class Mesh {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this help.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Shows the version.")
  private boolean version;

  private Mesh() {}

  public static void main(String... args) {
    System.exit(execute(args));
  }

  /** Runs one command line and returns its exit code. */
  public static int execute(String... args) {
    String[] words = args.length > 0 && args[0].equals("help") ? withHelpOption(args) : args;
    return commandLine(words).execute(words);
  }

  /** {@code help audit verify} is {@code audit verify --help}. */
  private static String[] withHelpOption(String... args) {
    String[] words = Arrays.copyOfRange(args, 1, args.length + 1);
    words[words.length - 1] = "--help";
    return words;
  }

  /** The parser for {@code args}: holds only the command that they name, or all when they name none. */
  static CommandLine commandLine(String... args) {
    CommandLine mesh = new CommandLine(new Mesh());
    String first = args.length == 0 ? "" : args[0];
    if (Commands.NAMES.contains(first)) {
      add(mesh, first);
    } else {
      Commands.NAMES.forEach(name -> add(mesh, name));
    }
    return CommandStyle.on(mesh);
  }

  private static void add(CommandLine mesh, String name) {
    CommandLine command = new CommandLine(Commands.create(name));
    command.setStopAtPositional(Commands.TAKE_A_COMMAND.contains(name));
    mesh.addSubcommand(name, command);
  }
}
