package dev.torsion.conch.transport.startup;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

import dev.torsion.net.ConnectionError;
import dev.torsion.net.ConnectionGate;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may begin a connection, before anything is made for it. Safe for use by
 * many threads; nothing in it waits.
 */
public final class Reception {

	private static final String TOO_MANY = "Exceeded MaxStartups";

	private static final String NOT_NOW = "Not allowed at this time";

	private final StartupLimits limits;

	private final RandomGenerator random;

	private final SourcePenalties penalties;

	private final SourceRates rates;

	private final AtomicInteger visitors = new AtomicInteger();

	private final Map<Object, Integer> perSource = new ConcurrentHashMap<>();

	/**
	 * Creates the reception of a listener, or of several that are to count as one.
	 * @param limits who may begin a connection
	 * @param random decides who is refused when it becomes crowded
	 * @param nanoTime the time, as {@link System#nanoTime()} has it
	 */
	public Reception(StartupLimits limits, RandomGenerator random, LongSupplier nanoTime) {
		this.limits = limits;
		this.random = random;
		this.penalties = new SourcePenalties(limits.penalties(), nanoTime);
		this.rates = new SourceRates(limits.perSecond(), nanoTime);
	}

	/**
	 * Receives a connection.
	 * @param peer the address of the client, {@code null} if it has none
	 * @return how it goes on
	 */
	public Visit receive(@Nullable SocketAddress peer) {
		Object source = isExempt(peer) ? null : ConnectionGate.addressOf(peer);
		if (source != null && (this.penalties.counts(source) || !this.rates.take(source))) {
			return Visit.refused(NOT_NOW, ConnectionError.TOO_MANY_FROM_ADDRESS);
		}
		if (this.random.nextInt(100) < this.limits.maxStartups().refusedOf100(this.visitors.get())) {
			return Visit.refused(TOO_MANY, ConnectionError.TOO_MANY_CONNECTIONS);
		}
		if (source != null && !enter(source)) {
			return Visit.refused(TOO_MANY, ConnectionError.TOO_MANY_FROM_ADDRESS);
		}
		this.visitors.incrementAndGet();
		return Visit.begun(() -> left(source), (outcome) -> {
			if (source != null) {
				this.penalties.add(source, outcome);
			}
		});
	}

	/**
	 * How many connections are without a login.
	 * @return the number
	 */
	public int visitors() {
		return this.visitors.get();
	}

	private boolean isExempt(@Nullable SocketAddress peer) {
		return peer instanceof InetSocketAddress address && address.getAddress() != null
				&& this.limits.exempt().contains(address.getAddress());
	}

	private boolean enter(Object source) {
		int most = this.limits.perSource();
		int[] before = new int[1];
		this.perSource.compute(source, (key, count) -> {
			before[0] = (count != null) ? count : 0;
			return (before[0] < most) ? Integer.valueOf(before[0] + 1) : count;
		});
		return before[0] < most;
	}

	private void left(@Nullable Object source) {
		this.visitors.decrementAndGet();
		if (source != null) {
			this.perSource.computeIfPresent(source, (key, count) -> (count == 1) ? null : count - 1);
		}
	}

}
