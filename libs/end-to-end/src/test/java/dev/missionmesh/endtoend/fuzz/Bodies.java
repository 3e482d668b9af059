package dev.missionmesh.endtoend.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Ways to spoil a body that was valid. */
final class Bodies {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Random random;

  Bodies(Random random) {
    this.random = random;
  }

  /** Puts a spoilt body into a request that has a valid one. */
  void spoil(FuzzedRequest request, JsonNode valid) {
    String text = valid.toString();
    List<Consumer<FuzzedRequest>> ways =
        List.of(
            r -> json(r, "wrong value", replaced(valid, odd())),
            r -> json(r, "wrong value", replaced(valid, odd())),
            r -> json(r, "wrong value", replaced(valid, odd())),
            r -> json(r, "member missing", without(valid)),
            r -> json(r, "unknown member", with(valid, text(Oddities.text(random)), odd())),
            r -> json(r, "other top", odd()),
            r -> raw(r, "member twice", text.replaceFirst("^\\{", "{\"executor\":\"noop\",\"name\":\"a\",\"name\":\"b\",\"id\":\"x\",\"id\":\"y\",")),
            r -> raw(r, "cut short", text.substring(0, random.nextInt(text.length()))),
            r -> raw(r, "trailing", text + Oddities.pick(random, " {}", "]", "\0", "x", ",", "//", text)),
            r -> raw(r, "deep", deep(valid)),
            r -> raw(r, "no number", text.replaceFirst(":", ":" + Oddities.pick(random, "NaN", "Infinity", "-", "01", "1e", "0x10", ".5", "+1", "1e999999999", "-1e-999999999") + ",\"q\":")),
            r -> raw(r, "bad escape", text.replaceFirst("\"", java.util.regex.Matcher.quoteReplacement("\"" + Oddities.pick(random, "\\x41", "\\ud800", "\\udc00\\ud800", "\\u0000", "\\u00zz", "\\", "\n")))),
            r -> bytes(r, "no UTF-8", spliced(text)),
            r -> bytes(r, "other charset", text.getBytes(Oddities.pick(random, StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, Charset.forName("UTF-32")))),
            r -> bytes(r, "byte order mark", ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8)),
            r -> bytes(r, "noise", noise()),
            r -> bytes(r, "empty", new byte[0]),
            r -> { r.as("no body").body = null; },
            r -> raw(r, "single quotes", text.replace('"', '\'')),
            r -> raw(r, "commented", "/* a */" + text),
            r -> raw(r, "large", "{\"name\":\"" + "x".repeat(70_000 + random.nextInt(1 << 20)) + "\"}"));
    ways.get(random.nextInt(ways.size())).accept(request);
  }

  private static void json(FuzzedRequest request, String flavour, JsonNode body) {
    raw(request, flavour, body.toString());
  }

  private static void raw(FuzzedRequest request, String flavour, String body) {
    bytes(request, flavour, body.getBytes(StandardCharsets.UTF_8));
  }

  private static void bytes(FuzzedRequest request, String flavour, byte[] body) {
    request.as("body: " + flavour).body = body;
  }

  private static JsonNode text(String text) {
    return NODES.textNode(text);
  }

  private JsonNode odd() {
    return switch (random.nextInt(12)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.numberNode(Oddities.number(random));
      case 3 -> NODES.numberNode(random.nextInt(3) - 1);
      case 4 -> NODES.arrayNode().add(text(Oddities.text(random))).addNull();
      case 5 -> NODES.objectNode().put(Oddities.text(random), 1);
      case 6 -> NODES.objectNode();
      case 7 -> NODES.arrayNode();
      default -> text(Oddities.text(random));
    };
  }

  /** The same with one value, at any depth, replaced. */
  private JsonNode replaced(JsonNode valid, JsonNode odd) {
    JsonNode copy = valid.deepCopy();
    List<Runnable> places = new ArrayList<>();
    collect(copy, odd, places);
    if (places.isEmpty()) return odd;
    places.get(random.nextInt(places.size())).run();
    return copy;
  }

  private static void collect(JsonNode node, JsonNode odd, List<Runnable> places) {
    if (node instanceof ObjectNode object) {
      object.fieldNames().forEachRemaining(name -> places.add(() -> object.set(name, odd)));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int at = i;
        places.add(() -> array.set(at, odd));
      }
      places.add(() -> array.add(odd));
    }
    node.forEach(child -> collect(child, odd, places));
  }

  private JsonNode without(JsonNode valid) {
    JsonNode copy = valid.deepCopy();
    if (copy instanceof ObjectNode object && !object.isEmpty()) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      object.remove(names.get(random.nextInt(names.size())));
    }
    return copy;
  }

  private static JsonNode with(JsonNode valid, JsonNode name, JsonNode value) {
    JsonNode copy = valid.deepCopy();
    if (copy instanceof ObjectNode object) object.set(name.asText(), value);
    return copy;
  }

  private String deep(JsonNode valid) {
    int depth = Oddities.pick(random, 63, 64, 65, 1000, 20_000);
    String tower = random.nextBoolean() ? "[".repeat(depth) + "]".repeat(depth) : "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    return random.nextBoolean() || !valid.isObject() || valid.isEmpty()
        ? tower
        : valid.toString().replaceFirst("\\{", "{\"" + valid.fieldNames().next() + "x\":" + java.util.regex.Matcher.quoteReplacement(tower) + ",");
  }

  private byte[] spliced(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[][] wrongs = {{(byte) 0xff}, {(byte) 0xc0, (byte) 0x80}, {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, {(byte) 0xf5, (byte) 0x80}, {0}};
    byte[] wrong = wrongs[random.nextInt(wrongs.length)];
    int at = random.nextInt(bytes.length + 1);
    byte[] spliced = Arrays.copyOf(bytes, bytes.length + wrong.length);
    System.arraycopy(wrong, 0, spliced, at, wrong.length);
    System.arraycopy(bytes, at, spliced, at + wrong.length, bytes.length - at);
    return spliced;
  }

  private byte[] noise() {
    byte[] noise = new byte[random.nextInt(2000)];
    random.nextBytes(noise);
    return noise;
  }
}
