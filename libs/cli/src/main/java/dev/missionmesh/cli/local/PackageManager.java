package dev.missionmesh.cli.local;

import java.util.ArrayList;
import java.util.List;

/** How the host's own package manager installs packages without asking. */
enum PackageManager {
  APT("apt-get", List.of("update", "-qq"), List.of("install", "-y", "-qq", "--no-install-recommends")),
  DNF("dnf", List.of(), List.of("install", "-y", "-q")),
  ZYPPER("zypper", List.of(), List.of("--non-interactive", "install")),
  PACMAN("pacman", List.of(), List.of("-Sy", "--noconfirm")),
  APK("apk", List.of(), List.of("add", "-q"));

  private final String program;
  private final List<String> refresh;
  private final List<String> install;

  PackageManager(String program, List<String> refresh, List<String> install) {
    this.program = program;
    this.refresh = refresh;
    this.install = install;
  }

  /** The host's package manager, or null when it has none of these. */
  static PackageManager ofHost() {
    for (PackageManager manager : values()) {
      if (HostTools.has(manager.program)) return manager;
    }
    return null;
  }

  /** The commands that install packages, in order. */
  List<List<String>> installing(List<String> packages) {
    var commands = new ArrayList<List<String>>();
    if (!refresh.isEmpty()) commands.add(command(refresh, List.of()));
    commands.add(command(install, packages));
    return commands;
  }

  /** One line that a person can type. */
  String line(List<String> packages) {
    return String.join(" ", command(install, packages)).replace(" -qq", "").replace(" -q", "");
  }

  private List<String> command(List<String> words, List<String> packages) {
    var command = new ArrayList<>(List.of(program));
    command.addAll(words);
    command.addAll(packages);
    return command;
  }
}
