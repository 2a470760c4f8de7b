/**
 * Where zones come from and are kept: files, properties, databases, primaries. A
 * {@link dev.torsion.names.store.ZoneSource} gives zones,
 * {@link dev.torsion.names.store.ZoneSources} starts all of them before the server
 * listens, {@link dev.torsion.names.store.ZoneViews} says who sees them. To serve zones
 * from elsewhere, declare a bean that is a source.
 * <p>
 * A zone that cannot be had does not keep the server from starting: it is answered with
 * SERVFAIL, which lets clients ask another server of the zone, until it can be had.
 */
@NullMarked
package dev.torsion.names.store;

import org.jspecify.annotations.NullMarked;
