package dev.torsion.names.interop;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.torsion.interop.RealPeer;

/**
 * A real BIND 9.
 */
public final class Bind extends NameServer {

	private static final String OPTIONS = """
			options {
				directory "%1$s";
				pid-file "%1$s/named.pid";
				session-keyfile "%1$s/session.key";
				listen-on port %2$d { 127.0.0.1; };
				listen-on-v6 { none; };
				recursion no;
				dnssec-validation no;
				notify explicit;
				notify-delay 0;
			};
			controls { };
			""";

	private static final String KEY = "key \"%s\" { algorithm hmac-sha256; secret \"%s\"; };%n";

	private Bind(Path work, List<ServedZone> zones) throws IOException {
		super(work, zones);
	}

	/**
	 * Starts a server; returns when it answers.
	 * @param work a folder for its files
	 * @param zones its zones
	 * @return the server
	 * @throws IOException if it does not start
	 */
	public static Bind serve(Path work, ServedZone... zones) throws IOException {
		return new Bind(work, List.of(zones));
	}

	@Override
	List<String> command(Path configuration) {
		return List.of(RealPeer.require("named").toString(), "-g", "-n", "1", "-c", configuration.toString());
	}

	@Override
	String configuration() {
		return OPTIONS.formatted(folder(), address().getPort()) + keys(KEY)
				+ zones().stream().map(Bind::zone).collect(Collectors.joining());
	}

	private static String zone(ServedZone zone) {
		TsigKey key = zone.key();
		String who = (key != null) ? "key \"" + key.name() + "\"" : "127.0.0.0/8";
		String notified = zone.notified().stream().map((peer) -> endpoint(peer, key)).collect(Collectors.joining());
		String common = "zone \"%s\" { file \"%s\"; allow-transfer { %s; }; also-notify { %s}; ".formatted(zone.name(),
				fileOf(zone), who, notified);
		InetSocketAddress primary = zone.primary();
		return common + ((primary == null) ? "type primary; allow-update { %s; }; };%n".formatted(who)
				: "type secondary; primaries { %s}; allow-notify { %s; }; };%n".formatted(endpoint(primary, key), who));
	}

	private static String endpoint(InetSocketAddress peer, @Nullable TsigKey key) {
		String signed = (key != null) ? " key \"" + key.name() + "\"" : "";
		return peer.getAddress().getHostAddress() + " port " + peer.getPort() + signed + "; ";
	}

}
