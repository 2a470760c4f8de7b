/**
 * Names answered by methods of the application.
 */
@NullMarked
package dev.torsion.names.controller;

import org.jspecify.annotations.NullMarked;
