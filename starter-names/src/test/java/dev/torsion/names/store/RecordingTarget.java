package dev.torsion.names.store;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.Zone;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a source gives.
 */
public final class RecordingTarget implements ZoneTarget {

	private final BlockingQueue<Zone> published = new LinkedBlockingQueue<>();

	private final BlockingQueue<WireName> withdrawn = new LinkedBlockingQueue<>();

	private final BlockingQueue<WireName> removed = new LinkedBlockingQueue<>();

	private @Nullable RuntimeException refusal;

	@Override
	public void publish(Zone zone) {
		this.published.add(zone);
		if (this.refusal != null) {
			throw this.refusal;
		}
	}

	@Override
	public void withdraw(WireName origin) {
		this.withdrawn.add(origin);
	}

	@Override
	public void remove(WireName origin) {
		this.removed.add(origin);
	}

	/**
	 * Refuses what is published from now on.
	 * @param refusal the refusal, {@code null} to take it again
	 */
	public void refuse(@Nullable RuntimeException refusal) {
		this.refusal = refusal;
	}

	public BlockingQueue<Zone> published() {
		return this.published;
	}

	public BlockingQueue<WireName> withdrawn() {
		return this.withdrawn;
	}

	/**
	 * Waits for the next version.
	 * @return the version
	 */
	public Zone next() throws InterruptedException {
		return await(this.published);
	}

	/**
	 * Waits for the next zone that is gone.
	 * @return its name
	 */
	public WireName nextRemoved() throws InterruptedException {
		return await(this.removed);
	}

	private static <T> T await(BlockingQueue<T> queue) throws InterruptedException {
		T next = queue.poll(30, TimeUnit.SECONDS);
		if (next == null) {
			throw new AssertionError("Nothing came");
		}
		return next;
	}

}
