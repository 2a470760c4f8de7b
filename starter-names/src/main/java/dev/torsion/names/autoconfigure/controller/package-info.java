/**
 * Auto-configuration of answers given by methods.
 */
@NullMarked
package dev.torsion.names.autoconfigure.controller;

import org.jspecify.annotations.NullMarked;
