package org.poise.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.poise.app.report.NtkReport;
import org.poise.experiment.ProblemFile;
import org.poise.linalg.Npy;
import org.poise.ntk.Spectrum;
import org.poise.problem.PointSet;
import org.poise.problem.Problem;
import org.poise.problem.Reference;
import org.poise.residual.Block;
import org.poise.residual.CompiledProblem;

/** A study of a kernel in a directory: enough to compute all of it again elsewhere. */
final class NtkFiles {
  private static final String REFERENCE = "reference.csv";

  private final Path directory;
  private final NtkStudy study;
  private final ObjectNode arrays = Json.object();

  private NtkFiles(Path directory, NtkStudy study) {
    this.directory = directory;
    this.study = study;
  }

  /** Refuses a directory that holds anything. */
  static void requireEmpty(Path directory) throws IOException {
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new UserException(directory + " is a file; give a directory to write into");
    }
    if (Files.isDirectory(directory)) {
      try (Stream<Path> content = Files.list(directory)) {
        if (content.findAny().isPresent()) {
          throw new UserException(directory + " is not empty; give a new directory to write into");
        }
      }
    }
  }

  /** Writes everything beside the directory first, so that it appears whole or not at all. */
  static void write(
      Path directory,
      NtkStudy study,
      CompiledProblem compiled,
      ObjectNode summary,
      boolean withJacobian)
      throws IOException {
    Path target = directory.toAbsolutePath();
    Path parent = target.getParent();
    if (parent == null) {
      throw new UserException(directory + " is no directory to write into; give a new one");
    }
    RunPlace.make(parent);
    long process = ProcessHandle.current().pid();
    Path fresh = parent.resolve(target.getFileName() + ".new-" + process);
    Files.createDirectory(fresh);
    try {
      new NtkFiles(fresh, study).writeAll(compiled, summary, withJacobian);
      requireEmpty(directory);
      Files.deleteIfExists(target);
      Files.move(fresh, target);
    } finally {
      RunPlace.remove(fresh);
    }
  }

  private void writeAll(CompiledProblem compiled, ObjectNode summary, boolean withJacobian)
      throws IOException {
    Problem problem = study.experiment().problem();
    int n = study.kernel().rows();
    array("kernel", study.kernel().values(), n, n);
    if (withJacobian) {
      jacobian(compiled);
    }
    array("residuals", study.residuals(), n);
    array("parameters", study.theta(), study.theta().length);
    array("lambda", study.weights().lambda(), n);
    spectrum("eigenvalues-kernel", study.spectra().whole());
    spectrum("eigenvalues-weighted", study.spectra().weighted());
    for (int i = 0; i < study.spectra().blocks().size(); i++) {
      Block block = study.kernel().blocks().blocks().get(i);
      spectrum("eigenvalues-block-" + block.name(), study.spectra().blocks().get(i));
    }
    int dimension = problem.domain().dimension();
    for (Map.Entry<String, double[]> set : study.points().sets().entrySet()) {
      double[] x = set.getValue();
      array("points-" + set.getKey(), x, x.length / dimension, dimension);
    }
    Reference reference = problem.reference();
    if (reference != null) {
      Files.writeString(
          directory.resolve(REFERENCE), reference.csv(problem.domain().coordinates()));
    }
    Files.writeString(
        directory.resolve("problem.yaml"), ProblemFile.write(study.experiment(), REFERENCE));
    Files.writeString(directory.resolve("summary.json"), Json.text(summary) + "\n");
    Files.writeString(directory.resolve("manifest.json"), Json.text(manifest(compiled)) + "\n");
    NtkReport.write(
        directory,
        problem,
        summary,
        study.spectra().whole(),
        study.spectra().weighted(),
        study.kernel().blocks().blocks().stream().map(Block::name).toList(),
        study.spectra().blocks());
  }

  private void spectrum(String name, Spectrum spectrum) throws IOException {
    array(name, spectrum.values(), spectrum.values().length);
  }

  private void array(String name, double[] values, long... shape) throws IOException {
    Npy.write(directory.resolve(name + ".npy"), values, shape);
    list(name, shape);
  }

  private void list(String name, long... shape) {
    ArrayNode extents = arrays.putObject(name).put("file", name + ".npy").putArray("shape");
    for (long extent : shape) {
      extents.add(extent);
    }
  }

  /** Writes J as its panels come. */
  private void jacobian(CompiledProblem compiled) throws IOException {
    long rows = study.kernel().rows();
    long columns = study.theta().length;
    try (Npy npy = Npy.create(directory.resolve("jacobian.npy"), rows, columns)) {
      compiled
          .bind(study.points())
          .jacobian(
              study.theta(),
              (first, count, width, values) -> {
                try {
                  npy.append(values, 0, count * width);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
    list("jacobian", rows, columns);
  }

  private ObjectNode manifest(CompiledProblem compiled) {
    Problem problem = study.experiment().problem();
    ObjectNode root = Json.object();
    root.put("title", problem.title()).put("dtype", "<f8").put("order", "C");
    root.set("arrays", arrays);
    ArrayNode blocks = root.putArray("blocks");
    List<Block> all = study.kernel().blocks().blocks();
    for (int i = 0; i < all.size(); i++) {
      Block block = all.get(i);
      blocks
          .addObject()
          .put("name", block.name())
          .put("group", block.group())
          .put("firstRow", block.start())
          .put("rows", block.count())
          .put("points", block.pointSet())
          .put("residual", problem.equations().get(i).text());
    }
    List<String> coordinates = problem.domain().coordinates();
    coordinates.forEach(root.putArray("coordinates")::add);
    ObjectNode pairs = root.putObject("periodic");
    for (PointSet set : problem.pointSets()) {
      if (set.kind() instanceof PointSet.Periodic(int coordinate)) {
        pairs
            .putObject(set.name())
            .put("coordinate", coordinates.get(coordinate))
            .put("upper", problem.domain().interval(coordinate).upper());
      }
    }
    ArrayNode tensors = root.putArray("tensors");
    compiled
        .layout()
        .tensors()
        .forEach(tensor -> {
          ObjectNode node = tensors.addObject().put("name", tensor.name());
          node.putArray("shape").add(tensor.rows()).add(tensor.columns());
          node.put("offset", tensor.offset());
        });
    return root;
  }
}
