package dev.missionmesh.telemetry.application;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Tells whether data names a subject: one of its string values, at whatever depth, is the subject, character by character. {@code
 * key:<id>} is also found where only the id stands.
 */
public final class SubjectMatch {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String KEY = "key:";

  private final List<String> names;

  public SubjectMatch(String subject) {
    boolean key = subject.startsWith(KEY) && subject.length() > KEY.length();
    names = key ? List.of(subject, subject.substring(KEY.length())) : List.of(subject);
  }

  /** What the data is searched for. */
  public List<String> names() {
    return names;
  }

  /**
   * Bytes without which data cannot name the subject, unless there is a backslash in it: JSON can spell a character in several
   * ways.
   */
  public byte[] trace() {
    char[] spelled = JsonStringEncoder.getInstance().quoteAsString(names.getLast());
    return new String(spelled).getBytes(StandardCharsets.UTF_8);
  }

  /** False for what is no JSON. */
  public boolean in(byte[] data) {
    try (JsonParser parser = JSON.createParser(data)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING && names.contains(parser.getText())) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }
}
