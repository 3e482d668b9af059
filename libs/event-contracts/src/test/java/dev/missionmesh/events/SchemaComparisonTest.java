package dev.missionmesh.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaComparisonTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RELEASED =
      """
      {"type":"object",
       "properties":{
         "id":{"type":"string","pattern":"^a","format":"uri"},
         "state":{"type":"string","enum":["active","suspended"]},
         "count":{"type":"integer","minimum":1,"maximum":10},
         "name":{"type":["string","null"],"minLength":1,"maxLength":5},
         "tags":{"type":"array","items":{"type":"string"},"maxItems":3},
         "node":{"$ref":"#/$defs/node"},
         "kind":{"const":"a"},
         "labels":{"type":"object","additionalProperties":{"type":"string"}}},
       "required":["id","count"],
       "$defs":{"node":{"type":"object","properties":{"zone":{"type":"string"}},"required":["zone"]}}}""";

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"id\":{\"type\":\"string\"| \"key\":{\"type\":\"string\" | /id: was removed or renamed",
        "\"zone\":{| \"area\":{ | /node/zone: was removed or renamed",
        "\"count\":{\"type\":\"integer\"| \"count\":{\"type\":\"string\" | /count: type was \"integer\", is \"string\"",
        "[\"string\",\"null\"]| \"string\" | /name: type was [\"string\",\"null\"], is \"string\"",
        "\"active\",\"suspended\"| \"active\" | /state: enum lost [suspended]",
        ",\"enum\":[\"active\",\"suspended\"]| `` | /state: is no enum any more",
        "\"pattern\":\"^a\"| \"enum\":[\"a\"],\"pattern\":\"^a\" | /id: became an enum",
        "\"const\":\"a\"| \"const\":\"b\" | /kind: const changed",
        "[\"id\",\"count\"]| [\"id\",\"count\",\"name\"] | /name: became required; older facts lack it",
        "[\"id\",\"count\"]| [\"id\"] | /count: is not always there any more",
        "[\"zone\"]| [] | /node/zone: is not always there any more",
        "\"minimum\":1| \"minimum\":2 | /count: minimum was tightened to 2",
        "\"maximum\":10| \"maximum\":9 | /count: maximum was tightened to 9",
        "\"maxLength\":5| \"maxLength\":4 | /name: maxLength was tightened to 4",
        "\"minLength\":1| \"minLength\":2 | /name: minLength was tightened to 2",
        "\"maxItems\":3| \"maxItems\":3,\"minItems\":1 | /tags: minItems was tightened to 1",
        "\"items\":{\"type\":\"string\"}| \"items\":{\"type\":\"integer\"} | /tags/items: type was \"string\", is \"integer\"",
        "\"items\":{\"type\":\"string\"},| `` | /tags: items changed",
        "\"additionalProperties\":{\"type\":\"string\"}| \"additionalProperties\":{\"type\":\"integer\"} | /labels/additionalProperties: type was \"string\", is \"integer\"",
        "\"additionalProperties\":{\"type\":\"string\"}| \"additionalProperties\":false | /labels: additionalProperties changed",
        "\"required\":[\"id\"| \"additionalProperties\":false,\"required\":[\"id\" | /: additionalProperties changed",
        "\"pattern\":\"^a\"| \"pattern\":\"^b\" | /id: pattern changed",
        "\"format\":\"uri\"| \"format\":\"uuid\" | /id: format changed",
        "\"required\":[\"id\"| \"oneOf\":[{}],\"required\":[\"id\" | /: oneOf changed",
      })
  void findsWhatBreaksSomebody(String from, String to, String expected) throws IOException {
    assertThat(RELEASED).contains(from);

    assertThat(SchemaComparison.breaks(json(RELEASED), json(RELEASED.replace(from, to))))
        .contains(expected);
  }

  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"kind\":{| \"more\":{\"type\":\"string\"},\"kind\":{",
        "\"zone\":{| \"more\":{\"type\":\"object\",\"required\":[\"x\"]},\"zone\":{",
        "\"active\",| \"active\",\"deleting\",",
        "\"minimum\":1| \"minimum\":0",
        "\"maximum\":10| \"maximum\":11",
        "\"maximum\":10| \"description\":\"how many\"",
        "\"type\":\"object\",\"properties\":{\"zone\"| \"description\":\"where\",\"type\":\"object\",\"properties\":{\"zone\"",
        "[\"id\",\"count\"]| [\"count\",\"id\"]",
        "\"maxItems\":3| \"maxItems\":4",
        "\"node\":{\"$ref\":\"#/$defs/node\"}| \"node\":{\"type\":\"object\",\"properties\":{\"zone\":{\"type\":\"string\"}},\"required\":[\"zone\"]}",
      })
  void letsSchemasGrow(String from, String to) throws IOException {
    assertThat(RELEASED).contains(from);

    assertThat(SchemaComparison.breaks(json(RELEASED), json(RELEASED.replace(from, to)))).isEmpty();
  }

  @Test
  void nothingBreaksWhereNothingChanges() throws IOException {
    assertThat(SchemaComparison.breaks(json(RELEASED), json(RELEASED))).isEmpty();
  }

  private static JsonNode json(String text) throws IOException {
    return JSON.readTree(text);
  }
}
