package dev.torsion.names.session.control;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.crypto.spec.SecretKeySpec;

import dev.torsion.names.DnsTransport;
import dev.torsion.names.session.NameServer;
import dev.torsion.names.session.Origin;
import dev.torsion.names.session.ServerSettings;
import dev.torsion.names.tsig.TsigKey;
import dev.torsion.names.tsig.TsigKeys;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.Records;
import dev.torsion.names.zone.Zone;
import dev.torsion.names.zone.ZoneBuilder;
import dev.torsion.names.zone.Zones;
import dev.torsion.net.address.AddressRanges;
import dev.torsion.net.test.VirtualEventLoop;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TSIG;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server without sockets that does more than answer queries.
 */
public final class Controlled {

	/** Who asks. */
	public static final InetSocketAddress CLIENT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5353);

	/** The time of the server and of signatures. */
	public static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

	/** The name of the key. */
	public static final Name KEY = Name.fromConstantString("exchange.");

	/** The secret of the key. */
	public static final byte[] SECRET = Base64.getDecoder().decode("c2VjcmV0LW9mLXRoZS10ZXN0cy1hbG9uZS0xMjM0NTY=");

	/** The zones. */
	public final Zones zones;

	/** The time of the server. */
	public final VirtualEventLoop loop = new VirtualEventLoop();

	/** The keys of the server. */
	public final TsigKeys keys = keys();

	private final List<ControlHandler> handlers = new ArrayList<>();

	/**
	 * Creates the server.
	 * @param zones its zones
	 * @param texts the zones as zone files, their names after {@code $ORIGIN}
	 */
	public Controlled(Zones zones, String... texts) {
		this.zones = zones;
		for (String text : texts) {
			zones.publish(zone(text));
		}
	}

	/**
	 * Adds a handler.
	 * @param handler the handler
	 * @return this server
	 */
	public Controlled with(ControlHandler handler) {
		this.handlers.add(handler);
		return this;
	}

	Controlled transferring(WireName origin, AccessList allowed, int most) {
		return with(new TransferHandler((client, listener) -> this.zones.current(), Map.of(origin, allowed),
				new TransferSettings(most, Duration.ofMinutes(10)), this.loop));
	}

	private static TsigKeys keys() {
		return new TsigKeys(List.of(new TsigKey(KEY, TSIG.HMAC_SHA256, SECRET, clock(NOW)),
				new TsigKey(Name.fromConstantString("other."), TSIG.HMAC_SHA512, SECRET, clock(NOW))));
	}

	/**
	 * A clock that stands still.
	 * @param time the time it shows
	 * @return the clock
	 */
	public static Clock clock(Instant time) {
		return Clock.fixed(time, ZoneOffset.UTC);
	}

	/**
	 * Everyone, or nobody.
	 * @param entries entries of a list
	 * @return the list
	 */
	public AccessList access(String... entries) {
		return AccessList.of("test", List.of(entries), this.keys);
	}

	static AccessList everyone() {
		return new AccessList(AddressRanges.of("test", List.of("any")), Set.of());
	}

	/**
	 * Reads a zone.
	 * @param text the zone file
	 * @return the zone
	 */
	public static Zone zone(String text) {
		try (Master master = new Master(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
			ZoneBuilder builder = new ZoneBuilder(origin(text));
			for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
				builder.add(record);
			}
			return builder.build();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static WireName origin(String text) {
		return wire(text.lines().findFirst().orElseThrow().replace("$ORIGIN ", "").trim());
	}

	/**
	 * A name as on the wire.
	 * @param name the name
	 * @return the same
	 */
	public static WireName wire(String name) {
		return Records.name(Name.fromConstantString(name));
	}

	List<byte[]> raw(byte[] request, DnsTransport transport) {
		NameServer server = new NameServer(ServerSettings.DEFAULTS, (client, listener) -> this.zones.current(),
				List.of(), List.of(), List.of(new ControlMessages(this.keys, this.handlers)));
		return Flux.from(server.answer(Unpooled.wrappedBuffer(request), new Origin(CLIENT, transport, "test")))
			.map((answer) -> taken(answer, transport))
			.collectList()
			.blockOptional()
			.orElseThrow();
	}

	private static byte[] taken(ByteBuf answer, DnsTransport transport) {
		byte[] bytes = ByteBufUtil.getBytes(answer);
		answer.release();
		if (transport != DnsTransport.TCP) {
			return bytes;
		}
		assertThat((bytes[0] & 0xff) << 8 | bytes[1] & 0xff).isEqualTo(bytes.length - 2);
		return Arrays.copyOfRange(bytes, 2, bytes.length);
	}

	/**
	 * Asks over TCP.
	 * @param request the request
	 * @return the answer
	 */
	public List<Message> ask(Message request) {
		return raw(request.toWire(), DnsTransport.TCP).stream().map(Controlled::parsed).toList();
	}

	/**
	 * Asks over UDP.
	 * @param request the request
	 * @return the answer
	 */
	public Message askByUdp(Message request) {
		return parsed(raw(request.toWire(), DnsTransport.UDP).get(0));
	}

	static Message parsed(byte[] bytes) {
		try {
			return new Message(bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static TSIG tsig(byte[] secret, Instant time) {
		return new TSIG(TSIG.HMAC_SHA256, KEY, new SecretKeySpec(secret, "TSIG"), clock(time));
	}

}
