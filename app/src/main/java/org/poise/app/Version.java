package org.poise.app;

import picocli.CommandLine.IVersionProvider;

/** The version of this Poise, as its jar's manifest states it. */
public final class Version implements IVersionProvider {
  /** Returns the version number, or {@code development} when Poise does not run from its jar. */
  public static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"poise " + number()};
  }
}
