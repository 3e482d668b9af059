package dev.missionmesh.cli.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Rows under headings, columns as wide as their widest cell; on a narrow terminal the last column
 * is cut.
 */
public final class Table {
  private static final String GAP = "  ";
  private static final int NARROWEST_LAST_COLUMN = 12;

  private final List<String> headings;
  private final List<List<String>> rows = new ArrayList<>();
  private int styledColumn = -1;
  private UnaryOperator<String> cellStyle = UnaryOperator.identity();

  private Table(List<String> headings) {
    this.headings = headings;
  }

  public static Table of(String... headings) {
    return new Table(List.of(headings));
  }

  /**
   * Shows the cells of the column under {@code heading} through {@code style}, which must not
   * change their width.
   */
  public Table styled(String heading, UnaryOperator<String> style) {
    styledColumn = headings.indexOf(heading);
    cellStyle = style;
    return this;
  }

  /** Adds a row; null shows as {@code -}, control characters as blanks. */
  public Table row(Object... cells) {
    if (cells.length != headings.size())
      throw new IllegalArgumentException("a row of " + cells.length);
    rows.add(Arrays.stream(cells).map(Table::cell).toList());
    return this;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The lines, headings first; {@code columns} 0 means any width. */
  public List<String> lines(Style style, int columns) {
    int[] widths = widths(columns);
    List<String> lines = new ArrayList<>();
    lines.add(style.bold(line(headings, widths, -1)));
    rows.forEach(row -> lines.add(line(row, widths, styledColumn)));
    return lines;
  }

  private int[] widths(int columns) {
    int last = headings.size() - 1;
    int[] widths = new int[headings.size()];
    for (int column = 0; column <= last; column++) {
      int at = column;
      int widest = rows.stream().mapToInt(row -> width(row.get(at))).max().orElse(0);
      widths[column] = Math.max(width(headings.get(column)), widest);
    }
    int before = Arrays.stream(widths, 0, last).sum() + GAP.length() * last;
    if (columns > 0)
      widths[last] = Math.min(widths[last], Math.max(NARROWEST_LAST_COLUMN, columns - before));
    return widths;
  }

  private String line(List<String> cells, int[] widths, int styled) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String cell = cut(cells.get(column), widths[column]);
      line.append(column == styled ? cellStyle.apply(cell) : cell);
      if (column < cells.size() - 1)
        line.append(" ".repeat(widths[column] - width(cell))).append(GAP);
    }
    return line.toString().stripTrailing();
  }

  private static String cut(String cell, int width) {
    return width(cell) <= width
        ? cell
        : cell.substring(0, cell.offsetByCodePoints(0, width - 1)) + "…";
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  private static String cell(Object value) {
    String text = value == null ? "" : value.toString();
    return text.isEmpty() ? "-" : text.replaceAll("\\p{Cntrl}", " ");
  }
}
