package dev.missionmesh.sandboxruntime.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line that crun and runc share. */
record OciRuntime(Path program, Path root) {
  String name() {
    return program.getFileName().toString();
  }

  /** Makes a container whose streams and file descriptor 3 are the cell's pipes. */
  HostCommand.Ended create(Cell cell) {
    return HostCommand.run(
        List.of(
            "/bin/sh",
            "-c",
            "d=$1; shift; exec \"$@\" <\"$d/stdin\" >\"$d/stdout\" 2>\"$d/stderr\" 3>\"$d/exit\"",
            "sh",
            cell.directory().toString(),
            program.toString(),
            "--root",
            root.toString(),
            "--log",
            cell.log().toString(),
            "create",
            "--preserve-fds",
            "1",
            "--bundle",
            cell.directory().toString(),
            "--pid-file",
            cell.pidFile().toString(),
            cell.id()));
  }

  HostCommand.Ended start(String id) {
    return command("start", id);
  }

  /** Kills and removes a container, whatever state it is in. */
  HostCommand.Ended delete(String id) {
    return command("delete", "--force", id);
  }

  /** Forgets a container whose processes and cgroups are gone. */
  void forget(String id) {
    FileTree.delete(root.resolve(id));
  }

  /** What the runtime wrote about a failure. */
  static String complaint(Cell cell) {
    try {
      String log = Files.readString(cell.log()).strip();
      return log.isEmpty() ? "no reason given" : log;
    } catch (IOException e) {
      return "no reason given";
    }
  }

  private HostCommand.Ended command(String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString(), "--root", root.toString()));
    command.addAll(List.of(arguments));
    return HostCommand.run(command);
  }
}
