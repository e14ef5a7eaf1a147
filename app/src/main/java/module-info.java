/** The command {@code poise}: runs problem files and reports what happened. */
module org.poise.app {
  requires org.poise;
  requires static org.jspecify;
  requires com.fasterxml.jackson.databind;
  requires de.siegmar.fastcsv;
  requires hipparchus.core;
  requires info.picocli;
  requires me.tongfei.progressbar;

  exports org.poise.app;
  exports org.poise.app.report;

  opens org.poise.app to
      info.picocli;
}
