package dev.torsion.net;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a listener or client has counted since it was made: connections, bytes and errors.
 * Safe for use by many threads.
 */
public final class Traffic {

	private final LongAdder accepted = new LongAdder();

	private final LongAdder bytesReceived = new LongAdder();

	private final LongAdder bytesSent = new LongAdder();

	private final Map<ConnectionError, LongAdder> errors = new EnumMap<>(ConnectionError.class);

	Traffic() {
		for (ConnectionError error : ConnectionError.values()) {
			this.errors.put(error, new LongAdder());
		}
	}

	/**
	 * How many connections were accepted, or made by a client; for datagrams, how many
	 * arrived.
	 * @return the number, those refused aside
	 */
	public long accepted() {
		return this.accepted.sum();
	}

	/**
	 * How many bytes were received, as they were on the wire.
	 * @return the number of bytes
	 */
	public long bytesReceived() {
		return this.bytesReceived.sum();
	}

	/**
	 * How many bytes were handed to the network, as they are on the wire.
	 * @return the number of bytes
	 */
	public long bytesSent() {
		return this.bytesSent.sum();
	}

	/**
	 * How many errors of a kind there were.
	 * @param error the kind
	 * @return the number
	 */
	public long errors(ConnectionError error) {
		return this.errors.getOrDefault(error, new LongAdder()).sum();
	}

	void countAccepted() {
		this.accepted.increment();
	}

	void countReceived(long bytes) {
		this.bytesReceived.add(bytes);
	}

	void countSent(long bytes) {
		this.bytesSent.add(bytes);
	}

	void count(ConnectionError error) {
		this.errors.getOrDefault(error, new LongAdder()).increment();
	}

}
