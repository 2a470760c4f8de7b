package dev.torsion.mail.store.maildir.file;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What {@code dovecot-uidlist} says, version 3:
 *
 * <pre>
 * 3 V&lt;uidvalidity&gt; N&lt;uidnext&gt; G&lt;mailbox guid&gt;
 * &lt;uid&gt; [&lt;letter&gt;&lt;value&gt; ...] :&lt;base name&gt;
 * </pre>
 *
 * @param uidValidity the UIDVALIDITY
 * @param uidNext the least UID that can be given; more than that of any record
 * @param header the other fields of the header, each with a space before it
 * @param records the records by base name, by UID
 * @param broken whether the file has lines that say nothing, or ends in the middle of
 * one: then it cannot be appended to
 */
public record UidList(long uidValidity, long uidNext, String header, Map<String, Record> records, boolean broken) {

	/** The greatest UID and UIDVALIDITY. */
	public static final long MAX = 0xffffffffL;

	/**
	 * Reads the text of the file. Lines that make no sense are left out: their messages
	 * get new UIDs.
	 * @param text the text
	 * @return what it says, {@code null} if that is not a list of version 3
	 */
	public static @Nullable UidList parse(String text) {
		int end = text.indexOf('\n');
		String header = (end < 0) ? "" : text.substring(0, end);
		if (!header.startsWith("3 ")) {
			return null;
		}
		long uidValidity = -1;
		long uidNext = 1;
		StringBuilder others = new StringBuilder();
		for (String field : header.substring(2).split(" ")) {
			if (field.startsWith("V")) {
				uidValidity = number(field, 1, field.length());
			}
			else if (field.startsWith("N")) {
				uidNext = Math.max(1, number(field, 1, field.length()));
			}
			else if (!field.isEmpty()) {
				others.append(' ').append(field);
			}
		}
		return (uidValidity < 1) ? null : records(text, end + 1, uidValidity, uidNext, others.toString());
	}

	private static UidList records(String text, int from, long uidValidity, long uidNext, String header) {
		Map<String, Record> records = new LinkedHashMap<>();
		boolean broken = false;
		long last = 0;
		int at = from;
		for (int end = text.indexOf('\n', at); end >= 0; end = text.indexOf('\n', at)) {
			Record record = Record.parse(text.substring(at, end));
			at = end + 1;
			if (record == null || record.uid() <= last) {
				broken = true;
				continue;
			}
			last = record.uid();
			// The later one counts, and comes at its own place
			records.remove(record.base());
			records.put(record.base(), record);
		}
		return new UidList(uidValidity, Math.max(uidNext, last + 1), header, records, broken || at < text.length());
	}

	/** The number, -1 if there is none or it is too great. */
	private static long number(String text, int from, int to) {
		long number = (from < to) ? 0 : -1;
		for (int i = from; i < to; i++) {
			int digit = Character.digit(text.charAt(i), 10);
			if (digit < 0 || text.charAt(i) > '9' || number > MAX) {
				return -1;
			}
			number = 10 * number + digit;
		}
		return (number <= MAX) ? number : -1;
	}

	/**
	 * An empty list.
	 * @param uidValidity the UIDVALIDITY
	 * @param guid the GUID of the mailbox, 32 hexadecimal digits
	 * @return the list
	 */
	public static UidList empty(long uidValidity, String guid) {
		return new UidList(uidValidity, 1, " G" + guid, Map.of(), false);
	}

	/**
	 * The list with further records.
	 * @param more the records, whose UIDs begin with {@link #uidNext}
	 * @return the list
	 */
	public UidList with(List<Record> more) {
		Map<String, Record> all = new LinkedHashMap<>(this.records);
		long next = this.uidNext;
		for (Record record : more) {
			all.remove(record.base());
			all.put(record.base(), record);
			next = Math.max(next, record.uid() + 1);
		}
		return new UidList(this.uidValidity, next, this.header, all, this.broken);
	}

	/**
	 * The list with some of its records.
	 * @param bases the base names of the records to keep
	 * @return the list
	 */
	public UidList only(Collection<String> bases) {
		Map<String, Record> kept = new LinkedHashMap<>(this.records);
		kept.keySet().retainAll(bases);
		return new UidList(this.uidValidity, this.uidNext, this.header, kept, false);
	}

	/** The text of the file. */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder("3 V" + this.uidValidity + " N" + this.uidNext + this.header + "\n");
		this.records.values().forEach((record) -> text.append(record).append('\n'));
		return text.toString();
	}

	/**
	 * A message.
	 *
	 * @param uid its UID
	 * @param fields what else is known of it, a letter and a value each
	 * @param base the name of its file, without flags
	 */
	public record Record(long uid, List<String> fields, String base) {

		static @Nullable Record parse(String line) {
			int colon = line.indexOf(':');
			int space = line.indexOf(' ');
			if (space < 1 || colon < space || colon == line.length() - 1) {
				return null;
			}
			long uid = number(line, 0, space);
			String base = line.substring(colon + 1);
			if (uid < 1 || base.indexOf('/') >= 0 || base.indexOf('\0') >= 0 || base.indexOf(':') >= 0) {
				return null;
			}
			List<String> fields = new ArrayList<>();
			for (String field : line.substring(space, colon).split(" ")) {
				if (!field.isEmpty()) {
					fields.add(field);
				}
			}
			return new Record(uid, List.copyOf(fields), base);
		}

		/**
		 * What its content is known by.
		 * @return its GUID: its own name, unless it says another
		 */
		public String guid() {
			String guid = field('G');
			return (guid != null && guid.length() <= 255 && guid.chars().allMatch((c) -> c > ' ' && c < 0x7f)) ? guid
					: this.base;
		}

		/**
		 * How many bytes it has with CRLF line ends.
		 * @return the number, -1 if that is not known
		 */
		public long lineBytes() {
			String size = field('W');
			return (size != null) ? number(size, 0, size.length()) : -1;
		}

		private @Nullable String field(char letter) {
			return this.fields.stream()
				.filter((field) -> field.charAt(0) == letter)
				.map((field) -> field.substring(1))
				.findFirst()
				.orElse(null);
		}

		/** The line. */
		@Override
		public String toString() {
			return this.uid + (this.fields.isEmpty() ? "" : " " + String.join(" ", this.fields)) + " :" + this.base;
		}

	}

}
