/**
 * For tests of programs: sessions without SSH.
 */
@NullMarked
package dev.torsion.conch.test;

import org.jspecify.annotations.NullMarked;
