package dev.missionmesh.operator.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.missionmesh.policyengine.PolicyCheck;
import dev.missionmesh.testsupport.Kubectl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The example of a policy repository in a Git of its own, with somebody who works in it and the workflow that its pull requests run. */
public final class PolicyRepository {
  private static final Path EXAMPLE = Path.of("../../deploy/k8s/policy-repository");
  private static final Path WORKFLOW = Path.of(".github/workflows/policies.yml");

  /** How a job ended, and what it said. */
  public record Ran(int exitCode, String said) {}

  private final Path folder;
  private final Path origin;
  private final Path work;

  /** The example as the first commit of {@code main}. */
  public PolicyRepository(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    origin = folder.resolve("origin.git");
    work = folder.resolve("work");
    try (Stream<Path> files = Files.walk(EXAMPLE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = work.resolve(EXAMPLE.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    git(folder, "init", "-q", "--bare", "-b", "main", origin.toString());
    git(work, "init", "-q", "-b", "main");
    commit("The house rules");
    git(work, "push", "-q", origin.toString(), "main");
  }

  /** A branch that changes a file by replacing a text in it, as a pull request offers it. */
  public void propose(String branch, String file, String text, String by) throws IOException, InterruptedException {
    git(work, "switch", "-q", "-C", branch);
    Path path = work.resolve(file);
    String before = Files.readString(path);
    if (!before.contains(text)) throw new IllegalArgumentException(file + " has no " + text);
    Files.writeString(path, before.replace(text, by));
    commit(branch);
    git(work, "push", "-q", "-f", origin.toString(), branch);
    git(work, "switch", "-q", "main");
  }

  /** The steps of the job {@code check}, as the workflow has them, on a machine of their own. */
  public Ran check(String branch) throws IOException, InterruptedException {
    Path machine = Files.createTempDirectory(folder, "machine");
    String said = "";
    for (JsonNode step : new YAMLMapper().readTree(work.resolve(WORKFLOW).toFile()).at("/jobs/check/steps")) {
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      Map<String, String> environment =
          Map.of(
              "REPOSITORY", origin.toString(),
              "REVISION", branch,
              "TOKEN", "none",
              "KUSTOMIZE", Kubectl.program() + " kustomize",
              "CHECK", java + " -cp " + System.getProperty("java.class.path") + " " + PolicyCheck.class.getName() + " -");
      Ran ran = run(machine, environment, List.of("bash", "-euo", "pipefail", "-c", step.get("run").asText()));
      said += ran.said();
      if (ran.exitCode() != 0) return new Ran(ran.exitCode(), said);
    }
    return new Ran(0, said);
  }

  public void merge(String branch) throws IOException, InterruptedException {
    git(work, "merge", "-q", "--no-ff", "-m", "Merge " + branch, branch);
    git(work, "push", "-q", origin.toString(), "main");
  }

  /** Takes the latest merge back. */
  public void revert() throws IOException, InterruptedException {
    git(work, "-c", "user.name=t", "-c", "user.email=t@example.com", "revert", "--no-edit", "-m", "1", "HEAD");
    git(work, "push", "-q", origin.toString(), "main");
  }

  /** What {@code main} holds for an overlay, rendered as whoever follows it does. */
  public String rendered(String overlay) throws IOException, InterruptedException {
    Path clone = Files.createTempDirectory(folder, "clone");
    git(folder, "clone", "-q", origin.toString(), clone.toString());
    return Kubectl.kustomize(clone.resolve("overlays").resolve(overlay));
  }

  private void commit(String message) throws IOException, InterruptedException {
    git(work, "add", "-A");
    git(work, "commit", "-q", "-m", message);
  }

  private static void git(Path in, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=t", "-c", "user.email=t@example.com"));
    command.addAll(List.of(arguments));
    Ran ran = run(in, Map.of(), command);
    if (ran.exitCode() != 0) throw new IOException(command + ": " + ran.said());
  }

  private static Ran run(Path in, Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes());
    return new Ran(process.waitFor(), said);
  }
}
