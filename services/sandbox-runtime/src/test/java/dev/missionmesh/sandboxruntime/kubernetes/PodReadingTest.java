package dev.missionmesh.sandboxruntime.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Pod's status means, by the words that kubelets and controllers use. */
class PodReadingTest {
  @Test
  void aPodThatNobodyHasSeenYetWaits() {
    assertThat(PodReading.of(new PodBuilder().withNewMetadata().endMetadata().build()))
        .isInstanceOf(PodState.Waiting.class);
    PodStatus status =
        new PodStatusBuilder()
            .withPhase("Pending")
            .addNewCondition()
            .withType("PodScheduled")
            .withStatus("False")
            .withReason("Unschedulable")
            .withMessage("0/1 nodes are available")
            .endCondition()
            .build();
    assertThat(PodReading.of(pod(status)))
        .isEqualTo(new PodState.Waiting("Unschedulable: 0/1 nodes are available"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ContainerCreating", "PodInitializing", "ErrImagePull"})
  void aContainerThatIsBeingMadeWaits(String reason) {
    assertThat(PodReading.of(pod(TestKubelet.status("Pending", waiting(reason)))))
        .isInstanceOf(PodState.Waiting.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ImagePullBackOff",
        "InvalidImageName",
        "ErrImageNeverPull",
        "ImageInspectError",
        "CreateContainerConfigError",
        "CreateContainerError",
        "RunContainerError"
      })
  void aContainerThatCannotBeMadeIsTheSandboxesFailure(String reason) {
    assertThat(PodReading.of(pod(TestKubelet.status("Pending", waiting(reason)))))
        .isEqualTo(new PodState.Failed(reason + ": why"));
  }

  @ParameterizedTest
  @CsvSource({
    "Succeeded, 0, Completed, false",
    "Failed, 9, Error, false",
    "Failed, 137, Error, false",
    "Failed, 137, OOMKilled, true",
    "Failed, 1, OOMKilled, true"
  })
  void anExitIsToldWithItsCode(String phase, int code, String reason, boolean memory) {
    assertThat(PodReading.of(pod(TestKubelet.status(phase, terminated(code, reason)))))
        .isEqualTo(new PodState.Ended(code, memory));
  }

  @ParameterizedTest
  @CsvSource({"StartError, 128", "ContainerCannotRun, 127", "ContainerStatusUnknown, 137"})
  void aProcessThatNeverRanIsTheSandboxesFailure(String reason, int code) {
    assertThat(PodReading.of(pod(TestKubelet.status("Failed", terminated(code, reason)))))
        .isInstanceOf(PodState.Failed.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Usage of EmptyDir volume \"work\" exceeds the limit \"64Mi\".",
        "Pod ephemeral local storage usage exceeds the total limit of containers 128Mi.",
        "Container mission exceeded its local ephemeral storage limit \"128Mi\"."
      })
  void anEvictionForItsOwnDiskIsTheMissionsDoing(String message) {
    assertThat(PodReading.of(pod(failed("Evicted", message)))).isEqualTo(new PodState.DiskFull());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Evicted|The node was low on resource: memory.",
        "Evicted|The node had condition: [DiskPressure].",
        "DeadlineExceeded|Pod was active on the node longer than the specified deadline",
        "NodeLost|Node is unresponsive",
        "Terminated|Pod was terminated in response to imminent node shutdown.",
        "UnexpectedAdmissionError|no",
        "OutOfcpu|Node didn't have enough resource: cpu"
      })
  void whatTheClusterDoesIsTheSandboxesFailure(String reason, String message) {
    assertThat(PodReading.of(pod(failed(reason, message))))
        .isEqualTo(new PodState.Failed(reason + ": " + message));
    PodStatus killed = failed(reason, message);
    killed.setContainerStatuses(
        TestKubelet.status("Failed", terminated(137, "Error")).getContainerStatuses());
    assertThat(PodReading.of(pod(killed))).isInstanceOf(PodState.Failed.class);
  }

  @Test
  void aDisruptionThatEndedItIsTheSandboxesFailure() {
    PodStatus status = TestKubelet.status("Failed", terminated(137, "Error"));
    status =
        new PodStatusBuilder(status)
            .addNewCondition()
            .withType("DisruptionTarget")
            .withStatus("True")
            .withReason("PreemptionByScheduler")
            .endCondition()
            .build();
    assertThat(PodReading.of(pod(status))).isEqualTo(new PodState.Failed("PreemptionByScheduler"));
  }

  @Test
  void aPodThatIsDeletedWhileItRunsDidNotEndByItself() {
    Pod pod = pod(TestKubelet.status("Failed", terminated(137, "Error")));
    pod.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
    assertThat(PodReading.of(pod)).isInstanceOf(PodState.Failed.class);
    pod.setStatus(TestKubelet.status("Succeeded", terminated(0, "Completed")));
    assertThat(PodReading.of(pod)).isEqualTo(new PodState.Ended(0, false));
  }

  private static ContainerState waiting(String reason) {
    return new ContainerStateBuilder()
        .withNewWaiting()
        .withReason(reason)
        .withMessage("why")
        .endWaiting()
        .build();
  }

  private static ContainerState terminated(int code, String reason) {
    return new ContainerStateBuilder()
        .withNewTerminated()
        .withExitCode(code)
        .withReason(reason)
        .endTerminated()
        .build();
  }

  private static PodStatus failed(String reason, String message) {
    return new PodStatusBuilder()
        .withPhase("Failed")
        .withReason(reason)
        .withMessage(message)
        .build();
  }

  private static Pod pod(PodStatus status) {
    return new PodBuilder().withNewMetadata().endMetadata().withStatus(status).build();
  }
}
