package dev.torsion.mail.smtp.session;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a listener has done. Counting costs next to nothing; whoever wants to know asks.
 */
public final class SmtpCounts {

	private final LongAdder accepted = new LongAdder();

	private final LongAdder bytes = new LongAdder();

	private final LongAdder nanos = new LongAdder();

	private final LongAdder[] refused = new LongAdder[Refusal.values().length];

	SmtpCounts() {
		for (int i = 0; i < this.refused.length; i++) {
			this.refused[i] = new LongAdder();
		}
	}

	void count(long size, long nanos) {
		this.accepted.increment();
		this.bytes.add(size);
		this.nanos.add(nanos);
	}

	void count(Refusal refusal) {
		this.refused[refusal.ordinal()].increment();
	}

	/**
	 * Messages that were taken; with LMTP, by at least one recipient.
	 * @return how many
	 */
	public long accepted() {
		return this.accepted.sum();
	}

	/**
	 * The size of messages that were taken.
	 * @return bytes
	 */
	public long bytes() {
		return this.bytes.sum();
	}

	/**
	 * How long messages that were taken have been under way, from the answer to DATA to
	 * that to their last byte.
	 * @param unit the unit
	 * @return the time of all of them
	 */
	public double duration(TimeUnit unit) {
		return this.nanos.sum() / (double) unit.toNanos(1);
	}

	/**
	 * What was refused.
	 * @param refusal why
	 * @return how many replies
	 */
	public long refused(Refusal refusal) {
		return this.refused[refusal.ordinal()].sum();
	}

	/**
	 * What is refused.
	 */
	public enum Refusal {

		/** A command that is malformed, unknown or out of sequence. */
		COMMAND,

		/** A client, by name or address, or a login. */
		CLIENT,

		/** A sender. */
		SENDER,

		/** A recipient. */
		RECIPIENT,

		/** A message, because of what it is. */
		MESSAGE,

		/** Something that may be taken later. */
		LATER

	}

}
