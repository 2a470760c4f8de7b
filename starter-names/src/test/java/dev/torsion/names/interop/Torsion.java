package dev.torsion.names.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.torsion.names.session.NameServer;
import dev.torsion.names.session.ServerSettings;
import dev.torsion.names.session.transport.NamesDatagrams;
import dev.torsion.names.session.transport.NamesProtocol;
import dev.torsion.names.zone.Records;
import dev.torsion.names.zone.ZoneBuilder;
import dev.torsion.names.zone.Zones;
import dev.torsion.net.DatagramServer;
import dev.torsion.net.NetworkServer;
import dev.torsion.net.ServerFixture;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/**
 * Our own server over sockets, without an application.
 */
public final class Torsion implements AutoCloseable {

	private final ServerFixture fixture = new ServerFixture();

	private final Zones zones = new Zones();

	private final NetworkServer tcp;

	private final DatagramServer udp;

	private Torsion() {
		NameServer server = new NameServer(ServerSettings.DEFAULTS, (client, listener) -> this.zones.current(),
				List.of(), List.of(), List.of());
		this.tcp = this.fixture.servers()
			.stream("names-tcp", ServerFixture.anyPort(), (transport) -> new NamesProtocol(server, "names-tcp",
					new NamesProtocol.Limits(100, Duration.ofSeconds(10)), transport));
		this.udp = this.fixture.servers()
			.datagrams("names-udp", ServerFixture.anyPort(), NamesDatagrams.MAX_QUERY,
					new NamesDatagrams(server, "names-udp"))
			.beside(this.tcp);
	}

	/**
	 * Starts a server.
	 * @param served the zones, all of which are primary
	 * @return the server, which listens
	 * @throws IOException if a file cannot be read
	 */
	public static Torsion serve(ServedZone... served) throws IOException {
		Torsion torsion = new Torsion();
		for (ServedZone zone : served) {
			torsion.load(zone.name(), zone.file());
		}
		torsion.tcp.start();
		torsion.udp.start();
		return torsion;
	}

	private void load(String name, @Nullable Path file) throws IOException {
		Name origin = Name.fromString(name + ".");
		try (Master master = new Master(String.valueOf(file), origin)) {
			ZoneBuilder builder = new ZoneBuilder(Records.name(origin));
			for (Record data = master.nextRecord(); data != null; data = master.nextRecord()) {
				builder.add(data);
			}
			this.zones.publish(builder.build());
		}
	}

	/**
	 * Where it listens, for UDP and TCP.
	 * @return the address
	 */
	public InetSocketAddress address() {
		return new InetSocketAddress(InetAddress.getLoopbackAddress(), ServerFixture.port(this.udp));
	}

	@Override
	public void close() {
		this.udp.stop();
		this.tcp.stop();
		this.fixture.close();
	}

}
