/** Physics-informed neural networks whose loss weights come from the neural tangent kernel. */
module org.poise {
  exports org.poise.experiment;
  exports org.poise.formula;
  exports org.poise.jet;
  exports org.poise.linalg;
  exports org.poise.network;
  exports org.poise.ntk;
  exports org.poise.optimizer;
  exports org.poise.problem;
  exports org.poise.residual;
  exports org.poise.training;
  exports org.poise.weighting;

  requires static jdk.incubator.vector;
  requires static org.jspecify;
  requires com.fasterxml.jackson.databind;
  requires org.snakeyaml.engine;
  requires hipparchus.core;
  requires org.bytedeco.openblas;
}
