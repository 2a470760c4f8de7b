/**
 * Auto-configuration of methods that listen to rooms.
 */
@NullMarked
package dev.torsion.words.autoconfigure.listener;

import org.jspecify.annotations.NullMarked;
