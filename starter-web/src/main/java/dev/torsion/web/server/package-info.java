/**
 * What every HTTP connection of the application gets besides files: protection from peers
 * that are slow on purpose.
 */
@NullMarked
package dev.torsion.web.server;

import org.jspecify.annotations.NullMarked;
