/** The command {@code poise}: runs problem files and reports what happened. */
module org.poise.app {
  requires org.poise;
  requires static org.jspecify;
  requires info.picocli;

  opens org.poise.app to
      info.picocli;
}
