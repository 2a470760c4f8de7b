package dev.torsion.names.interop;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A zone of a real name server, and what it exchanges with its peers about it. Anyone on
 * the loopback may transfer the zone, update it and notify of it, with the key if there
 * is one.
 *
 * @param name the name of the zone, without the last dot
 * @param file where its records are, {@code null} for a secondary
 * @param primary where its records come from, {@code null} for a primary
 * @param notified who is told of changes
 * @param key what transfers, updates and notifications are signed by, {@code null} for
 * nothing
 */
public record ServedZone(String name, @Nullable Path file, @Nullable InetSocketAddress primary,
		List<InetSocketAddress> notified, @Nullable TsigKey key) {

	/**
	 * A zone of which the server is the primary.
	 * @param name the name of the zone
	 * @param file where its records are; the server works on a copy
	 * @return the zone
	 */
	public static ServedZone primary(String name, Path file) {
		return new ServedZone(name, file, null, List.of(), null);
	}

	/**
	 * A zone of which the server is a secondary.
	 * @param name the name of the zone
	 * @param primary where its records come from
	 * @return the zone
	 */
	public static ServedZone secondary(String name, InetSocketAddress primary) {
		return new ServedZone(name, null, primary, List.of(), null);
	}

	/**
	 * Tells peers of changes.
	 * @param peers who is told
	 * @return the zone
	 */
	public ServedZone notifying(InetSocketAddress... peers) {
		return new ServedZone(this.name, this.file, this.primary, List.of(peers), this.key);
	}

	/**
	 * Signs what is exchanged, and wants it signed.
	 * @param by the key
	 * @return the zone
	 */
	public ServedZone signed(TsigKey by) {
		return new ServedZone(this.name, this.file, this.primary, this.notified, by);
	}

}
