package dev.missionmesh.sandboxruntime.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells sandboxes what becomes of their Pods: one informer for all Pods of a life. */
final class PodWatch implements AutoCloseable {
  /** Who wants to know. */
  interface Listener {
    void state(PodState state);

    void gone();
  }

  private final Map<String, Listener> listeners = new ConcurrentHashMap<>();
  private final SharedIndexInformer<Pod> informer;

  PodWatch(KubernetesClient client, String namespace, String life, Duration resync) {
    informer =
        client
            .pods()
            .inNamespace(namespace)
            .withLabel(Labels.LIFE, life)
            .runnableInformer(resync.toMillis());
    // a watch that ends for whatever reason begins again with the list of what is there
    informer.exceptionHandler((started, failure) -> true);
    informer.addEventHandler(new Events());
    var _ = informer.start();
  }

  void listen(String pod, Listener listener) {
    listeners.put(pod, listener);
  }

  void forget(String pod, Listener listener) {
    listeners.remove(pod, listener);
  }

  @Override
  public void close() {
    informer.stop();
  }

  private final class Events implements ResourceEventHandler<Pod> {
    @Override
    public void onAdd(Pod pod) {
      tell(pod);
    }

    @Override
    public void onUpdate(Pod before, Pod pod) {
      tell(pod);
    }

    @Override
    public void onDelete(Pod pod, boolean unseen) {
      Listener listener = listeners.get(pod.getMetadata().getName());
      if (listener != null) {
        PodState last = PodReading.of(pod);
        if (last.isFinal()) {
          listener.state(last);
        }
        listener.gone();
      }
    }

    private void tell(Pod pod) {
      Listener listener = listeners.get(pod.getMetadata().getName());
      if (listener != null) {
        listener.state(PodReading.of(pod));
      }
    }
  }
}
