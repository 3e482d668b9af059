package dev.missionmesh.policyengine;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Says of the policies in files whether the mesh would take them; for a pull request, before anything is published. */
public final class PolicyCheck {
  /** Checks the files given; ends with 0 if all is good, 1 if something is wrong, 2 if a file cannot be read. */
  public static void main(String... files) {
    System.exit(run(List.of(files), System.in, System.out, System.err));
  }

  /**
   * Checks policies and says so, a line each.
   *
   * @param files paths; {@code -} is {@code in}
   * @return 0 if there are policies and all are good, 1 if one is wrong or a file has none, 2 if a
   *     file cannot be read
   */
  public static int run(List<String> files, InputStream in, PrintStream out, PrintStream err) {
    int code = 0;
    for (String file : files) {
      try {
        byte[] bytes = file.equals("-") ? in.readAllBytes() : Files.readAllBytes(Path.of(file));
        code = Math.max(code, check(file, new String(bytes, StandardCharsets.UTF_8), out, err));
      } catch (IOException e) {
        err.println("error: cannot read " + file);
        code = 2;
      }
    }
    return code;
  }

  private static int check(String file, String text, PrintStream out, PrintStream err) {
    List<PolicyDocuments.Checked> policies = PolicyDocuments.check(text);
    for (PolicyDocuments.Checked policy : policies) {
      for (String error : policy.errors()) err.println("error: " + policy.name() + ": " + error);
      if (policy.good()) out.println(policy.name() + ": " + policy.rules() + " rules, good");
    }
    if (policies.isEmpty()) err.println("error: " + file + " holds no policy");
    return !policies.isEmpty() && policies.stream().allMatch(PolicyDocuments.Checked::good) ? 0 : 1;
  }

  private PolicyCheck() {}
}
