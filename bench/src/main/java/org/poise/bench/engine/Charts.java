package org.poise.bench.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Pictures of figures against sizes, both on logarithmic axes. */
final class Charts {
  private static final int DPI = 144;

  /** A line of a chart. */
  record Line(String name, List<? extends Number> x, List<Double> y) {}

  private Charts() {}

  static void write(Path file, String title, String x, String y, List<Line> lines)
      throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(480)
            .height(320)
            .theme(ChartTheme.Matlab)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setYAxisLogarithmic(true);
    chart.getStyler().setLegendPosition(LegendPosition.InsideNW);
    chart.getStyler().setLegendVisible(lines.size() > 1);
    for (Line line : lines) {
      chart.addSeries(line.name(), line.x(), line.y());
    }
    BitmapEncoder.saveBitmapWithDPI(chart, file.toString(), BitmapFormat.PNG, DPI);
  }
}
