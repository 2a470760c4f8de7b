package dev.torsion.names;

import java.util.function.Consumer;

import dev.torsion.names.zone.ZoneEdit;
import org.xbill.DNS.Name;
import reactor.core.publisher.Mono;

/**
 * Changes zones from code, and keeps the changes over restarts: they are laid over what
 * the file, the properties or the database has. A bean of this type is there to be
 * injected. Safe for use by many threads.
 */
public interface ZoneUpdates {

	/**
	 * Changes a zone: all of it, or nothing. The serial number is raised unless the
	 * change does it.
	 * @param zone the absolute name of a zone that is served
	 * @param change makes the change; it is called on a thread of the bounded pool, when
	 * the changes before it have been made
	 * @return the serial number afterwards, when the change is on the disk and served;
	 * fails with an {@link IllegalArgumentException} if there is no such zone or it is
	 * copied from another server, with a {@link dev.torsion.names.zone.ZoneException} if
	 * the records make no zone, with an {@link java.io.IOException} if it cannot be kept,
	 * and with a {@link java.util.concurrent.RejectedExecutionException} if too many
	 * changes wait
	 */
	Mono<Long> update(Name zone, Consumer<ZoneEdit> change);

}
