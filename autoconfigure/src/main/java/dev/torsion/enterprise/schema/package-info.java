/**
 * The tables that starters keep in the application's database: each starter declares a
 * {@link dev.torsion.enterprise.schema.Schema}, whose scripts are applied once, in their
 * order, before anybody gets hold of {@link dev.torsion.enterprise.schema.Schemas}.
 */
@NullMarked
package dev.torsion.enterprise.schema;

import org.jspecify.annotations.NullMarked;
