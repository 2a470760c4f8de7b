package dev.torsion.names.client.iterate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.torsion.names.test.MockDns;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Authorities on addresses of loopback, all at one port, each with the zones that it is
 * given. The root is at 127.0.0.2.
 */
final class TinyInternet implements AutoCloseable {

	static final String ROOT = "127.0.0.2";

	private final Map<String, MockDns> servers = new LinkedHashMap<>();

	private final Map<String, Map<Name, List<Record>>> zones = new LinkedHashMap<>();

	TinyInternet() {
		server(ROOT);
		zone(ROOT, ".");
	}

	int port() {
		return server(ROOT).address().getPort();
	}

	RootHints hints() {
		String hints = ". 3600 IN NS a.root.\na.root. 3600 IN A " + ROOT + "\n";
		try {
			return RootHints.read(new ByteArrayInputStream(hints.getBytes(StandardCharsets.US_ASCII)));
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	/** The server at an address. */
	MockDns server(String address) {
		return this.servers.computeIfAbsent(address, (key) -> {
			int port = this.servers.isEmpty() ? 0 : port();
			return new MockDns().answer((query) -> answer(key, query)).start(new InetSocketAddress(key, port));
		});
	}

	/** Gives a server a zone, or more records of one that it has. */
	TinyInternet zone(String address, String zone, String... records) {
		server(address);
		List<Record> all = this.zones.computeIfAbsent(address, (key) -> new LinkedHashMap<>())
			.computeIfAbsent(name(zone), (key) -> new ArrayList<>());
		for (String record : records) {
			all.add(record(record));
		}
		return this;
	}

	Message answer(String address, Message query) {
		Message answer = MockDns.answerTo(query);
		answer.getHeader().unsetFlag(Flags.RA);
		Record question = query.getQuestion();
		Map<Name, List<Record>> known = this.zones.getOrDefault(address, Map.of());
		Name zone = known.keySet()
			.stream()
			.filter((apex) -> question.getName().subdomain(apex) && !isParentsOwn(apex, question, known))
			.max(Comparator.comparingInt(Name::labels))
			.orElse(null);
		if (zone == null) {
			answer.getHeader().setRcode(Rcode.REFUSED);
			return answer;
		}
		answer(answer, zone, Objects.requireNonNull(known.get(zone)));
		return answer;
	}

	private static boolean isParentsOwn(Name apex, Record question, Map<Name, List<Record>> known) {
		return question.getType() == Type.DS && apex.equals(question.getName()) && known.size() > 1;
	}

	private static void answer(Message answer, Name zone, List<Record> records) {
		Record question = answer.getQuestion();
		Name name = question.getName();
		List<Record> cut = records.stream()
			.filter((record) -> record.getType() == Type.NS && !record.getName().equals(zone)
					&& name.subdomain(record.getName())
					&& !(question.getType() == Type.DS && record.getName().equals(name)))
			.toList();
		if (!cut.isEmpty()) {
			refer(answer, cut, records);
			return;
		}
		answer.getHeader().setFlag(Flags.AA);
		records.stream()
			.filter((record) -> record.getName().equals(name)
					&& (record.getType() == question.getType() || record instanceof CNAMERecord))
			.forEach((record) -> answer.addRecord(record, Section.ANSWER));
		if (answer.getSection(Section.ANSWER).isEmpty()) {
			boolean exists = records.stream().anyMatch((record) -> record.getName().subdomain(name));
			answer.getHeader().setRcode((exists || name.equals(zone)) ? Rcode.NOERROR : Rcode.NXDOMAIN);
			answer.addRecord(new SOARecord(zone, DClass.IN, 900, zone, zone, 1, 1, 1, 1, 900), Section.AUTHORITY);
		}
		else if (question.getType() == Type.NS) {
			addGlue(answer, answer.getSection(Section.ANSWER), records);
		}
	}

	private static void refer(Message answer, List<Record> cut, List<Record> records) {
		cut.forEach((record) -> answer.addRecord(record, Section.AUTHORITY));
		addGlue(answer, cut, records);
	}

	private static void addGlue(Message answer, List<Record> servers, List<Record> records) {
		servers.stream()
			.map((server) -> ((NSRecord) server).getTarget())
			.distinct()
			.flatMap((target) -> records.stream()
				.filter((record) -> record.getType() == Type.A && record.getName().equals(target)))
			.forEach((record) -> answer.addRecord(record, Section.ADDITIONAL));
	}

	static Name name(String name) {
		return Name.fromConstantString(name);
	}

	/** A record as a zone file has it, with a TTL of 300. */
	static Record record(String text) {
		String[] words = text.split(" ", 3);
		try {
			return Record.fromString(name(words[0]), Type.value(words[1]), DClass.IN, 300, words[2], Name.root);
		}
		catch (IOException ex) {
			throw new AssertionError(text, ex);
		}
	}

	@Override
	public void close() {
		this.servers.values().forEach(MockDns::close);
	}

}
