package dev.missionmesh.sandboxruntime.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.sandboxruntime.sandbox.SandboxesUnderTest.Ran;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers' code sees of what it runs on: nothing. The same for every back end. */
public abstract class IsolationBehaviour extends SandboxBehaviour {
  /** The interfaces, and what three connections came to. */
  protected void assertNetwork(String seen) {
    assertThat(seen).isEqualTo("['lo']\nrefused\nrefused\nrefused\n");
  }

  /** Calls that were not refused, of those that break sandboxes. */
  protected void assertNotRefused(List<String> calls) {
    assertThat(calls).isEmpty();
  }

  /** What a copy of {@code id} with its setuid bit says, and the mount of {@code /usr}. */
  protected void assertNoSetuid(String seen) {
    assertThat(seen).contains("nosuid");
  }

  @Test
  void theUserIsNobodyAndHoldsNoCapability() {
    Ran ran =
        sandboxes.sh("id -u; grep -E 'CapEff|CapPrm|CapBnd|NoNewPrivs|Seccomp:' /proc/self/status");
    List<String> lines =
        ran.stdout().lines().map(line -> line.strip().replaceAll("\\s+", " ")).toList();
    assertThat(Long.parseLong(lines.getFirst())).isGreaterThanOrEqualTo(1000);
    assertThat(lines.subList(1, 6))
        .containsExactly(
            "CapPrm: 0000000000000000",
            "CapEff: 0000000000000000",
            "CapBnd: 0000000000000000",
            "NoNewPrivs: 1",
            "Seccomp: 2");
  }

