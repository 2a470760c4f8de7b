package dev.torsion.net;

import java.util.function.BooleanSupplier;

import dev.torsion.net.reactor.IoTransport;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What the machine that runs the tests has, and what it takes its time for.
 */
public final class TransportSupport {

	private TransportSupport() {
	}

	/**
	 * Aborts the test if the machine does not have a transport.
	 * @param transport the transport
	 * @return the transport
	 */
	public static IoTransport require(IoTransport transport) {
		String reason = transport.unavailability();
		assumeTrue(reason == null, () -> transport + " cannot be used here: " + reason);
		return transport;
	}

	/**
	 * What a class starts before its tests, each of which then asks for the transport.
	 * @param transport the transport
	 * @return the transport, or another if the machine does not have it
	 */
	public static IoTransport orAny(IoTransport transport) {
		return (transport.unavailability() == null) ? transport : IoTransport.AUTO;
	}

	/**
	 * Waits until something is so, or the timeout of the test has interrupted it.
	 * @param condition what to wait for
	 */
	public static void await(BooleanSupplier condition) {
		while (!condition.getAsBoolean()) {
			if (Thread.interrupted()) {
				throw new AssertionError("It did not happen in time");
			}
			Thread.onSpinWait();
		}
	}

}
