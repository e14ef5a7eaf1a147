package org.poise.app;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.poise.experiment.Experiment;
import org.poise.experiment.ProblemFile;
import org.poise.weighting.Fixed;

/**
 * Reads which weightings to compare: items with commas between, each what the key {@code weights}
 * of a problem file takes, or with a name before it, {@code NAME=ITEM}.
 */
final class Schemes {
  private static final String OPTION = "--weights ";
  private static final int LONGEST = 60;

  /** A name that is a directory's on every system, and none of the comparison's own files. */
  private static final Pattern LABEL =
      Pattern.compile("(?!comparison\\.json|report\\.html)[A-Za-z0-9][A-Za-z0-9_.-]*");

  private static final Pattern NAMED = Pattern.compile("(?s)\\s*([^\\s\"'{}\\[\\]:=]+)\\s*=(.*)");

  private final Experiment experiment;
  private final List<Scheme> schemes = new ArrayList<>();
  private final Set<String> labels = new HashSet<>();

  private Schemes(Experiment experiment) {
    this.experiment = experiment;
  }

  /** The schemes of the options; without any, weights of 1 and the experiment's own. */
  static List<Scheme> of(List<String> options, Experiment experiment) {
    if (options.isEmpty()) {
      return own(experiment);
    }
    Schemes read = new Schemes(experiment);
    for (String option : options) {
      CommaList.items(option).forEach(read::add);
    }
    if (read.schemes.size() < 2) {
      throw new UserException(
          OPTION
              + options.getFirst()
              + ": there is nothing to compare with; give at least two, such as fixed,ntk");
    }
    return read.schemes;
  }

  private static List<Scheme> own(Experiment experiment) {
    if (experiment.weights().equals(Fixed.ones())) {
      throw new UserException(
          "the problem's own weights are fixed ones, so there is nothing to compare them with; give"
              + " at least two weightings, such as --weights fixed,ntk");
    }
    return List.of(
        new Scheme("fixed", experiment.withWeights(Fixed.ones())), new Scheme("own", experiment));
  }

  private void add(String item) {
    Matcher named = NAMED.matcher(item);
    boolean isNamed = named.matches();
    String text = (isNamed ? named.group(2) : item).strip();
    Experiment weighted = ProblemFile.withWeights(experiment, OPTION + item.strip(), text);
    String label = isNamed ? named.group(1) : label(text);
    if (!LABEL.matcher(label).matches() || label.length() > LONGEST) {
      throw new UserException(
          OPTION
              + item.strip()
              + ": '"
              + label
              + "' cannot be the name of a directory; give another before the weights, NAME=WEIGHTS,"
              + " of up to "
              + LONGEST
              + " letters, digits and _.- that begins with a letter or a digit");
    }
    if (!labels.add(label.toLowerCase(Locale.ROOT))) {
      throw new UserException(
          OPTION
              + item.strip()
              + ": there are two weightings called '"
              + label
              + "'; give one of them a name of its own, such as other="
              + text);
    }
    schemes.add(new Scheme(label, weighted));
  }

  /** A name for weights without one: {@code ntk: {every: 1}} is ntk-every-1. */
  private static String label(String text) {
    return text.replaceAll("[^A-Za-z0-9_.]+", "-").replaceAll("^-+|-+$", "");
  }
}
