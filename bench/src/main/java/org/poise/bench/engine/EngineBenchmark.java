package org.poise.bench.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.poise.linalg.internal.Ops;
import org.poise.residual.JetComponents;

/**
 * Peak rate of fused multiply-adds, rate of the products of hidden layers, and of the training step
 * with and without the exact diagonal of the tangent kernel, and with collapsed components: {@code
 * bench/run org.poise.bench.engine.EngineBenchmark [JSON-FILE [TURNS]]}.
 */
public final class EngineBenchmark {
  private static final int[] WIDTHS = {64, 128};
  private static final double SLICE = 0.003;
  private static final double WARM_UP = 20;
  private static final int PEAK_ITERATIONS = 200_000;

  private final Map<String, Object> results = new LinkedHashMap<>();
  private volatile double sink;

  private EngineBenchmark() {}

  /** Runs it with one thread and with all processors. */
  public static void main(String[] arguments) throws IOException {
    int turns = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
    EngineBenchmark benchmark = new EngineBenchmark();
    benchmark.results.put("provider", Ops.OPS.name());
    System.out.println(
        "Provider: "
            + Ops.OPS.name()
            + "; medians of "
            + turns
            + " turns (quartiles), and best against best");
    benchmark.measure(1, turns);
    int processors = Runtime.getRuntime().availableProcessors();
    if (processors > 1) {
      benchmark.measure(processors, turns);
    }
    if (arguments.length > 0) {
      new ObjectMapper()
          .writerWithDefaultPrettyPrinter()
          .writeValue(Path.of(arguments[0]).toFile(), benchmark.results);
    }
  }

  private void measure(int threads, int turns) {
    Turns run = new Turns(threads == 1 ? EngineBenchmark::processorTime : System::nanoTime, SLICE);
    List<Step> steps = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      run.add(
          "peak",
          threads * Peak.operations(PEAK_ITERATIONS),
          () -> together(pool, threads, () -> sink = Peak.run(PEAK_ITERATIONS, 0.5)));
      for (int width : WIDTHS) {
        products(run, pool, threads, width);
        Step step = new Step(width, threads, JetComponents.SEPARATE);
        Step collapsed = new Step(width, threads, JetComponents.COLLAPSED);
        steps.addAll(List.of(step, collapsed));
        run.add("step " + width, step.operations(), step::plain);
        run.add("diagonal " + width, step.operations(), step::withDiagonal);
        run.add("collapsed " + width, step.operations(), collapsed::plain);
      }
      run.run(WARM_UP, turns);
    }
    steps.forEach(Step::close);
    print(run, threads);
  }

  /** Time that this thread had a processor for: on a machine that others use, only that is ours. */
  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Each thread has matrices of its own. */
  private static void products(Turns run, ExecutorService pool, int threads, int width) {
    ThreadLocal<Products> own = ThreadLocal.withInitial(() -> new Products(width));
    int repeats = 64 * 64 * 4 / (width * width) + 1;
    double operations = threads * repeats * new Products(width).operations();
    run.add(
        "product " + width,
        operations,
        () ->
            together(
                pool,
                threads,
                () -> {
                  Products p = own.get();
                  for (int i = 0; i < repeats; i++) {
                    p.forward();
                    p.adjoint();
                    p.weightGradient();
                  }
                }));
    run.add(
        "weight gradient " + width,
        operations / 3,
        () ->
            together(
                pool,
                threads,
                () -> {
                  Products p = own.get();
                  for (int i = 0; i < repeats; i++) {
                    p.weightGradient();
                  }
                }));
  }

  private static void together(ExecutorService pool, int threads, Runnable work) {
    if (threads == 1) {
      work.run();
      return;
    }
    try {
      List<Callable<Object>> tasks = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        tasks.add(Executors.callable(work));
      }
      for (Future<Object> done : pool.invokeAll(tasks)) {
        done.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void print(Turns run, int threads) {
    System.out.println(threads + (threads == 1 ? " thread" : " threads"));
    Map<String, Object> figures = new LinkedHashMap<>();
    line(figures, "peak, GFLOP/s", run.rate("peak"));
    for (int width : WIDTHS) {
      line(figures, "width " + width + ": products, GFLOP/s", run.rate("product " + width));
      line(figures, "width " + width + ": products / peak", run.ratio("product " + width, "peak"));
      line(
          figures,
          "width " + width + ": weight gradient / peak",
          run.ratio("weight gradient " + width, "peak"));
      line(figures, "width " + width + ": step, GFLOP/s", run.rate("step " + width));
      line(
          figures,
          "width " + width + ": step / products",
          run.ratio("step " + width, "product " + width));
      Turns.Figure added = run.ratio("diagonal " + width, "step " + width).inverseLessOne();
      line(figures, "width " + width + ": added by the exact diagonal", added);
      line(
          figures,
          "width " + width + ": 4 components instead of 5, speed",
          run.ratio("collapsed " + width, "step " + width));
    }
    results.put(threads + " threads", figures);
  }

  private static void line(Map<String, Object> figures, String name, Turns.Figure f) {
    System.out.printf(
        Locale.ROOT,
        "  %-42s %8.3f  (%.3f to %.3f)  %8.3f%n",
        name,
        f.median(),
        f.low(),
        f.high(),
        f.best());
    figures.put(name, f);
  }
}
