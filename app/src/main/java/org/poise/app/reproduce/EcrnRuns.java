package org.poise.app.reproduce;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.poise.app.compare.Spread;
import org.poise.app.console.Quantity;

/**
 * Trainings of several networks of one width on one problem, each from the same seeds, with what
 * was measured of them.
 */
final class EcrnRuns {
  private final Map<EcrnNetwork, SeededRuns> runs = new LinkedHashMap<>();
  private final Map<EcrnNetwork, List<EcrnMeasures>> measures = new LinkedHashMap<>();

  private EcrnRuns() {}

  /**
   * Trains them, or reads what is there.
   *
   * @param what is shown while it lasts
   * @param base the problem, with what all share
   * @param place of their directories, below which each network has its own
   * @param seeds 1, 2, … so many
   */
  static EcrnRuns train(
      StudyContext context,
      String what,
      Setup base,
      String place,
      List<EcrnNetwork> networks,
      int width,
      int seeds)
      throws IOException {
    Map<String, Setup> setups = new LinkedHashMap<>();
    for (EcrnNetwork network : networks) {
      Setup setup = base.with(network.settings(width).toArray(String[]::new));
      SeededRuns.add(setups, label(place, network), setup, seeds);
    }
    TrainedRuns trained = context.train(what, setups);
    EcrnRuns all = new EcrnRuns();
    for (EcrnNetwork network : networks) {
      SeededRuns own = SeededRuns.of(trained, label(place, network), seeds);
      List<EcrnMeasures> measured = new ArrayList<>();
      for (TrainedRun run : own.runs()) {
        measured.add(EcrnMeasures.of(run));
      }
      all.runs.put(network, own);
      all.measures.put(network, measured);
    }
    return all;
  }

  private static String label(String place, EcrnNetwork network) {
    return place + "/" + network.label();
  }

  /** The networks, in the order in which they were given. */
  List<EcrnNetwork> networks() {
    return List.copyOf(runs.keySet());
  }

  /** The run of the first seed. */
  TrainedRun first(EcrnNetwork network) {
    return of(runs, network).first();
  }

  /** The command of the first seed. */
  String command(EcrnNetwork network) {
    return first(network).setup().command();
  }

  /** A measure over the seeds, in their order. */
  double[] values(EcrnNetwork network, ToDoubleFunction<EcrnMeasures> of) {
    return of(measures, network).stream().mapToDouble(of).toArray();
  }

  /** The median of a measure over the seeds. */
  double median(EcrnNetwork network, ToDoubleFunction<EcrnMeasures> of) {
    return Spread.of(values(network, of)).median();
  }

  /** The medians of a measure, in words. */
  String medians(List<EcrnNetwork> networks, ToDoubleFunction<EcrnMeasures> of) {
    List<String> words = new ArrayList<>();
    networks.forEach(network -> words.add(words(median(network, of))));
    return String.join(", ", words);
  }

  /** A measure over the seeds as a cell of a table: median (least to greatest). */
  String cell(EcrnNetwork network, ToDoubleFunction<EcrnMeasures> of) {
    Spread spread = Spread.of(values(network, of));
    return words(spread.median()) + " (" + words(spread.min()) + " to " + words(spread.max()) + ")";
  }

  private static String words(double value) {
    return Double.isFinite(value) ? Quantity.few(value) : "failed";
  }

  /** Whether the medians of a measure rise from each network to the next. */
  boolean rises(List<EcrnNetwork> networks, ToDoubleFunction<EcrnMeasures> of) {
    for (int i = 1; i < networks.size(); i++) {
      if (!(median(networks.get(i), of) > median(networks.get(i - 1), of))) {
        return false;
      }
    }
    return true;
  }

  /** Whether a measure rises from each network to the next under every seed. */
  boolean risesAlways(List<EcrnNetwork> networks, ToDoubleFunction<EcrnMeasures> of) {
    for (int i = 1; i < networks.size(); i++) {
      double[] below = values(networks.get(i - 1), of);
      double[] above = values(networks.get(i), of);
      for (int seed = 0; seed < below.length; seed++) {
        if (!(above[seed] > below[seed])) {
          return false;
        }
      }
    }
    return true;
  }

  private static <T> T of(Map<EcrnNetwork, T> map, EcrnNetwork network) {
    T found = map.get(network);
    if (found == null) {
      throw new IllegalArgumentException(network + " is none of " + map.keySet());
    }
    return found;
  }
}
