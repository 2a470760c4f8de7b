/**
 * A name server for tests of code that uses DNS, with faults.
 */
@NullMarked
package dev.torsion.names.test;

import org.jspecify.annotations.NullMarked;
