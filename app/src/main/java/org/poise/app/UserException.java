package org.poise.app;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** The input is wrong, in one sentence for the user: what, where, the rule, the remedy. */
final class UserException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UserException(String message) {
    super(message);
  }

  /** A file that could not be read or written. */
  static UserException of(IOException e) {
    String detail = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    String message =
        switch (e) {
          case NoSuchFileException missing -> "there is no file " + missing.getFile();
          case AccessDeniedException denied -> "may not read or write " + denied.getFile();
          case CharacterCodingException coding -> "a file is not text in UTF-8";
          case FileSystemException other -> detail;
          default -> detail;
        };
    return new UserException(message);
  }
}
