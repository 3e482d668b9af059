package dev.missionmesh.clustersetup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the topics, users and rights that are missing in a Kafka of one's own. What is there beside them stays. */
@Command(name = "kafka")
final class KafkaCommand implements Callable<Integer> {
  private static final String SCRAM =
      "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";";

  /** Kept, so that its level is: the settings of a client are no news. */
  private static final Logger CLIENT = Logger.getLogger("org.apache.kafka");

  static {
    CLIENT.setLevel(Level.WARNING);
  }

  @Option(names = "--bootstrap", required = true)
  String bootstrap;

  @Option(names = "--security-protocol", defaultValue = "SASL_PLAINTEXT")
  String securityProtocol;

  @Option(names = "--replication-factor", defaultValue = "3")
  short replicas;

  /** File of {@code user=password} lines. */
  @Option(names = "--passwords", required = true)
  Path passwords;

  /** Folder with the administrator's {@code username} and {@code password}. */
  @Option(names = "--admin", required = true)
  Path admin;

  /** Authority of the brokers' certificates; the JVM's own ones where none is given. */
  @Option(names = "--ca")
  Path ca;

  @Override
  public Integer call() throws Exception {
    Properties users = Passwords.in(passwords);
    try (Admin kafka = Admin.create(settings())) {
      var plan = new KafkaSetup(kafka, replicas);
      plan.topics();
      plan.users(users);
      plan.rights();
    }
    System.out.println("Topics, users and rights are there.");
    return 0;
  }

  private Map<String, Object> settings() throws Exception {
    var settings = new HashMap<String, Object>();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("security.protocol", securityProtocol);
    settings.put("sasl.mechanism", "SCRAM-SHA-512");
    settings.put("sasl.jaas.config", SCRAM.formatted(quoted("username"), quoted("password")));
    if (ca != null) {
      settings.put("ssl.truststore.type", "PEM");
      settings.put("ssl.truststore.location", ca.toString());
    }
    return settings;
  }

  private String quoted(String file) throws java.io.IOException {
    return Files.readString(admin.resolve(file)).strip().replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
