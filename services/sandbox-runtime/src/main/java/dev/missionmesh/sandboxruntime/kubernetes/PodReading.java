package dev.missionmesh.sandboxruntime.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a Pod's status. */
final class PodReading {
  /** A container that waits for one of these does not come up by waiting. */
  private static final Set<String> HOPELESS =
      Set.of(
          "InvalidImageName",
          "ErrImageNeverPull",
          "ImageInspectError",
          "ImagePullBackOff",
          "CreateContainerConfigError",
          "CreateContainerError",
          "RunContainerError");

  /** A container that ended so never ran, or nobody knows what it did. */
  private static final Set<String> NEVER_RAN =
      Set.of("StartError", "ContainerCannotRun", "ContainerStatusUnknown");

  private static final int KILLED = 137;
  private static final int TERMINATED = 143;

  static PodState of(Pod pod) {
    PodStatus status = pod.getStatus();
    if (status == null || status.getPhase() == null) {
      return new PodState.Waiting("not scheduled yet");
    }
    if ("Evicted".equals(status.getReason())) {
      return overDisk(status.getMessage())
          ? new PodState.DiskFull()
          : new PodState.Failed(text("Evicted", status.getMessage()));
    }
    ContainerState state = container(status);
    if (state != null && state.getTerminated() != null) {
      return terminated(pod, state.getTerminated());
    }
    if (status.getPhase().equals("Failed") || status.getPhase().equals("Succeeded")) {
      return new PodState.Failed(text(status.getReason(), status.getMessage()));
    }
    if (state != null && state.getRunning() != null) {
      return new PodState.Running();
    }
    return waiting(status, state);
  }

  private static PodState terminated(Pod pod, ContainerStateTerminated end) {
    PodStatus status = pod.getStatus();
    int code = end.getExitCode() == null ? KILLED : end.getExitCode();
    boolean byForce = code == KILLED || code == TERMINATED;
    if (NEVER_RAN.contains(String.valueOf(end.getReason()))) {
      return new PodState.Failed(text(end.getReason(), end.getMessage()));
    }
    if ("OOMKilled".equals(end.getReason())) {
      return new PodState.Ended(code, true);
    }
    if (byForce && status.getReason() != null) {
      return new PodState.Failed(text(status.getReason(), status.getMessage()));
    }
    if (byForce && disrupted(status) != null) {
      return new PodState.Failed(disrupted(status));
    }
    if (byForce && pod.getMetadata().getDeletionTimestamp() != null) {
      return new PodState.Failed("the Pod was deleted while it ran");
    }
    return new PodState.Ended(code, false);
  }

  private static PodState waiting(PodStatus status, ContainerState state) {
    ContainerStateWaiting waiting = state == null ? null : state.getWaiting();
    if (waiting != null && HOPELESS.contains(String.valueOf(waiting.getReason()))) {
      return new PodState.Failed(text(waiting.getReason(), waiting.getMessage()));
    }
    String unmet =
        status.getConditions().stream()
            .filter(c -> "False".equals(c.getStatus()) && "PodScheduled".equals(c.getType()))
            .map(c -> text(c.getReason(), c.getMessage()))
            .collect(Collectors.joining("; "));
    if (!unmet.isEmpty()) {
      return new PodState.Waiting(unmet);
    }
    return new PodState.Waiting(
        waiting == null ? status.getPhase() : text(waiting.getReason(), waiting.getMessage()));
  }

  private static ContainerState container(PodStatus status) {
    return status.getContainerStatuses().stream()
        .filter(container -> container.getName().equals(PodManifest.CONTAINER))
        .map(container -> container.getState())
        .findFirst()
        .orElse(null);
  }

  /** The kubelet's words for a Pod that took too much itself, not for a disk that others filled. */
  private static boolean overDisk(String message) {
    return message != null
        && (message.contains("exceeds the limit")
            || message.contains("exceeds the total limit")
            || message.contains("exceeded its local ephemeral storage limit"));
  }

  private static String disrupted(PodStatus status) {
    return status.getConditions().stream()
        .filter(c -> "DisruptionTarget".equals(c.getType()) && "True".equals(c.getStatus()))
        .map((PodCondition c) -> text(c.getReason(), c.getMessage()))
        .findFirst()
        .orElse(null);
  }

  private static String text(String reason, String message) {
    String text =
        Stream.of(reason, message)
            .filter(part -> part != null && !part.isBlank())
            .collect(Collectors.joining(": "));
    return text.isEmpty() ? "no reason given" : text;
  }

  private PodReading() {}
}
