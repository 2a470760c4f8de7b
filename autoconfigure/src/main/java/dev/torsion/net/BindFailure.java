package dev.torsion.net;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Locale;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Why a port could not be bound, and what to do about it.
 */
final class BindFailure {

	private BindFailure() {
	}

	static FailureAnalyzedException of(String name, String property, InetSocketAddress address, Exception cause) {
		String where = "port " + address.getPort() + " of " + address.getHostString();
		String portProperty = property.isEmpty() ? "the port of '" + name + "'" : property + ".port";
		String addressProperty = property.isEmpty() ? "the address of '" + name + "'" : property + ".address";
		String reason = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
		if (cause instanceof UnknownHostException || reason.contains("cannot assign requested address")) {
			return failure(name, where, "this machine has no such address",
					"Set " + addressProperty + " or network.address to an address of this machine.", cause);
		}
		if (reason.contains("in use")) {
			return failure(name, where, "the port is taken",
					"Stop what listens there ('ss -lnp sport = :" + address.getPort() + "' shows it), or set "
							+ portProperty + " to another port, 0 for any free one or -1 for none.",
					cause);
		}
		if (reason.contains("permission denied") || reason.contains("not permitted")) {
			return failure(name, where, "this user may not listen there",
					"Set " + portProperty + " to a port above 1023, or give the process the capability "
							+ "CAP_NET_BIND_SERVICE (systemd: AmbientCapabilities=CAP_NET_BIND_SERVICE).",
					cause);
		}
		return failure(name, where, String.valueOf(cause.getMessage()),
				"Check " + portProperty + " and " + addressProperty + ".", cause);
	}

	private static FailureAnalyzedException failure(String name, String where, String reason, String action,
			Exception cause) {
		return new FailureAnalyzedException("'" + name + "' cannot listen on " + where + ": " + reason + ".", action,
				cause);
	}

}
