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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.poise.linalg.internal.PlaneSums.Factor;
import org.poise.linalg.internal.PlaneSums.Product;

/**
 * Compiles sums of products to classes of the Vector API: every plane is read once, and each sum
 * stays in a register until it is complete. Roundings are those of {@link ScalarOps#product}.
 */
final class PlaneCompiler {
  /** Products in one loop; C2 gives up on methods of more than 8000 bytes. */
  private static final int MOST = 24;

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
  private static final MethodTypeDesc MULTIPLY = MethodTypeDesc.of(VECTOR, ANY);
  private static final MethodTypeDesc FMA = MethodTypeDesc.of(VECTOR, ANY, ANY);

  private static final MethodTypeDesc LOOP = RUN.dropParameterTypes(2, 3);

  // Slots of Kernel.run's parameters, without the receiver.
  private static final int W = 0;
  private static final int ADD = 2;
  private static final int PARAMETERS = 11;

  // Slots of a loop's parameters, which are the same but for that.
  private static final int N = 1;
  private static final int STACKS = 2;
  private static final int TO = 8;

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
                  for (int i = 0; i < parts.size(); i++) {
                    loop(type, parts.get(i), "set" + i, false);
                    loop(type, parts.get(i), "add" + i, true);
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

  private static void loop(ClassBuilder type, List<Product> part, String name, boolean add) {
    type.withMethodBody(
        name,
        LOOP,
        ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC,
        code -> new Part(part, code).write(add));
  }

  /** Products of the same planes stay together. */
  private static List<List<Product>> parts(List<Product> products) {
    List<List<Product>> parts = new ArrayList<>();
    List<Product> part = new ArrayList<>();
    for (int i = 0; i < products.size(); i++) {
      boolean starts = i > 0 && products.get(i).to() != products.get(i - 1).to();
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
    while (end < products.size() && products.get(end).to() == products.get(first).to()) {
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
    private final Map<Factor, Integer> offsets = new LinkedHashMap<>();
    private final Map<Factor, Integer> vectors = new LinkedHashMap<>();
    private final Map<Integer, Integer> targets = new LinkedHashMap<>();
    private final int index;
    private final int sum;

    Part(List<Product> products, CodeBuilder code) {
      this.products = products;
      this.code = code;
      index = code.allocateLocal(TypeKind.INT);
      sum = code.allocateLocal(TypeKind.REFERENCE);
      for (Product product : products) {
        targets.computeIfAbsent(product.to(), _ -> code.allocateLocal(TypeKind.INT));
        for (Factor factor : product.factors()) {
          offsets.computeIfAbsent(factor, _ -> code.allocateLocal(TypeKind.INT));
          vectors.computeIfAbsent(factor, _ -> code.allocateLocal(TypeKind.REFERENCE));
        }
      }
    }

    void write(boolean add) {
      offsets.forEach(
          (factor, slot) -> offset(STACKS + 2 * factor.stack().ordinal(), factor.plane(), slot));
      targets.forEach((plane, slot) -> offset(TO, plane, slot));
      loop(add);
      code.return_();
    }

    /** slot = start + plane · distance. */
    private void offset(int start, int plane, int slot) {
      code.iload(start).loadConstant(plane).iload(start + 1).imul().iadd().istore(slot);
    }

    private void loop(boolean add) {
      Label head = code.newLabel();
      Label end = code.newLabel();
      code.iconst_0().istore(index).labelBinding(head).iload(index).iload(N).if_icmpge(end);
      vectors.forEach((factor, slot) -> {
        load(slot(offsets, factor));
        code.astore(slot);
      });
      for (int i = 0; i < products.size(); i++) {
        Product product = products.get(i);
        boolean first = i == 0 || products.get(i - 1).to() != product.to();
        boolean last = i + 1 == products.size() || products.get(i + 1).to() != product.to();
        add(product, first && !add, first);
        if (last) {
          code.aload(sum).aload(W).iload(slot(targets, product.to())).iload(index).iadd();
          code.invokevirtual(VECTOR, "intoArray", STORE);
        }
      }
      code.iinc(index, Lanes.SPECIES.length()).goto_(head).labelBinding(end);
    }

    /** sum = f1 · t, or fma(f1, t, what there was), with t = coefficient · f2 · f3 … */
    private void add(Product product, boolean sets, boolean first) {
      List<Factor> factors = product.factors();
      code.aload(slot(vectors, factors.getFirst())).aload(slot(vectors, factors.get(1)));
      if (product.coefficient() != 1) {
        code.loadConstant(product.coefficient()).invokevirtual(VECTOR, "mul", SCALE);
      }
      for (Factor factor : factors.subList(2, factors.size())) {
        code.aload(slot(vectors, factor)).invokevirtual(VECTOR, "mul", MULTIPLY);
      }
      if (sets) {
        code.invokevirtual(VECTOR, "mul", MULTIPLY);
      } else {
        if (first) {
          load(slot(targets, product.to()));
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

    private void load(int offset) {
      code.getstatic(LANES, "SPECIES", SPECIES).aload(W).iload(offset).iload(index).iadd();
      code.invokestatic(VECTOR, "fromArray", LOAD);
    }
  }
}
