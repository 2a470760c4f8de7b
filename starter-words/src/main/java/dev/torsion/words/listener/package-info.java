/**
 * Bots: methods of the application that listen to rooms and say there what they return.
 */
@NullMarked
package dev.torsion.words.listener;

import org.jspecify.annotations.NullMarked;
