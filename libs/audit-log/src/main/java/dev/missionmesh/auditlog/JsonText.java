package dev.missionmesh.auditlog;

/** Writes JSON strings as RFC 8785 does, and tells whether bytes are one JSON value on one line. */
final class JsonText {
  private static final int MAX_DEPTH = 100;
  private static final String HEX = "0123456789abcdef";

  private final byte[] json;
  private int at;

  private JsonText(byte[] json) {
    this.json = json;
  }

  /** Appends a string with its quotes. */
  static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        default -> {
          if (c < ' ') {
            out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /** Whether the bytes are exactly one JSON value without line breaks; the encoding is not looked at. */
  static boolean isOneLineValue(byte[] json) {
    JsonText text = new JsonText(json);
    return text.value(0) && text.at == json.length;
  }

  private boolean value(int depth) {
    if (depth > MAX_DEPTH || at >= json.length) {
      return false;
    }
    return switch (json[at]) {
      case '{' -> members(depth, '}', true);
      case '[' -> members(depth, ']', false);
      case '"' -> string();
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> number();
    };
  }

  private boolean members(int depth, char close, boolean named) {
    at++;
    blanks();
    if (skip(close)) {
      return true;
    }
    while (true) {
      blanks();
      if (named) {
        if (!string()) {
          return false;
        }
        blanks();
        if (!skip(':')) {
          return false;
        }
        blanks();
      }
      if (!value(depth + 1)) {
        return false;
      }
      blanks();
      if (skip(close)) {
        return true;
      }
      if (!skip(',')) {
        return false;
      }
    }
  }

  private boolean string() {
    if (!skip('"')) {
      return false;
    }
    while (at < json.length) {
      byte b = json[at++];
      if (b == '"') {
        return true;
      }
      if (b >= 0 && b < ' ' || b == '\\' && !escape()) {
        return false;
      }
    }
    return false;
  }

  private boolean escape() {
    if (at >= json.length) {
      return false;
    }
    byte b = json[at++];
    if (b != 'u') {
      return "\"\\/bfnrt".indexOf(b) >= 0;
    }
    for (int end = at + 4; at < end; at++) {
      if (at >= json.length || Character.digit(json[at], 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private boolean number() {
    skip('-');
    if (!skip('0') && !digits()) {
      return false;
    }
    if (skip('.') && !digits()) {
      return false;
    }
    if (skip('e') || skip('E')) {
      if (!skip('+')) {
        skip('-');
      }
      return digits();
    }
    return true;
  }

  private boolean digits() {
    int start = at;
    while (at < json.length && json[at] >= '0' && json[at] <= '9') {
      at++;
    }
    return at > start;
  }

  private boolean word(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (!skip(word.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean skip(char c) {
    if (at < json.length && json[at] == c) {
      at++;
      return true;
    }
    return false;
  }

  private void blanks() {
    while (skip(' ') || skip('\t')) {}
  }
}
