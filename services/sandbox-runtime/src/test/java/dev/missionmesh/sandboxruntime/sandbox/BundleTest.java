package dev.missionmesh.sandboxruntime.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BundleTest {
  @Test
  void theSystemCallListLeavesOutWhatBreaksSandboxes() {
    assertThat(SeccompProfile.allowed())
        .doesNotHaveDuplicates()
        .contains("read", "execve", "futex")
        .doesNotContain(
            "clone",
            "clone3",
            "mount",
            "umount2",
            "unshare",
            "setns",
            "ptrace",
            "bpf",
            "keyctl",
            "add_key",
            "userfaultfd",
            "io_uring_setup",
            "io_uring_enter",
            "perf_event_open",
            "process_vm_readv",
            "pivot_root",
            "chroot",
            "init_module",
            "kexec_load",
            "open_by_handle_at",
            "socket",
            "socketpair",
            "personality");
    assertThat(SeccompProfile.oci())
        .containsEntry("defaultAction", "SCMP_ACT_ERRNO")
        .containsEntry("defaultErrnoRet", 1);
  }
}
