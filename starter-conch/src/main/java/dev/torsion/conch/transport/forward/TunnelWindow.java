package dev.torsion.conch.transport.forward;

import org.apache.sshd.common.PropertyResolver;
import org.apache.sshd.core.CoreModuleProperties;

/**
 * How much of one forwarded connection is held in memory.
 */
final class TunnelWindow {

	private static final long SIZE = 512 * 1024;

	private TunnelWindow() {
	}

	static void limit(PropertyResolver channel) {
		CoreModuleProperties.WINDOW_SIZE.set(channel, SIZE);
	}

}
