package dev.missionmesh.trial;

import dev.missionmesh.localkafka.LocalKafka;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * PostgreSQL or Kafka of a mesh to try in a cluster, as on one machine, but reached from other Pods. The one argument says which;
 * {@link Place} says what the environment has to hold.
 */
public final class Trial {
  public static void main(String[] arguments) throws Exception {
    String server = arguments.length == 1 ? arguments[0] : "";
    Place place = Place.of(System.getenv());
    switch (server) {
      case "postgres" -> System.exit(new PostgresServer(place).run());
      case "kafka" -> kafka(place);
      default -> {
        System.err.println("usage: trial postgres|kafka");
        System.exit(2);
      }
    }
  }

  private static void kafka(Place place) throws Exception {
    Path data = Files.createDirectories(place.data().resolve("kafka"));
    Files.deleteIfExists(data.resolve("ready"));
    Health.serve(place.healthPort(), () -> Files.exists(data.resolve("ready")));
    LocalKafka.main(
        new String[] {
          data.toString(),
          Integer.toString(place.port()),
          Integer.toString(place.port() + 1),
          place.passwords().toString(),
          place.advertisedHost()
        });
  }

  private Trial() {}
}
