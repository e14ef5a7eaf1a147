package org.poise.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.poise.experiment.Experiment;
import org.poise.residual.CompiledProblem;
import org.poise.training.ModelFile;

/** A trained model that an option names: a file, or the directory of a run. */
final class TrainedModel {
  private TrainedModel() {}

  /**
   * Its parameters θ [p] for the networks of an experiment.
   *
   * @param initial the experiment's initial θ [p]
   */
  static double[] parameters(
      Path model, Experiment experiment, CompiledProblem compiled, double[] initial)
      throws IOException {
    Path file = Files.isDirectory(model) ? model.resolve("model.safetensors") : model;
    if (!Files.isRegularFile(file)) {
      throw new UserException(
          "there is no model " + file + "; give a .safetensors file or the directory of a run");
    }
    try {
      return ModelFile.read(file).parameters(compiled.networks(), compiled.layout(), initial);
    } catch (IllegalArgumentException e) {
      throw new UserException(e.getMessage() + "; give the problem file that it was trained for");
    }
  }
}
