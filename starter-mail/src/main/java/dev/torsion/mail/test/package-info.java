/**
 * The published test kit: a mail server for tests of code that sends mail. JUnit is
 * needed for the extension alone.
 */
@NullMarked
package dev.torsion.mail.test;

import org.jspecify.annotations.NullMarked;
