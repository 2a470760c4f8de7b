package dev.torsion.mail.crash;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What clients have sent, and what of it was acknowledged.
 */
final class Journal {

	private static final int SECONDS = 60;

	private final Map<Delivery, Boolean> deliveries = new ConcurrentHashMap<>();

	private final Semaphore acknowledged = new Semaphore(0);

	private final Semaphore bytes = new Semaphore(0);

	private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

	private volatile boolean ending;

	/** The server has been started, and is not to fail. */
	void begin() {
		this.ending = false;
		this.acknowledged.drainPermits();
	}

	/** The server is about to be killed, and clients may fail. */
	void end() {
		this.ending = true;
	}

	/** Does what a client does. */
	void note(Callable<?> client) {
		try {
			client.call();
		}
		catch (IOException ex) {
			if (!this.ending) {
				this.failures.add(ex);
			}
		}
		catch (Exception | AssertionError ex) {
			this.failures.add(ex);
		}
	}

	void sending(Letter letter) {
		letter.recipients().forEach((recipient) -> this.deliveries.put(new Delivery(recipient, letter.id()), false));
	}

	void sent(int length) {
		this.bytes.release(length);
	}

	void acknowledged(Letter letter, String recipient) {
		this.deliveries.put(new Delivery(recipient, letter.id()), true);
		this.acknowledged.release();
	}

	/** Waits for so many acknowledgements, and then until so many more bytes are sent. */
	void await(int acknowledgements, int more) throws InterruptedException {
		assertThat(this.acknowledged.tryAcquire(acknowledgements, SECONDS, TimeUnit.SECONDS))
			.as("enough acknowledgements; failed: %s", this.failures)
			.isTrue();
		this.bytes.drainPermits();
		assertThat(this.bytes.tryAcquire(more, SECONDS, TimeUnit.SECONDS)).as("enough bytes; failed: %s", this.failures)
			.isTrue();
	}

	void hasNoFailures() {
		assertThat(this.failures).isEmpty();
	}

	boolean isEnding() {
		return this.ending;
	}

	/** What was sent to a recipient, by number: whether it was acknowledged. */
	Map<Long, Boolean> of(String recipient) {
		Map<Long, Boolean> letters = new HashMap<>();
		this.deliveries.forEach((delivery, known) -> {
			if (delivery.recipient().equals(recipient)) {
				letters.put(delivery.id(), known);
			}
		});
		return letters;
	}

	/** How many deliveries were acknowledged. */
	long size() {
		return this.deliveries.values().stream().filter(Boolean::booleanValue).count();
	}

	/**
	 * A letter on its way to one of its recipients.
	 *
	 * @param recipient the recipient
	 * @param id the number of the letter
	 */
	private record Delivery(String recipient, long id) {

	}

}
