/**
 * Auto-configuration of rooms for web pages.
 */
@NullMarked
package dev.torsion.words.autoconfigure.web;

import org.jspecify.annotations.NullMarked;
