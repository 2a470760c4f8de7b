package dev.torsion.conch.forward;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The options {@code permitopen} and {@code permitlisten} of a key, see sshd(8): hosts
 * are compared as they are written, without looking anything up.
 */
final class Permits {

	private Permits() {
	}

	static boolean allow(@Nullable List<String> permits, List<String> hosts, int port) {
		return permits == null || permits.stream().anyMatch((permit) -> allows(permit, hosts, port));
	}

	private static boolean allows(String permit, List<String> hosts, int port) {
		int colon = permit.lastIndexOf(':');
		String host = (colon < 0) ? "*" : permit.substring(0, colon).replace("[", "").replace("]", "");
		String ports = permit.substring(colon + 1);
		return (host.equals("*") || hosts.contains(Place.normalized(host)))
				&& (ports.equals("*") || ports.equals(Integer.toString(port)));
	}

}
