/**
 * Test kit for what listens to rooms and speaks in them: rooms in memory whose time
 * stands still, and participants that keep what they are told.
 */
@NullMarked
package dev.torsion.words.test;

import org.jspecify.annotations.NullMarked;
