package dev.missionmesh.cli.missions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Makes the body of a submit from options, a file and stdin. Whether its values are good the mesh
 * decides.
 */
final class MissionRequests {
  private final InputStream stdin;

  MissionRequests(InputStream stdin) {
    this.stdin = stdin;
  }

  ObjectNode from(MissionOptions options) {
    ObjectNode request = options.file == null ? Documents.object() : file(options.file);
    if (!options.command.isEmpty()) {
      request.put("executor", "command").remove("script");
      ArrayNode command = request.putArray("command");
      options.command.forEach(command::add);
    }
    if (!request.has("executor")) {
      throw Failure.usage(
          "there is no command to run", "Put it at the end: mesh run -- python3 -c 'print(6*7)'");
    }
    put(request, options);
    return request;
  }

  private void put(ObjectNode request, MissionOptions options) {
    if (options.name != null) request.put("name", options.name);
    if (options.priority != null) request.put("priority", options.priority);
    if (options.timeout != null) request.put("timeout", options.timeout.toString());
    if (options.retries != null) member(request, "retries").put("maxAttempts", options.retries + 1);
    if (options.zone != null) request.put("zone", options.zone);
    if (options.riskTier != null) request.put("riskTier", options.riskTier);
    if (options.stdin != null) request.put("stdin", text(options.stdin));
    if (options.cpus != null) member(request, "resources").put("cpus", options.cpus);
    if (options.memory != null) member(request, "resources").put("memoryBytes", options.memory);
    if (options.disk != null) member(request, "resources").put("diskBytes", options.disk);
    putAll(request, "labels", options.labels);
    putAll(request, "env", options.env);
    if (!options.capabilities.isEmpty()) {
      ArrayNode capabilities = request.putArray("capabilities");
      options.capabilities.forEach(capabilities::add);
    }
  }

  private static void putAll(ObjectNode request, String name, Map<String, String> pairs) {
    if (!pairs.isEmpty()) pairs.forEach(member(request, name)::put);
  }

  private static ObjectNode member(ObjectNode request, String name) {
    return request.path(name) instanceof ObjectNode object ? object : request.putObject(name);
  }

  private ObjectNode file(Path file) {
    String text = text(file.toString());
    try {
      if (Documents.parseYaml(text) instanceof ObjectNode object) return object;
      throw Failure.usage(
          file + " holds no mission", "It is a map such as: executor: command, command: [date]");
    } catch (JsonProcessingException broken) {
      throw Failure.usage(file + " is no YAML: " + broken.getOriginalMessage(), null);
    }
  }

  private String text(String file) {
    try {
      byte[] bytes = file.equals("-") ? stdin.readAllBytes() : Files.readAllBytes(Path.of(file));
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException missing) {
      throw Failure.usage("there is no file " + file, null);
    } catch (CharacterCodingException notUtf8) {
      throw Failure.usage(
          (file.equals("-") ? "stdin" : file) + " is not UTF-8 text", "A mission's stdin is text.");
    } catch (IOException unreadable) {
      throw Failure.usage("cannot read " + file + ": " + unreadable.getMessage(), null);
    }
  }
}
