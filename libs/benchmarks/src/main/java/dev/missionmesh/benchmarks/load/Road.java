package dev.missionmesh.benchmarks.load;

import java.io.IOException;

/** Something that takes work and brings it to an end: the mesh, or what it is compared with. */
public interface Road {
  /** One client's way in; for one thread. */
  interface Client extends AutoCloseable {
    /** Submits {@code size} pieces of work and waits for the end of the last. */
    void runGroup(int size) throws IOException, InterruptedException;

    /** Submits one piece of work and returns as soon as its end is known. */
    void runOne() throws IOException, InterruptedException;

    @Override
    void close() throws IOException;
  }

  Client client();

  /** The same work, where each piece of a group is awaited as a single one is. */
  default Road oneByOne() {
    return () -> {
      Client client = client();
      return new Client() {
        @Override
        public void runGroup(int size) throws IOException, InterruptedException {
          for (int i = 0; i < size; i++) {
            client.runOne();
          }
        }

        @Override
        public void runOne() throws IOException, InterruptedException {
          client.runOne();
        }

        @Override
        public void close() throws IOException {
          client.close();
        }
      };
    };
  }
}
