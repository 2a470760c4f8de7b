/**
 * Auto-configuration of the web server for files.
 */
@NullMarked
package dev.torsion.web.autoconfigure;

import org.jspecify.annotations.NullMarked;