  @Test
  void thereIsNoNetworkBesideTheLoopback() {
    Ran ran =
        sandboxes.python(
            """
            import socket
            print([line.split(':')[0].strip() for line in open('/proc/net/dev').readlines()[2:]])
            for family, address in [(socket.AF_INET, '1.1.1.1'), (socket.AF_INET, '127.0.0.1'), (socket.AF_INET6, '::1')]:
                try:
                    socket.create_connection((address, 53), 2)
                    print('connected')
                except OSError as e:
                    print('refused')
            """);
    assertNetwork(ran.stdout());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/usr/bin/x",
        "/etc/passwd",
        "/x",
        "/bin/sh",
        "/usr/local/x",
        "/mission/script",
        "/dev/x",
        "/proc/sys/kernel/hostname"
      })
  void nothingButTheWorkSpaceCanBeWritten(String path) {
    Ran ran = sandboxes.sh("echo x > " + path);
    assertThat(ran.exitCode()).isNotZero();
    assertThat(ran.stderr()).containsAnyOf("Read-only file system", "Permission denied");
  }

  @Test
  void theWorkSpaceIsHomeAndIsGoneAfterwards() {
    assertThat(
            sandboxes.sh("echo kept > $HOME/a && echo t > /tmp/b && cat /work/a && pwd").stdout())
        .isEqualTo("kept\n/work\n");
    assertThat(sandboxes.sh("ls -A /work /tmp | grep -v :").stdout()).isBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mount -t tmpfs x /tmp",
        "unshare -U true",
        "unshare -m true",
        "unshare -n true",
        "/usr/sbin/chroot / true",
        "nsenter -t 1 -m true",
        "dmesg",
        "mknod /work/sda b 8 0",
        "setpriv --reuid=0 true",
        "date -s 2001-01-01"
      })
  void privilegedCommandsAreRefused(String command) {
    Ran ran = sandboxes.sh(command);
    assertThat(ran.exitCode()).isNotZero();
    assertThat(ran.stderr()).doesNotContain("not found").isNotBlank();
  }

  @Test
  void dangerousSystemCallsAreRefused() {
    Ran ran =
        sandboxes.python(
            """
            import ctypes, errno, platform
            libc = ctypes.CDLL(None, use_errno=True)
            x86 = platform.machine() == 'x86_64'
            calls = {'ptrace': 101, 'mount': 165, 'unshare': 272, 'setns': 308, 'bpf': 321, 'keyctl': 250, 'add_key': 248,
                     'request_key': 249, 'perf_event_open': 298, 'userfaultfd': 323, 'io_uring_setup': 425, 'pivot_root': 155,
                     'init_module': 175, 'finit_module': 313, 'kexec_load': 246, 'open_by_handle_at': 304,
                     'process_vm_readv': 310, 'process_vm_writev': 311, 'kcmp': 312, 'move_mount': 429, 'fsopen': 430,
                     'open_tree': 428, 'reboot': 169, 'swapon': 167, 'settimeofday': 164, 'sethostname': 170,
                     'iopl': 172, 'quotactl': 179, 'acct': 163, 'syslog': 103, 'clone3': 435, 'pidfd_getfd': 438,
                     'personality-aslr': 135} if x86 else \
                    {'ptrace': 117, 'mount': 40, 'unshare': 97, 'setns': 268, 'bpf': 280, 'keyctl': 219}
            for name, number in calls.items():
                ctypes.set_errno(0)
                result = libc.syscall(number, ctypes.c_ulong(0x40000), 0, 0, 0, 0, 0)
                error = ctypes.get_errno()
                if result != -1 or error not in (errno.EPERM, errno.ENOSYS):
                    print(name, result, error)
            ctypes.set_errno(0)
            for flag in (0x00020000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000):
                if libc.syscall(56 if x86 else 220, flag | 17, 0, 0, 0, 0) != -1 or ctypes.get_errno() != errno.EPERM:
                    print('clone', hex(flag))
            import socket
            for family in (16, 17, 38, 40):
                try:
                    socket.socket(family, socket.SOCK_RAW)
                    print('socket', family)
                except OSError:
                    pass
            print('done')
            """);
    assertThat(ran.stdout()).endsWith("done\n");
    assertNotRefused(
        ran.stdout().lines().toList().subList(0, (int) ran.stdout().lines().count() - 1));
  }

  @Test
  void setuidProgramsGiveNothing() {
    Ran ran =
        sandboxes.sh(
            "id -u; cp /usr/bin/id /work/id && chmod 4755 /work/id && /work/id -u; su root -c id; grep ' /usr ' /proc/self/mountinfo");
    List<String> lines = ran.stdout().lines().toList();
    assertThat(lines.get(1)).isEqualTo(lines.getFirst()).isNotEqualTo("0");
    assertThat(ran.stdout()).doesNotContain("uid=0");
    assertNoSetuid(ran.stdout());
  }

  @Test
  void theUsualToolsWork() {
    Ran ran =
        sandboxes.sh(
            "bash -c 'echo $((6*7))'; python3 -c 'import subprocess,threading,ssl,json; t=threading.Thread(target=print,args=(1,)); t.start(); t.join();"
                + " print(subprocess.check_output([\"echo\",\"2\"]).decode().strip())'; echo 3 | awk '{print $1}' | sed s/3/4/; command -v python3;"
                + " echo e > /dev/stderr; ls /work | sort | head -1 | tr a b; perl -e 'print 5' ");
    assertThat(ran.stdout()).isEqualTo("42\n1\n2\n4\n/usr/bin/python3\n5");
    assertThat(ran.stderr()).isEqualTo("e\n");
  }

  @Test
  void theEnvironmentOfTheNodeDoesNotLeak() {
    Ran ran = sandboxes.sh("env | cut -d= -f1 | sort | xargs");
    assertThat(ran.stdout().strip().split(" "))
        .isSubsetOf("HOME", "LANG", "PATH", "PWD", "TMPDIR", "TZ", "USER", "SHLVL", "OLDPWD", "_");
  }

  @Test
  void noFileDescriptorOfTheNodeIsOpen() {
    Ran ran =
        sandboxes.python(
            "import os; print(sorted(int(f) for f in os.listdir('/proc/self/fd'))[:-1])");
    assertThat(ran.stdout()).isEqualTo("[0, 1, 2]\n");
  }
}
