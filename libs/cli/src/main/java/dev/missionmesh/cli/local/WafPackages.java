package dev.missionmesh.cli.local;

import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.Terminal;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Fetches the programs of firewall and balancer from the system's packages and unpacks them in the data folder. They
 * are not installed: that would start a web server on port 80 and takes an administrator.
 */
final class WafPackages {
  static final List<String> NAMES = List.of("nginx", "libnginx-mod-stream", "libnginx-mod-http-modsecurity", "modsecurity-crs", "mtail");
  private static final List<String> ASK =
      List.of("apt-get", "install", "--no-install-recommends", "--simulate", "-qq");

  private final DataFolder data;
  private final Terminal terminal;

  WafPackages(DataFolder data, Terminal terminal) {
    this.data = data;
    this.terminal = terminal;
  }

  /** The folder that they are unpacked in, which stands for the root of the file system. */
  static Path root(DataFolder data) {
    return data.root().resolve("waf/packages");
  }

  /** Fetches what the host has not, with what that needs; fails saying what to do. */
  void fetch() throws IOException, InterruptedException {
    if (!HostTools.has("apt-get") || !HostTools.has("dpkg-deb")) throw notHere();
    terminal.say(String.format("%-16s %s", WafPart.NAME, "fetching nginx with its modules, ModSecurity's Core Rule Set and mtail from the system's packages, once"));
    List<String> missing = missing();
    Path archives = data.folder("waf/archives");
    var download = new ArrayList<>(List.of("apt-get", "download", "-qq"));
    if (isRoot()) download.addAll(List.of("-o", "APT::Sandbox::User=root"));
    download.addAll(missing);
    if (run(download, archives, Redirect.DISCARD) != 0) throw notFetched();
    unpack(archives);
  }

  private List<String> missing() throws IOException, InterruptedException {
    Path list = data.folder("waf").resolve("packages.txt");
    var ask = Stream.concat(ASK.stream(), NAMES.stream()).toList();
    if (run(ask, list.getParent(), Redirect.to(list.toFile())) != 0) {
      // Their lists may never have been fetched, as in a fresh container.
      if (!isRoot() || run(List.of("apt-get", "update", "-qq"), list.getParent(), Redirect.DISCARD) != 0) throw notFetched();
      if (run(ask, list.getParent(), Redirect.to(list.toFile())) != 0) throw notFetched();
    }
    // A line: Inst name (version archive [architecture])
    return Files.readAllLines(list).stream()
        .filter(line -> line.startsWith("Inst "))
        .map(line -> line.split(" ")[1])
        .toList();
  }

  private void unpack(Path archives) throws IOException, InterruptedException {
    Path fresh = data.folder("waf/unpacking");
    try (Stream<Path> files = Files.list(archives)) {
      for (Path archive : files.filter(file -> file.toString().endsWith(".deb")).toList()) {
        if (run(List.of("dpkg-deb", "-x", archive.toString(), fresh.toString()), archives, Redirect.DISCARD) != 0) {
          throw Failure.error(archive + " could not be unpacked", "Remove " + data.root().resolve("waf") + " and try again.");
        }
        Files.delete(archive);
      }
    }
    // What an earlier version fetched may lack something.
    run(List.of("rm", "-rf", "--", root(data).toString()), archives, Redirect.DISCARD);
    Files.move(fresh, root(data), StandardCopyOption.ATOMIC_MOVE);
  }

  private static int run(List<String> command, Path folder, Redirect output)
      throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectInput(new File("/dev/null"))
        .redirectOutput(output)
        .redirectError(Redirect.INHERIT)
        .start()
        .waitFor();
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static Failure notFetched() {
    return Failure.error(
        "the programs of firewall and balancer could not be fetched: " + String.join(", ", NAMES),
        "Refresh the package lists with: sudo apt-get update");
  }

  private static Failure notHere() {
    return Failure.error(
        "the firewall, and more than one process of a service, need nginx with its stream module, ModSecurity 3, the OWASP Core Rule Set and mtail, and this host has not all of them",
        "On Debian and Ubuntu they are fetched by themselves; elsewhere they have to lie where Debian's packages put them: "
            + String.join(", ", WafPrograms.PLACES));
  }
}
