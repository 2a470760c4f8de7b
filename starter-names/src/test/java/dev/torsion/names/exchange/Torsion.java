package dev.torsion.names.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

import dev.torsion.names.ZoneUpdates;
import dev.torsion.names.autoconfigure.NamesAutoConfiguration;
import dev.torsion.names.autoconfigure.transfer.TransferAutoConfiguration;
import dev.torsion.names.autoconfigure.zones.ZonesAutoConfiguration;
import dev.torsion.names.interop.TsigKey;
import dev.torsion.names.zone.Records;
import dev.torsion.names.zone.Zone;
import dev.torsion.names.zone.ZoneNode;
import dev.torsion.names.zone.Zones;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application of ours with one zone, for others to exchange it with.
 */
final class Torsion implements AutoCloseable {

	static final String ZONE = "peer.example";

	private final ConfigurableApplicationContext context;

	private final InetSocketAddress address;

	private Torsion(InetSocketAddress address, ConfigurableApplicationContext context) {
		this.address = address;
		this.context = context;
	}

	static Torsion start(InetSocketAddress address, Path data, String... properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		all.add("network.data=" + data);
		all.add("network.names.port=" + address.getPort());
		all.add("network.names.zones[0].name=" + ZONE);
		all.add("spring.main.banner-mode=off");
		all.add("spring.reactor.netty.shutdown-quiet-period=0s");
		return new Torsion(address, new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.run(all.stream().map("--"::concat).toArray(String[]::new)));
	}

	static String[] key(TsigKey key) {
		return new String[] { "network.names.tsig-keys[0].name=" + key.name(),
				"network.names.tsig-keys[0].secret=" + key.secret() };
	}

	InetSocketAddress address() {
		return this.address;
	}

	Zones zones() {
		return this.context.getBean(Zones.class);
	}

	ZoneUpdates updates() {
		return this.context.getBean(ZoneUpdates.class);
	}

	/** The records it has, none if it does not have the zone. */
	Set<String> records() {
		Set<String> texts = new TreeSet<>();
		Zone zone = zones().current().zone(Records.name(Name.fromConstantString(ZONE + ".")));
		if (zone != null) {
			for (ZoneNode node : zone) {
				node.sets()
					.forEach((set) -> Records.records(node.name(), set)
						.forEach((record) -> texts.add(record.toString().toLowerCase(Locale.ROOT))));
			}
		}
		return texts;
	}

	static List<Record> records(String text) {
		try (Master master = new Master(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
				Name.fromConstantString(ZONE + "."))) {
			List<Record> records = new ArrayList<>();
			for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
				records.add(record);
			}
			return records;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Others have to know where it is before it is there. */
	static InetSocketAddress freeAddress() throws IOException {
		while (true) {
			try (ServerSocket stream = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
					DatagramSocket datagrams = new DatagramSocket(null)) {
				datagrams.bind(stream.getLocalSocketAddress());
				return new InetSocketAddress(InetAddress.getLoopbackAddress(), stream.getLocalPort());
			}
			catch (BindException ex) {
				Thread.onSpinWait();
			}
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

	@ImportAutoConfiguration({ SslAutoConfiguration.class, NetworkAutoConfiguration.class, NamesAutoConfiguration.class,
			TransferAutoConfiguration.class, ZonesAutoConfiguration.class })
	static class Application {

	}

}
