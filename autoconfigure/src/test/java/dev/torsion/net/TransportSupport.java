package dev.torsion.net;

import dev.torsion.net.reactor.IoTransport;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What the machine that runs the tests has.
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

}
