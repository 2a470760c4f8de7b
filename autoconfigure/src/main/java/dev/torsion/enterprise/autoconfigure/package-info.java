/**
 * Auto-configuration of databases: the application's own, which is Spring Boot's
 * connection factory or else a file of H2, and the pools beside it.
 */
@NullMarked
package dev.torsion.enterprise.autoconfigure;

import org.jspecify.annotations.NullMarked;
