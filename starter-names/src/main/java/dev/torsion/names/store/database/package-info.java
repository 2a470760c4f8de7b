/**
 * Zones in the tables {@code dns_zone} and {@code dns_record} of a database.
 */
@NullMarked
package dev.torsion.names.store.database;

import org.jspecify.annotations.NullMarked;
