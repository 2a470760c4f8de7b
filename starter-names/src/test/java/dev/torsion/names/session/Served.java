package dev.torsion.names.session;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.torsion.names.DnsFilter;
import dev.torsion.names.DnsHandler;
import dev.torsion.names.DnsTransport;
import dev.torsion.names.zone.Records;
import dev.torsion.names.zone.ZoneBuilder;
import dev.torsion.names.zone.Zones;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import reactor.core.publisher.Flux;

/**
 * A server without sockets, and what it answers.
 */
public final class Served {

	public static final InetSocketAddress CLIENT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5353);

	public final Zones zones = new Zones();

	public final NameServer server;

	public Served(String... zones) {
		this(ServerSettings.DEFAULTS, List.of(), List.of(), zones);
	}

	public Served(ServerSettings settings, List<DnsFilter> filters, List<DnsHandler> handlers, String... zones) {
		for (String text : zones) {
			serve(text);
		}
		this.server = new NameServer(settings, (client, listener) -> this.zones.current(), filters, handlers,
				List.of());
	}

	/** Serves a zone whose name its first line has after {@code $ORIGIN}. */
	void serve(String text) {
		try (Master master = new Master(new ByteArrayInputStream(text.getBytes()))) {
			Name origin = Name.fromString(text.lines().findFirst().orElseThrow().replace("$ORIGIN ", "").trim());
			ZoneBuilder builder = new ZoneBuilder(Records.name(origin));
			for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
				builder.add(record);
			}
			this.zones.publish(builder.build());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Message ask(String name, String type) {
		return ask(query(name, type));
	}

	Message ask(Message query) {
		return parsed(bytes(query.toWire(), DnsTransport.UDP));
	}

	Message askByTcp(Message query) {
		byte[] answer = bytes(query.toWire(), DnsTransport.TCP);
		byte[] message = Arrays.copyOfRange(answer, 2, answer.length);
		assertLength(answer, message);
		return parsed(message);
	}

	private static void assertLength(byte[] answer, byte[] message) {
		if (((answer[0] & 0xff) << 8 | (answer[1] & 0xff)) != message.length) {
			throw new AssertionError("The length before the answer is wrong");
		}
	}

	/** The one answer; {@code null} for silence. */
	byte @Nullable [] raw(byte[] query) {
		List<byte[]> answers = answers(query, DnsTransport.UDP);
		return answers.isEmpty() ? null : answers.get(0);
	}

	private byte[] bytes(byte[] query, DnsTransport transport) {
		return answers(query, transport).get(0);
	}

	List<byte[]> answers(byte[] query, DnsTransport transport) {
		Origin origin = new Origin(CLIENT, transport, "test");
		return Flux.from(this.server.answer(Unpooled.wrappedBuffer(query), origin))
			.toStream()
			.map(Served::taken)
			.toList();
	}

	private static byte[] taken(ByteBuf answer) {
		try {
			return ByteBufUtil.getBytes(answer);
		}
		finally {
			answer.release();
		}
	}

	public static Message query(String name, String type) {
		try {
			return Message.newQuery(Record.newRecord(Name.fromString(name), Type.value(type), DClass.IN));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static Message parsed(byte @Nullable [] answer) {
		if (answer == null) {
			throw new AssertionError("There is no answer");
		}
		try {
			return new Message(answer);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The records of a section, a line each, without class. */
	static List<String> section(Message message, int section) {
		List<String> lines = new ArrayList<>();
		for (Record record : message.getSection(section)) {
			if (record.getType() != Type.OPT) {
				lines.add(record.getName() + " " + record.getTTL() + " " + Type.string(record.getType()) + " "
						+ record.rdataToString());
			}
		}
		return lines;
	}

	static List<String> answers(Message message) {
		return section(message, Section.ANSWER);
	}

	static List<String> authority(Message message) {
		return section(message, Section.AUTHORITY);
	}

	static List<String> additional(Message message) {
		return section(message, Section.ADDITIONAL);
	}

}
