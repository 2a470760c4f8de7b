package dev.torsion.words.history.database;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;

import dev.torsion.words.Profile;
import dev.torsion.words.Stamp;
import dev.torsion.words.history.HistoryEntry.Kind;
import dev.torsion.words.history.HistoryEntry;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Entries as rows of {@code words_entry}.
 */
final class EntryRows {

	/** What {@link #read} reads, of {@code words_entry e}. */
	static final String COLUMNS = "e.seq, e.time_ms, e.kind, e.nick, e.user_name, e.host, e.account, e.bot, e.subject,"
			+ " e.content, e.tags, e.edited_ms";

	/** What {@link #values} has a value for. */
	static final List<String> INSERTED = List.of("conversation", "seq", "time_ms", "kind", "said", "nick", "user_name",
			"host", "account", "bot", "subject", "content", "tags", "edited_ms");

	/** The types of these values. */
	static final List<Class<?>> TYPES = List.of(Long.class, Long.class, Long.class, String.class, Boolean.class,
			String.class, String.class, String.class, String.class, Boolean.class, String.class, String.class,
			String.class, Long.class);

	private static final int LONGEST = 255;

	private EntryRows() {
	}

	static @Nullable Object[] values(long conversation, HistoryEntry entry) {
		Profile by = entry.by();
		return new @Nullable Object[] { conversation, entry.stamp().sequence(), entry.stamp().time().toEpochMilli(),
				entry.kind().name(), entry.kind().isMessage(), shortened(by.nick()), shortened(by.user()),
				shortened(by.host()), by.account(), by.bot(), shortened(entry.subject()), clean(entry.text()),
				encode(entry.tags()), (entry.edited() != null) ? entry.edited().toEpochMilli() : null };
	}

	static HistoryEntry read(Readable row, String key, String id) {
		long sequence = number(row, "seq");
		Stamp stamp = new Stamp(id + "-" + Long.toString(sequence, Character.MAX_RADIX), sequence,
				Instant.ofEpochMilli(number(row, "time_ms")));
		Profile by = new Profile(text(row, "nick"), text(row, "user_name"), text(row, "host"), "",
				row.get("account", String.class), null, Boolean.TRUE.equals(row.get("bot", Boolean.class)));
		Long edited = row.get("edited_ms", Long.class);
		return new HistoryEntry(key, stamp, kind(text(row, "kind")), by, text(row, "subject"), text(row, "content"),
				decode(text(row, "tags")), (edited != null) ? Instant.ofEpochMilli(edited) : null);
	}

	static long number(Readable row, String column) {
		return Objects.requireNonNull(row.get(column, Long.class), column);
	}

	static String text(Readable row, String column) {
		return Objects.requireNonNullElse(row.get(column, String.class), "");
	}

	/** What a later version has written is there, and says nothing. */
	private static Kind kind(String name) {
		try {
			return Kind.valueOf(name.strip().toUpperCase(Locale.ROOT));
		}
		catch (IllegalArgumentException ex) {
			return Kind.REDACTED;
		}
	}

	/** PostgreSQL keeps no zeros in texts. */
	static String clean(String text) {
		return text.replace('\0', '\uFFFD');
	}

	static String shortened(String text) {
		return clean((text.length() > LONGEST) ? text.substring(0, LONGEST) : text);
	}

	static String encode(Map<String, String> tags) {
		StringJoiner encoded = new StringJoiner("&");
		tags.forEach(
				(name, value) -> encoded.add(URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(value, UTF_8)));
		return encoded.toString();
	}

	private static Map<String, String> decode(@Nullable String encoded) {
		if (encoded == null || encoded.isEmpty()) {
			return Map.of();
		}
		Map<String, String> tags = new LinkedHashMap<>();
		for (String tag : encoded.split("&")) {
			int equals = tag.indexOf('=');
			if (equals > 0) {
				tags.put(URLDecoder.decode(tag.substring(0, equals), UTF_8),
						URLDecoder.decode(tag.substring(equals + 1), UTF_8));
			}
		}
		return tags;
	}

}
