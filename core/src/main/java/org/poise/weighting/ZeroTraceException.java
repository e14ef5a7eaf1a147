package org.poise.weighting;

/**
 * A group of loss terms has tangent-kernel trace 0, but for rounding, so that no weight follows
 * from it.
 */
public final class ZeroTraceException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String group;

  /** Names the group. */
  public ZeroTraceException(String group) {
    this(
        group,
        "the residuals of '"
            + group
            + "' do not depend on the parameters (the trace of their tangent kernel is 0, or rounding), so they get no"
            + " weight from it; remove the term or use fixed weights");
  }

  /** Names the group, in other words. */
  ZeroTraceException(String group, String message) {
    super(message);
    this.group = group;
  }

  /** The group. */
  public String group() {
    return group;
  }
}
