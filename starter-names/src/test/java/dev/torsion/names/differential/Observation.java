package dev.torsion.names.differential;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * An answer in a form that can be compared: sections are sets, the case of names is of no
 * account.
 *
 * @param fields what is known of it
 */
record Observation(Map<Field, Set<String>> fields) {

	private static final Field[] FLAGS = { Field.AA, Field.TC, Field.RD, Field.RA, Field.Z, Field.AD, Field.CD };

	static Observation of(byte @Nullable [] answer) {
		Map<Field, Set<String>> fields = new EnumMap<>(Field.class);
		fields.put(Field.SILENCE, Set.of(String.valueOf(answer == null)));
		if (answer != null) {
			try {
				read(fields, new Message(answer));
			}
			catch (IOException ex) {
				fields.put(Field.SILENCE, Set.of("unreadable: " + ex));
			}
		}
		return new Observation(fields);
	}

	private static void read(Map<Field, Set<String>> fields, Message message) {
		Header header = message.getHeader();
		fields.put(Field.OPCODE, Set.of(String.valueOf(header.getOpcode())));
		fields.put(Field.RCODE, Set.of(String.valueOf(message.getRcode())));
		for (int i = 0; i < FLAGS.length; i++) {
			fields.put(FLAGS[i], Set.of(String.valueOf(header.getFlag(5 + i))));
		}
		fields.put(Field.QUESTION,
				message.getSection(Section.QUESTION)
					.stream()
					.map((question) -> question.getName() + " " + question.getDClass() + " " + question.getType())
					.collect(Collectors.toSet()));
		fields.put(Field.ANSWER, records(message.getSection(Section.ANSWER)));
		fields.put(Field.AUTHORITY, records(message.getSection(Section.AUTHORITY)));
		fields.put(Field.ADDITIONAL, records(message.getSection(Section.ADDITIONAL)));
		OPTRecord opt = message.getOPT();
		fields.put(Field.EDNS, Set.of((opt != null) ? "version " + opt.getVersion() : "none"));
		fields.put(Field.EDNS_OPTIONS,
				(opt != null) ? opt.getOptions()
					.stream()
					.map((option) -> String.valueOf(option.getCode()))
					.collect(Collectors.toSet()) : Set.of());
	}

	private static Set<String> records(List<Record> section) {
		return section.stream()
			.filter((data) -> data.getType() != Type.OPT)
			.map((data) -> data.getName().canonicalize() + " " + data.getTTL() + " " + data.getDClass() + " "
					+ Type.string(data.getType()) + " " + data.rdataToString().toLowerCase(Locale.ROOT))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	Set<String> get(Field field) {
		return this.fields.getOrDefault(field, Set.of());
	}

	boolean is(Field flag) {
		return get(flag).contains("true");
	}

	boolean isRcode(int rcode) {
		return get(Field.RCODE).contains(String.valueOf(rcode));
	}

	boolean isSilent() {
		return is(Field.SILENCE);
	}

	/** Whether a section has a record of a type. */
	boolean has(Field section, int type) {
		String word = " " + Type.string(type) + " ";
		return get(section).stream().anyMatch((data) -> data.contains(word));
	}

	@Override
	public String toString() {
		return this.fields.entrySet()
			.stream()
			.map((entry) -> "    " + entry.getKey() + " " + entry.getValue())
			.collect(Collectors.joining("\n"));
	}

}
