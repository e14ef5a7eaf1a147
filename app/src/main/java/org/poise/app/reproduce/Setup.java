package org.poise.app.reproduce;

import java.util.ArrayList;
import java.util.List;

/**
 * A training as a user would ask for it: a problem of the library, with values replaced.
 *
 * @param problem name of the problem
 * @param settings what {@code --set} takes: {@code PATH=VALUE}
 */
public record Setup(String problem, List<String> settings) {
  public Setup {
    settings = List.copyOf(settings);
  }

  /** A problem with settings. */
  public static Setup of(String problem, String... settings) {
    return new Setup(problem, List.of(settings));
  }

  /** The same with further settings. */
  public Setup with(String... more) {
    List<String> all = new ArrayList<>(settings);
    all.addAll(List.of(more));
    return new Setup(problem, all);
  }

  /** The command that trains it by hand. */
  public String command() {
    return command("train");
  }

  /** A command that takes a problem, such as {@code ntk}, for this one. */
  public String command(String name) {
    StringBuilder command = new StringBuilder("poise ").append(name).append(' ').append(problem);
    for (String setting : settings) {
      boolean plain = setting.matches("[A-Za-z0-9_.,=/+-]+");
      command.append(" --set ").append(plain ? setting : "'" + setting + "'");
    }
    return command.toString();
  }
}
