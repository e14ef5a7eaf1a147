package org.poise.linalg.internal;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.poise.linalg.internal.PlaneSums.Plane;
import org.poise.linalg.internal.PlaneSums.Product;
import org.poise.linalg.internal.PlaneSums.Stack;

/**
 * Compiles sums of products to classes of the Vector API: every plane is read once, and each sum
 * stays in a register until it is complete. Roundings are those of {@link ScalarOps#product}.
 */
final class PlaneCompiler {
  /** Products in one loop; C2 gives up on methods of more than 8000 bytes. */
  private static final int MOST = 40;

  private static final ClassDesc SELF = ClassDesc.of("org.poise.linalg.internal.FusedPlanes");
  private static final ClassDesc KERNEL = PlaneSums.Kernel.class.describeConstable().orElseThrow();
  private static final ClassDesc LANES = Lanes.class.describeConstable().orElseThrow();
  private static final ClassDesc ARRAY = ConstantDescs.CD_double.arrayType();
  private static final ClassDesc INT = ConstantDescs.CD_int;
  private static final ClassDesc VECTOR = ClassDesc.of("jdk.incubator.vector.DoubleVector");
  private static final ClassDesc ANY = ClassDesc.of("jdk.incubator.vector.Vector");
  private static final ClassDesc SPECIES = ClassDesc.of("jdk.incubator.vector.VectorSpecies");
  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          ARRAY,
          INT,
          ConstantDescs.CD_boolean,
          INT,
          INT,
          INT,
          INT,
          INT,
          INT,
          INT,
          INT);
  private static final MethodTypeDesc LOAD = MethodTypeDesc.of(VECTOR, SPECIES, ARRAY, INT);
  private static final MethodTypeDesc STORE = MethodTypeDesc.of(ConstantDescs.CD_void, ARRAY, INT);
  private static final MethodTypeDesc SCALE = MethodTypeDesc.of(VECTOR, ConstantDescs.CD_double);
  private static final MethodTypeDesc BINARY = MethodTypeDesc.of(VECTOR, ANY);
  private static final MethodTypeDesc FMA = MethodTypeDesc.of(VECTOR, ANY, ANY);

  private static final MethodTypeDesc LOOP = RUN.dropParameterTypes(2, 3);

  // Slots of Kernel.run's parameters, without the receiver.
  private static final int W = 0;
  private static final int ADD = 2;
  private static final int PARAMETERS = 11;

  // Slots of a loop's parameters, which are the same but for that.
  private static final int N = 1;
  private static final int STACKS = 2;

  private PlaneCompiler() {}

  static PlaneSums.Kernel compile(List<Product> products) {
    List<List<Product>> parts = parts(products);
    byte[] bytes =
        ClassFile.of()
            .build(
                SELF,
                type -> {
                  type.withFlags(ClassFile.ACC_FINAL).withInterfaceSymbols(KERNEL);
                  constructor(type);
                  run(type, parts.size());
                  Set<Integer> begun = new HashSet<>();
                  for (int i = 0; i < parts.size(); i++) {
                    Set<Integer> before = Set.copyOf(begun);
                    Set<Plane> later = factors(parts.subList(i + 1, parts.size()));
                    loop(type, parts.get(i), before, later, "set" + i, false);
                    loop(type, parts.get(i), before, later, "add" + i, true);
                    parts.get(i).forEach(product -> begun.add(product.total()));
                  }
                });
    try {
      return (PlaneSums.Kernel)
          MethodHandles.lookup()
              .defineHiddenClass(bytes, true)
              .lookupClass()
              .getDeclaredConstructor()
              .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static void loop(
      ClassBuilder type,
      List<Product> part,
      Set<Integer> begun,
      Set<Plane> later,
      String name,
      boolean add) {
    type.withMethodBody(
        name,
        LOOP,
        ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC,
        code -> new Part(part, begun, later, code).write(add));
  }

  private static Set<Plane> factors(List<List<Product>> parts) {
    return parts.stream()
        .flatMap(List::stream)
        .flatMap(product -> product.factors().stream())
        .collect(Collectors.toSet());
  }

  /** Products of the same planes stay together. */
  private static List<List<Product>> parts(List<Product> products) {
    List<List<Product>> parts = new ArrayList<>();
    List<Product> part = new ArrayList<>();
    for (int i = 0; i < products.size(); i++) {
      boolean starts = i > 0 && !products.get(i).to().equals(products.get(i - 1).to());
      if (starts && part.size() + sumFrom(products, i) > MOST) {
        parts.add(part);
        part = new ArrayList<>();
      }
      part.add(products.get(i));
    }
    parts.add(part);
    return parts;
  }

  private static int sumFrom(List<Product> products, int first) {
    int end = first;
    while (end < products.size() && products.get(end).to().equals(products.get(first).to())) {
      end++;
    }
    return end - first;
  }

  private static void constructor(ClassBuilder type) {
    type.withMethodBody(
        ConstantDescs.INIT_NAME,
        ConstantDescs.MTD_void,
        0,
        code ->
            code.aload(0)
                .invokespecial(
                    ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                .return_());
  }

  /** Calls the parts one after the other. */
  private static void run(ClassBuilder type, int parts) {
    type.withMethodBody(
        "run",
        RUN,
        ClassFile.ACC_PUBLIC,
        code -> {
          Label adding = code.newLabel();
          code.iload(1 + ADD).ifne(adding);
          calls(code, "set", parts);
          code.return_().labelBinding(adding);
          calls(code, "add", parts);
          code.return_();
        });
  }

  private static void calls(CodeBuilder code, String name, int parts) {
    for (int i = 0; i < parts; i++) {
      code.aload(1 + W);
      for (int slot = 1; slot < PARAMETERS; slot++) {
        if (slot != ADD) {
          code.iload(1 + slot);
        }
      }
      code.invokestatic(SELF, name + i, LOOP);
    }
  }

  /**
   * One loop over the planes of some sums, which sets or adds: two methods, since C2 compiles the
   * two in one at times to code that is several times slower.
   */
  private static final class Part {
    private final List<Product> products;
    private final CodeBuilder code;
    private final Map<Plane, Integer> offsets = new LinkedHashMap<>();
    private final Map<Plane, Integer> vectors = new LinkedHashMap<>();
    private final Set<Plane> intermediates = new HashSet<>();
    private final Map<Plane, Integer> totals = new LinkedHashMap<>();
    private final Set<Integer> begun;
    private final Set<Plane> later;
    private final int index;
    private final int sum;

    /**
     * A part.
     *
     * @param begun totals that parts before this one have begun
     * @param later what parts after this one multiply by
     */
    Part(List<Product> products, Set<Integer> begun, Set<Plane> later, CodeBuilder code) {
      this.products = products;
      this.begun = begun;
      this.later = later;
      this.code = code;
      index = code.allocateLocal(TypeKind.INT);
      sum = code.allocateLocal(TypeKind.REFERENCE);
      for (Product product : products) {
        for (Plane factor : product.factors()) {
          vectors.computeIfAbsent(factor, _ -> code.allocateLocal(TypeKind.REFERENCE));
        }
        if (product.isIntermediate()) {
          intermediates.add(product.to());
        }
      }
      for (Product product : products) {
        product.factors().stream().filter(f -> !intermediates.contains(f)).forEach(this::place);
        if (!product.isIntermediate() || later.contains(product.to())) {
          place(product.to());
        }
        if (product.total() >= 0) {
          place(total(product));
        }
      }
    }

    private void place(Plane plane) {
      offsets.computeIfAbsent(plane, _ -> code.allocateLocal(TypeKind.INT));
    }

    private static Plane total(Product product) {
      return new Plane(Stack.TO, product.total());
    }

    void write(boolean add) {
      offsets.forEach(this::offset);
      loop(add);
      code.return_();
    }

    /** slot = start + index · distance. */
    private void offset(Plane plane, int slot) {
      int start = STACKS + 2 * plane.stack().ordinal();
      code.iload(start).loadConstant(plane.index()).iload(start + 1).imul().iadd().istore(slot);
    }

    private void loop(boolean add) {
      Label head = code.newLabel();
      Label end = code.newLabel();
      code.iconst_0().istore(index).labelBinding(head).iload(index).iload(N).if_icmpge(end);
      vectors.forEach((plane, slot) -> {
        if (!intermediates.contains(plane)) {
          load(plane);
          code.astore(slot);
        }
      });
      for (int i = 0; i < products.size(); i++) {
        Product product = products.get(i);
        boolean first = i == 0 || !products.get(i - 1).to().equals(product.to());
        boolean last = i + 1 == products.size() || !products.get(i + 1).to().equals(product.to());
        add(product, first && (!add || product.isIntermediate()), first);
        if (last) {
          finish(product);
        }
      }
      totals.forEach((plane, slot) -> store(slot, plane));
      code.iinc(index, Lanes.SPECIES.length()).goto_(head).labelBinding(end);
    }

    /** Keeps or stores a sum that is complete, and adds it to its total. */
    private void finish(Product product) {
      Plane to = product.to();
      if (!product.isIntermediate() || later.contains(to)) {
        store(sum, to);
      }
      Integer vector = vectors.get(to);
      if (product.isIntermediate() && vector != null) {
        code.aload(sum).astore(vector);
      }
      if (product.total() >= 0) {
        addToTotal(total(product));
      }
    }

    private void addToTotal(Plane plane) {
      Integer total = totals.get(plane);
      if (total != null) {
        code.aload(total);
      } else if (begun.contains(plane.index())) {
        load(plane);
      }
      code.aload(sum);
      if (total != null || begun.contains(plane.index())) {
        code.invokevirtual(VECTOR, "add", BINARY);
      }
      code.astore(totals.computeIfAbsent(plane, _ -> code.allocateLocal(TypeKind.REFERENCE)));
    }

    private void store(int vector, Plane plane) {
      code.aload(vector).aload(W).iload(slot(offsets, plane)).iload(index).iadd();
      code.invokevirtual(VECTOR, "intoArray", STORE);
    }

    /** sum = f1 · t, or fma(f1, t, what there was), with t = coefficient · f2 · f3 … */
    private void add(Product product, boolean sets, boolean first) {
      List<Plane> factors = product.factors();
      code.aload(slot(vectors, factors.getFirst())).aload(slot(vectors, factors.get(1)));
      if (product.coefficient() != 1) {
        code.loadConstant(product.coefficient()).invokevirtual(VECTOR, "mul", SCALE);
      }
      for (Plane factor : factors.subList(2, factors.size())) {
        code.aload(slot(vectors, factor)).invokevirtual(VECTOR, "mul", BINARY);
      }
      if (sets) {
        code.invokevirtual(VECTOR, "mul", BINARY);
      } else {
        if (first) {
          load(product.to());
        } else {
          code.aload(sum);
        }
        code.invokevirtual(VECTOR, "fma", FMA);
      }
      code.astore(sum);
    }

    private static <K> int slot(Map<K, Integer> slots, K key) {
      return Objects.requireNonNull(slots.get(key));
    }

    private void load(Plane plane) {
      code.getstatic(LANES, "SPECIES", SPECIES).aload(W);
      code.iload(slot(offsets, plane)).iload(index).iadd();
      code.invokestatic(VECTOR, "fromArray", LOAD);
    }
  }
}
