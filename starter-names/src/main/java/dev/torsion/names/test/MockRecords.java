package dev.torsion.names.test;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Tokenizer;
import org.xbill.DNS.Type;

/**
 * What a {@link MockDns} knows: it answers as a resolver does that has found it all out.
 */
final class MockRecords {

	private static final int MAX_ALIASES = 16;

	private static final int TTL = 300;

	private final List<Record> records = new CopyOnWriteArrayList<>();

	/** Takes a line of a zone file, without relative names. */
	void add(String line) {
		try (Tokenizer tokens = new Tokenizer(line)) {
			Name owner = name(tokens.getString());
			long ttl = TTL;
			String word = tokens.getString();
			if (word.matches("\\d+")) {
				ttl = Long.parseLong(word);
				word = tokens.getString();
			}
			if (DClass.value(word) == DClass.IN) {
				word = tokens.getString();
			}
			this.records.add(Record.fromString(owner, type(word), DClass.IN, ttl, tokens, Name.root));
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("'" + line + "' is no record: " + ex.getMessage(), ex);
		}
	}

	private static int type(String word) {
		int type = Type.value(word);
		if (type < 0) {
			throw new IllegalArgumentException("'" + word + "' is no type of a record");
		}
		return type;
	}

	void clear() {
		this.records.clear();
	}

	Message answer(Message query) {
		Message answer = answerTo(query);
		Record question = query.getQuestion();
		Name name = question.getName();
		for (int i = 0; i < MAX_ALIASES; i++) {
			Name alias = append(answer, name, question.getType());
			if (alias == null) {
				return answer;
			}
			name = alias;
		}
		return answer;
	}

	/** Appends what a name has, and says what it is an alias of. */
	private @Nullable Name append(Message answer, Name name, int type) {
		List<Record> owned = owned(name);
		List<Record> wanted = owned.stream().filter((record) -> type == Type.ANY || record.getType() == type).toList();
		if (!wanted.isEmpty()) {
			wanted.forEach((record) -> answer.addRecord(record, Section.ANSWER));
			return null;
		}
		for (Record record : owned) {
			if (record instanceof CNAMERecord alias) {
				answer.addRecord(alias, Section.ANSWER);
				return alias.getTarget();
			}
		}
		if (owned.isEmpty() && !isAbove(name)) {
			answer.getHeader().setRcode(Rcode.NXDOMAIN);
		}
		answer.addRecord(soa(name), Section.AUTHORITY);
		return null;
	}

	private List<Record> owned(Name name) {
		List<Record> owned = this.records.stream().filter((record) -> record.getName().equals(name)).toList();
		for (int i = 1; owned.isEmpty() && i < name.labels(); i++) {
			Name wildcard = name.wild(i);
			owned = this.records.stream()
				.filter((record) -> record.getName().equals(wildcard))
				.map((record) -> record.withName(name))
				.toList();
		}
		return owned;
	}

	private boolean isAbove(Name name) {
		return this.records.stream().anyMatch((record) -> record.getName().subdomain(name));
	}

	/**
	 * With a TTL of nothing if the test has given none, so that clients forget at once.
	 */
	private Record soa(Name name) {
		return this.records.stream()
			.filter((record) -> record.getType() == Type.SOA && name.subdomain(record.getName()))
			.findFirst()
			.orElseGet(() -> new SOARecord(Name.root, DClass.IN, 0, Name.root, Name.root, 1, 0, 0, 0, 0));
	}

	static Message answerTo(Message query) {
		Message answer = new Message(query.getHeader().getID());
		answer.getHeader().setFlag(Flags.QR);
		answer.getHeader().setFlag(Flags.RA);
		if (query.getHeader().getFlag(Flags.RD)) {
			answer.getHeader().setFlag(Flags.RD);
		}
		answer.addRecord(query.getQuestion(), Section.QUESTION);
		if (query.getOPT() != null) {
			answer.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
		}
		return answer;
	}

	static Name name(String text) {
		try {
			return Name.fromString(text, Name.root);
		}
		catch (TextParseException ex) {
			throw new IllegalArgumentException("'" + text + "' is no name: " + ex.getMessage(), ex);
		}
	}

}
