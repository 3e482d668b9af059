package dev.missionmesh.sandboxruntime.sandbox;

import static dev.missionmesh.sandboxruntime.sandbox.SandboxesUnderTest.LIMITS;
import static dev.missionmesh.sandboxruntime.sandbox.SandboxesUnderTest.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.sandboxruntime.application.SandboxRequest;
import dev.missionmesh.sandboxruntime.domain.Limits;
import dev.missionmesh.sandboxruntime.sandbox.SandboxesUnderTest.Ran;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What strangers' code can take: no more than its limits. The same for every back end. */
public abstract class LimitsBehaviour extends SandboxBehaviour {
  /** What a program meets that writes more than its work space holds. */
  protected abstract void assertDiskEnded(Ran ran);

  /** The least memory that a program of 128 MiB is told to have taken. */
  protected long leastPeak() {
    return 120L << 20;
  }

  /** The least CPU time that a busy program is told to have taken. */
  protected long leastCpuMs() {
    return 10;
  }

  /** How many processes with such a command line are left of sandboxes. */
  protected long processesOf(String commandLine) {
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                process.info().commandLine().filter(line -> line.contains(commandLine)).isPresent())
        .count();
  }

  @Test
  void aForkBombStaysInsideAndDiesWithTheSandbox() {
    SandboxRequest bomb = request(LIMITS, "bash", "-c", ":(){ :|:& };:; sleep 4320");
    Ran ran = sandboxes.run(bomb, Duration.ofSeconds(2));
    assertThat(ran.stderr()).contains("Resource temporarily unavailable");
    assertThat(sandboxes.sh("echo alive").stdout()).isEqualTo("alive\n");
    assertThat(processesOf("sleep 4320")).isZero();
  }

  @Test
  void noMoreProcessesThanAllowed() {
    Ran ran =
        sandboxes.python(
            """
            import os, time
            made = 0
            try:
                while made < 500:
                    if os.fork() == 0:
                        time.sleep(30)
                        os._exit(0)
                    made += 1
            except OSError:
                pass
            print(made)
            """);
    assertThat(Integer.parseInt(ran.stdout().strip())).isBetween(50, 64);
  }

  @Test
  void aMemoryHogIsToldApartFromAnOrdinaryKill() {
    Ran hog = sandboxes.python("b = []\nwhile True: b.append(bytearray(1 << 20))");
    assertThat(hog.outOfMemory()).isTrue();
    assertThat(hog.exitCode()).isEqualTo(137);
    assertThat(hog.usage().memoryPeakBytes()).isBetween(leastPeak(), 129L << 20);
    Ran killed = sandboxes.sh("kill -9 $$");
    assertThat(killed.outOfMemory()).isFalse();
    assertThat(killed.exitCode()).isEqualTo(137);
  }

  @Test
  void sharedMemoryCountsAsMemory() {
    Ran ran = sandboxes.sh("head -c 200000000 /dev/zero > /dev/shm/a; echo $?");
    assertThat(ran.stdout()).isNotEqualTo("0\n");
  }

  @Test
  void theDiskEndsAtItsLimit() {
    Ran ran =
        sandboxes.sh(
            "for i in 1 2 3 4; do head -c 30000000 /dev/zero > /work/$i || break; done; head -c 30000000 /dev/zero > /tmp/x; du -sb /work | cut -f1");
    assertDiskEnded(ran);
  }

  @Test
  void theProcessorTimeIsThrottled() {
    Limits tenth = new Limits(0.1, 128L << 20, 64L << 20, 64, 1 << 20, 1 << 20);
    Ran ran =
        sandboxes.run(
            tenth,
            "",
            "python3",
            "-c",
            "import time\nend=time.monotonic()+2\nwhile time.monotonic()<end: pass\nprint(time.process_time())");
    assertThat(Double.parseDouble(ran.stdout().strip())).isBetween(0.01, 0.5);
    assertThat(ran.usage().cpuMs()).isBetween(leastCpuMs(), 700L);
  }

  @Test
  void theTimeLimitLeavesNoProcess() {
    Ran ran =
        sandboxes.run(
            request(
                LIMITS, "sh", "-c", "sleep 4321 & setsid sleep 4321 & trap '' TERM; sleep 4321"),
            Duration.ofMillis(500));
    assertThat(ran.exitCode()).isNull();
    assertThat(processesOf("sleep 4321")).isZero();
  }

  @Test
  void whatTheCommandLeavesBehindIsEndedWithIt() {
    Ran ran = sandboxes.sh("setsid sleep 4322 </dev/null >/dev/null 2>&1 & exit 3");
    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(processesOf("sleep 4322")).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "exit 0, 0",
    "exit 9, 9",
    "exit 255, 255",
    "kill -TERM $$, 143",
    "kill -9 $$, 137",
    "kill -SEGV $$, 139",
    "no-such-program, 127",
    "/etc/passwd, 126"
  })
  void exitCodesAreThoseOfAShell(String script, int expected) {
    assertThat(sandboxes.sh(script).exitCode()).isEqualTo(expected);
  }

  @Test
  void aCommandIsAProgramAndNeverAShellWord() {
    assertThat(sandboxes.run(LIMITS, "", "exit", "5").exitCode()).isEqualTo(127);
    assertThat(sandboxes.run(LIMITS, "", "echo", "$HOME", "`id`", "a b").stdout())
        .isEqualTo("$HOME `id` a b\n");
  }

  @Test
  void bytesComeOutAsTheyWentIn() {
    Ran ran = sandboxes.python("import sys; sys.stdout.buffer.write(bytes(range(256)) * 4)");
    assertThat(ran.stdout().getBytes(StandardCharsets.ISO_8859_1)).hasSize(1024);
    assertThat(ran.stdout()).startsWith("\0\1\2");
    assertThat(ran.stdout().charAt(255)).isEqualTo('\u00ff');
  }

  @Test
  void standardInputIsGivenAndEnds() {
    assertThat(sandboxes.run(LIMITS, "one\ntwo", "cat").stdout()).isEqualTo("one\ntwo");
    assertThat(sandboxes.run(LIMITS, "", "cat").stdout()).isEmpty();
  }

  @Test
  void aScriptIsReadOnlyAndGetsTheEnvironment() {
    SandboxRequest script =
        request(
            List.of("python3", SandboxRequest.SCRIPT_PATH),
            "import os\nprint(os.environ['GREETING'])\nopen('/mission/script','a')\n"
                .getBytes(StandardCharsets.UTF_8),
            Map.of("GREETING", "héllo"),
            new byte[0],
            LIMITS);
    Ran ran = sandboxes.run(script, Duration.ofSeconds(20));
    assertThat(ran.stdout().getBytes(StandardCharsets.ISO_8859_1))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("héllo\n");
    assertThat(ran.stderr()).containsAnyOf("Permission denied", "Read-only file system");
  }
}
