package dev.torsion.names.interop;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import dev.torsion.interop.RealPeer;

/**
 * A real NSD. It knows no updates.
 */
public final class Nsd extends NameServer {

	private static final String SERVER = """
			server:
				ip-address: 127.0.0.1@%2$d
				server-count: 1
				username: ""
				chroot: ""
				database: ""
				zonesdir: "%1$s"
				pidfile: "%1$s/nsd.pid"
				xfrdfile: "%1$s/xfrd.state"
				zonelistfile: "%1$s/zone.list"
				xfrdir: "%1$s"
				xfrd-reload-timeout: 0
				rrl-ratelimit: 0
				verbosity: 2
			remote-control:
				control-enable: no
			""";

	private static final String KEY = """
			key:
				name: "%s"
				algorithm: hmac-sha256
				secret: "%s"
			""";

	private Nsd(Path work, List<ServedZone> zones) throws IOException {
		super(work, zones);
	}

	/**
	 * Starts a server; returns when it answers.
	 * @param work a folder for its files
	 * @param zones its zones
	 * @return the server
	 * @throws IOException if it does not start
	 */
	public static Nsd serve(Path work, ServedZone... zones) throws IOException {
		return new Nsd(work, List.of(zones));
	}

	@Override
	List<String> command(Path configuration) {
		return List.of(RealPeer.require("nsd").toString(), "-d", "-c", configuration.toString());
	}

	@Override
	String configuration() {
		return SERVER.formatted(folder(), address().getPort()) + keys(KEY)
				+ zones().stream().map(Nsd::zone).collect(Collectors.joining());
	}

	private static String zone(ServedZone zone) {
		TsigKey key = zone.key();
		String signed = (key != null) ? key.name() : "NOKEY";
		StringBuilder text = new StringBuilder(
				"zone:\n\tname: \"%s\"\n\tzonefile: \"%s\"\n".formatted(zone.name(), fileOf(zone))
						+ "\tprovide-xfr: 127.0.0.0/8 " + signed + "\n");
		InetSocketAddress primary = zone.primary();
		if (primary != null) {
			text.append("\trequest-xfr: ").append(endpoint(primary)).append(signed).append('\n');
			text.append("\tallow-notify: 127.0.0.0/8 ").append(signed).append('\n');
		}
		for (InetSocketAddress notified : zone.notified()) {
			text.append("\tnotify: ").append(endpoint(notified)).append(signed).append('\n');
		}
		return text.toString();
	}

	private static String endpoint(InetSocketAddress peer) {
		return peer.getAddress().getHostAddress() + "@" + peer.getPort() + " ";
	}

}
