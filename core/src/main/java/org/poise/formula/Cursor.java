package org.poise.formula;

/** A place in a formula's text, and what can be read there. */
final class Cursor {
  private final String text;
  private int offset;

  Cursor(String text) {
    this.text = text;
    skipSpaces();
  }

  /** The place of the next character that is not a space. */
  int offset() {
    return offset;
  }

  ParseException error(String problem, int at) {
    return new ParseException(problem, at, text);
  }

  boolean at(char sign) {
    return peek() == sign;
  }

  /** Steps over a sign if it comes next. */
  boolean accept(char sign) {
    if (peek() != sign) {
      return false;
    }
    if (sign == '*' && offset + 1 < text.length() && text.charAt(offset + 1) == '*') {
      throw error("'**' is not an operator; write ^ for powers", offset);
    }
    offset++;
    skipSpaces();
    return true;
  }

  boolean atNumber() {
    char next = peek();
    return isDigit(next) || (next == '.' && isDigit(charAt(offset + 1)));
  }

  double number() {
    int start = offset;
    skipDigits();
    if (charAt(offset) == '.') {
      offset++;
      skipDigits();
    }
    if (charAt(offset) == 'e' || charAt(offset) == 'E') {
      int sign = charAt(offset + 1) == '-' || charAt(offset + 1) == '+' ? 1 : 0;
      if (isDigit(charAt(offset + 1 + sign))) {
        offset += 1 + sign;
        skipDigits();
      }
    }
    String literal = text.substring(start, offset);
    if (charAt(offset) == '.') {
      throw error("'" + literal + "' is followed by a second decimal point; remove one", offset);
    }
    if (isNamePart(charAt(offset))) {
      throw error(
          "a name follows the number " + literal + " directly; write * between them", offset);
    }
    double value = Double.parseDouble(literal);
    boolean zero = literal.split("[eE]", 2)[0].chars().noneMatch(c -> c >= '1' && c <= '9');
    if (Double.isInfinite(value) || (value == 0 && !zero)) {
      throw error(
          "the number is beyond double precision, which reaches from 1e-308 to 1e308; rescale",
          start);
    }
    skipSpaces();
    return value;
  }

  /** Reads a name, or explains why there is none. */
  String name() {
    int start = offset;
    while (isNamePart(charAt(offset))) {
      offset++;
    }
    if (offset == start) {
      throw error(
          offset == text.length() ? "the formula ends where a value is missing; add it" : stray(),
          offset);
    }
    String name = text.substring(start, offset);
    skipSpaces();
    return name;
  }

  void expectClosing(int opened) {
    if (accept(')')) {
      return;
    }
    throw offset == text.length()
        ? error("the bracket opened here is not closed; add )", opened)
        : error(betweenValues(), offset);
  }

  void expectEnd() {
    if (offset < text.length()) {
      throw error(
          switch (peek()) {
            case ')' -> "this closing bracket was not opened; remove it or add (";
            case ',' ->
                "a comma stands outside a function's arguments; use a decimal point, or remove it";
            default -> betweenValues();
          },
          offset);
    }
  }

  private String betweenValues() {
    return isNamePart(peek()) || peek() == '(' || peek() == '.'
        ? "an operator is missing before this; write * for a product"
        : stray();
  }

  private String stray() {
    int c = text.codePointAt(offset);
    if (Character.isISOControl(c)) {
      return "there is a control character, U+%04X; remove it".formatted(c);
    }
    String shown = "'" + Character.toString(c) + "'";
    return switch (c) {
      case '=' ->
          "'=' is not part of a formula, which is zero where it holds; write left - (right)";
      case '[', ']', '{', '}' -> shown + " is not a bracket of formulas; write ( and )";
      case '²', '³' -> shown + " is not part of a formula; write ^2 or ^3";
      case 'π' -> "'π' is not part of a formula; write pi";
      case '+', '-', '*', '/', '^', ')', ',' -> "a value is missing before " + shown + "; add it";
      default ->
          shown + " is not part of a formula; use letters A to Z, digits, _ and + - * / ^ ( )";
    };
  }

  private char peek() {
    return charAt(offset);
  }

  /**
   * The character at a place, with the signs of typeset formulas as those of the keyboard; NUL at
   * the end.
   */
  private char charAt(int at) {
    if (at >= text.length()) {
      return '\0';
    }
    return switch (text.charAt(at)) {
      case '−' -> '-';
      case '·', '⋅', '×' -> '*';
      default -> text.charAt(at);
    };
  }

  private void skipDigits() {
    while (isDigit(charAt(offset))) {
      offset++;
    }
  }

  private void skipSpaces() {
    while (offset < text.length() && " \t\r\n\u00A0".indexOf(text.charAt(offset)) >= 0) {
      offset++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNamePart(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }
}
