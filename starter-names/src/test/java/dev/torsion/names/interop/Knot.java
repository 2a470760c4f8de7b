package dev.torsion.names.interop;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.torsion.interop.RealPeer;

/**
 * A real Knot DNS.
 */
public final class Knot extends NameServer {

	private static final String SERVER = """
			server:
			    rundir: "%1$s"
			    pidfile: "%1$s/knot.pid"
			    listen: 127.0.0.1@%2$d
			    udp-workers: 1
			    tcp-workers: 1
			    background-workers: 1
			control:
			    listen: "%1$s/knot.sock"
			database:
			    storage: "%1$s"
			log:
			  - target: stdout
			    any: info
			""";

	private static final String KEY = """
			  - id: "%s"
			    algorithm: hmac-sha256
			    secret: "%s"
			""";

	private static final String ZONE = """
			  - domain: "%s"
			    storage: "%s"
			    file: "%s"
			    acl: [%s]
			""";

	private Knot(Path work, List<ServedZone> zones) throws IOException {
		super(work, zones);
	}

	/**
	 * Starts a server; returns when it answers.
	 * @param work a folder for its files
	 * @param zones its zones
	 * @return the server
	 * @throws IOException if it does not start
	 */
	public static Knot serve(Path work, ServedZone... zones) throws IOException {
		return new Knot(work, List.of(zones));
	}

	@Override
	List<String> command(Path configuration) {
		return List.of(RealPeer.require("knotd").toString(), "-c", configuration.toString());
	}

	/** Sections refer to what is above them only. */
	@Override
	String configuration() {
		List<String> remotes = new ArrayList<>();
		List<String> zoneLines = new ArrayList<>();
		for (ServedZone zone : zones()) {
			zoneLines.add(zone(zone, remotes));
		}
		return SERVER.formatted(folder(), address().getPort()) + section("key", keys(KEY))
				+ section("remote", String.join("", remotes)) + section("acl", acls())
				+ section("zone", String.join("", zoneLines));
	}

	private String acls() {
		return zones().stream()
			.map(ServedZone::key)
			.distinct()
			.map((key) -> "  - id: \"" + acl(key) + "\"\n    address: 127.0.0.0/8\n"
					+ "    action: [transfer, notify, update]\n" + signed(key))
			.collect(Collectors.joining());
	}

	private String zone(ServedZone zone, List<String> remotes) {
		StringBuilder text = new StringBuilder(
				ZONE.formatted(zone.name(), folder(), fileOf(zone), "\"" + acl(zone.key()) + "\""));
		InetSocketAddress primary = zone.primary();
		if (primary != null) {
			text.append("    master: ").append(remote(primary, zone.key(), remotes)).append('\n');
		}
		for (InetSocketAddress notified : zone.notified()) {
			text.append("    notify: ").append(remote(notified, zone.key(), remotes)).append('\n');
		}
		return text.toString();
	}

	private static String remote(InetSocketAddress peer, @Nullable TsigKey key, List<String> remotes) {
		String id = "r" + remotes.size();
		remotes.add("  - id: " + id + "\n    address: " + peer.getAddress().getHostAddress() + "@" + peer.getPort()
				+ "\n" + signed(key));
		return id;
	}

	private static String acl(@Nullable TsigKey key) {
		return (key != null) ? "with-" + key.name() : "open";
	}

	private static String signed(@Nullable TsigKey key) {
		return (key != null) ? "    key: \"" + key.name() + "\"\n" : "";
	}

	private static String section(String name, String items) {
		return items.isEmpty() ? "" : name + ":\n" + items;
	}

}
