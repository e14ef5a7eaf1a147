package org.poise.bench.engine;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.poise.residual.JetComponents;

/** Rates of the engine's work on some threads, timed in turns, and their ratios. */
final class EngineTimes {
  private static final int[] WIDTHS = {64, 128, 256};
  private static final double SLICE = 0.02;
  private static final double WARM_UP = 20;
  private static final int PEAK_ITERATIONS = 200_000;

  private final int threads;
  private final Turns turns;
  private volatile double sink;

  /** Measures on that many threads. */
  EngineTimes(int threads, int count) {
    this.threads = threads;
    turns = new Turns(threads == 1 ? EngineTimes::processorTime : System::nanoTime, SLICE);
    List<Step> steps = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      turns.add(
          "peak",
          threads * Peak.operations(PEAK_ITERATIONS),
          () -> together(pool, () -> sink = Peak.run(PEAK_ITERATIONS, 0.5)));
      for (int width : WIDTHS) {
        products(pool, width);
        Step.Shape shape = Step.Shape.of(width);
        Step step = Step.of(shape, threads);
        Step collapsed = Step.of(shape.with(JetComponents.COLLAPSED), threads);
        steps.addAll(List.of(step, collapsed));
        turns.add("step " + width, shape.operations(), step::plain);
        turns.add("diagonal " + width, shape.operations(), step::withExactTraces);
        turns.add("sketch " + width, shape.operations(), step::withSketch);
        turns.add("collapsed " + width, shape.operations(), collapsed::plain);
      }
      turns.run(WARM_UP, count);
    }
    steps.forEach(Step::close);
  }

  /** Time that this thread had a processor for: on a machine that others use, only that is ours. */
  static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Each thread has matrices of its own. */
  private void products(ExecutorService pool, int width) {
    ThreadLocal<Products> own = ThreadLocal.withInitial(() -> new Products(width));
    int repeats = 64 * 64 * 4 / (width * width) + 1;
    double operations = threads * repeats * new Products(width).operations();
    turns.add(
        "product " + width,
        operations,
        () ->
            together(
                pool,
                () -> {
                  Products p = own.get();
                  for (int i = 0; i < repeats; i++) {
                    p.all();
                  }
                }));
    turns.add(
        "weight gradient " + width,
        operations / 3,
        () ->
            together(
                pool,
                () -> {
                  Products p = own.get();
                  for (int i = 0; i < repeats; i++) {
                    p.weightGradient();
                  }
                }));
  }

  private void together(ExecutorService pool, Runnable work) {
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

  /** What {@link #rates} and {@link #ratios} are of. */
  String heading() {
    return threads + (threads == 1 ? " thread" : " threads");
  }

  /** 10⁹ operations a second. */
  Map<String, Turns.Figure> rates() {
    Map<String, Turns.Figure> rates = new LinkedHashMap<>();
    rates.put("peak, GFLOP/s", turns.rate("peak"));
    for (int width : WIDTHS) {
      rates.put("width " + width + ": products, GFLOP/s", turns.rate("product " + width));
      rates.put("width " + width + ": step, GFLOP/s", turns.rate("step " + width));
    }
    return rates;
  }

  /** Speeds over other speeds of the same run: the larger, the better. */
  Map<String, Turns.Figure> ratios() {
    Map<String, Turns.Figure> ratios = new LinkedHashMap<>();
    for (int width : WIDTHS) {
      String place = "width " + width + ": ";
      String step = "step " + width;
      String products = "product " + width;
      ratios.put(place + "products / peak", turns.ratio(products, "peak"));
      ratios.put(place + "weight gradient / peak", turns.ratio("weight gradient " + width, "peak"));
      ratios.put(place + "step / products", turns.ratio(step, products));
      ratios.put(place + "step with exact diagonal / step", turns.ratio("diagonal " + width, step));
      ratios.put(place + "step with one probe / step", turns.ratio("sketch " + width, step));
      ratios.put(
          place + "4 components instead of 5 / step", turns.ratio("collapsed " + width, step));
    }
    return ratios;
  }
}
