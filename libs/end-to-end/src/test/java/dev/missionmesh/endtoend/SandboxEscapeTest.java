package dev.missionmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.endtoend.mesh.MissionView;
import dev.missionmesh.endtoend.mesh.RunningMesh;
import dev.missionmesh.endtoend.mesh.Tenant;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a stranger's code finds in its sandbox, seen through the whole mesh. A degraded sandbox fails every test here. */
class SandboxEscapeTest {
  private static Tenant tenant;

  @BeforeAll
  static void mesh() {
    tenant = RunningMesh.shared().tenant("escape");
  }

  private static MissionView python(String source) {
    MissionView view =
        tenant.await(
            tenant.submit(
                Map.of(
                    "executor",
                    "script",
                    "script",
                    Map.of("interpreter", "python3", "source", source),
                    "timeout",
                    "PT30S")));
    assertThat(view.json().getBoolean("receipt.sandbox.degraded")).isFalse();
    assertThat(view.backend()).isIn("oci-crun", "oci-runc");
    return view;
  }

  private static String shell(String line) {
    MissionView view = tenant.run("sh", "-c", line);
    assertThat(view.json().getBoolean("receipt.sandbox.degraded")).isFalse();
    return view.stdout();
  }

  @Test
  void thereIsNoNetwork() {
    MissionView view =
        python(
            """
            import socket
            def reach(host, port):
                try:
                    socket.create_connection((host, port), 2); return "reached"
                except OSError as e: return "refused"
            print(reach("127.0.0.1", %d), reach("10.0.0.1", 80))
            print([line.split(':')[0].strip() for line in open('/proc/net/dev') if ':' in line])
            """
                .formatted(RunningMesh.shared().gatewayPort()));
    assertThat(view.stdout()).startsWith("refused refused\n");
    assertThat(view.stdout()).contains("['lo']");
  }

  @Test
  void hostFilesAreAbsentAndUsrCannotBeWritten() {
    assertThat(shell("ls -A /root /home /mnt /srv /opt 2>/dev/null | grep -v ':$' | grep . ; echo end"))
        .isEqualTo("end\n");
    assertThat(shell("cat /etc/passwd | wc -l; ls /etc | wc -l; test -e /etc/shadow && echo shadow; echo end"))
        .doesNotContain("shadow\n");
    assertThat(shell("touch /usr/x 2>&1; touch /x 2>&1; touch /etc/x 2>&1; echo end"))
        .containsIgnoringCase("read-only")
        .endsWith("end\n");
    assertThat(shell("ls -d " + RunningMesh.shared().data() + " 2>/dev/null; echo end")).isEqualTo("end\n");
  }

  @Test
  void noOtherProcessIsVisible() {
    assertThat(shell("ls /proc | grep -c '^[0-9]'").strip()).isIn("1", "2", "3", "4");
  }

  @Test
  void privilegesCannotBeGained() {
    String status = shell("grep -E 'CapEff|NoNewPrivs|Seccomp:' /proc/self/status");
    assertThat(status).contains("CapEff:\t0000000000000000").contains("NoNewPrivs:\t1").contains("Seccomp:\t2");
    MissionView view =
        python(
            """
            import ctypes, os
            libc = ctypes.CDLL(None, use_errno=True)
            def call(name, *a):
                ctypes.set_errno(0)
                print(name, "allowed" if getattr(libc, name)(*a) >= 0 else "refused")
            call("unshare", 0x10000000)
            call("mount", b"none", b"/tmp", b"tmpfs", 0, 0)
            call("ptrace", 16, 1, 0, 0)
            call("setuid", 0) if os.getuid() else print("setuid refused")
            print("keyctl", "allowed" if libc.syscall(250, 0, -1, 0, 0, 0) >= 0 else "refused")
            print("bpf", "allowed" if libc.syscall(321, 0, 0, 0) >= 0 else "refused")
            """);
    assertThat(view.stdout()).doesNotContain("allowed");
  }

  @Test
  void aForkBombIsContainedAndTheMeshGoesOn() {
    MissionView bomb =
        tenant.await(
            tenant.submit(
                Map.of(
                    "executor",
                    "command",
                    "command",
                    new String[] {"sh", "-c", "f() { f | f & }; f; sleep 20"},
                    "timeout",
                    "PT3S")));
    assertThat(bomb.state()).isEqualTo("failed");
    assertThat(shell("echo alive")).isEqualTo("alive\n");
    RunningMesh.shared().assertAllServicesReady();
  }

  @Test
  void aMemoryHogEndsAtItsLimitAndSaysSo() {
    MissionView hog = python("b = []\nwhile True: b.append(bytearray(16 << 20))");
    assertThat(hog.state()).isEqualTo("failed");
    assertThat(hog.lastOutcome()).isEqualTo("out_of_memory");
    RunningMesh.shared().assertAllServicesReady();
  }

  @Test
  void theWorkSpaceEndsAtItsSize() {
    MissionView filler =
        tenant.await(
            tenant.submit(
                Map.of(
                    "executor",
                    "command",
                    "command",
                    new String[] {"sh", "-c", "dd if=/dev/zero of=$HOME/big bs=1M count=256 2>&1; du -m $HOME/big"},
                    "resources",
                    Map.of("diskBytes", 64 << 20))));
    assertThat(filler.stdout()).containsAnyOf("No space left", "File too large");
  }

  @Test
  void bytesThatAreNoTextComeThroughWhole() {
    MissionView view = tenant.run("sh", "-c", "printf 'a\\000b\\377c'");
    assertThat(view.state()).isEqualTo("succeeded");
    byte[] canonical =
        tenant.api().get("/api/v1/missions/" + view.id() + "/result").then().statusCode(200).extract().asByteArray();
    assertThat(new String(canonical)).contains("\"stdoutBase64\":\"YQBi/2M=\"");
  }
}
