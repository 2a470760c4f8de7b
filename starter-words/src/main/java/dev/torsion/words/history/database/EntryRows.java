package dev.torsion.words.history.database;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;

import dev.torsion.words.Profile;
import dev.torsion.words.Stamp;
import dev.torsion.words.history.HistoryEntry.Kind;
import dev.torsion.words.history.HistoryEntry;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import org.jspecify.annotations.Nullable;

import org.springframework.r2dbc.core.binding.BindMarkers;
import org.springframework.r2dbc.core.binding.BindMarkersFactory;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Entries as rows of {@code words_entry}.
 */
final class EntryRows {

	/** What {@link #read} reads, of {@code words_entry e}. */
	static final String COLUMNS = "e.seq, e.time_ms, e.kind, e.nick, e.user_name, e.host, e.account, e.bot, e.subject,"
			+ " e.content, e.tags, e.edited_ms";

	private static final String[] INSERTED = { "conversation", "seq", "time_ms", "kind", "said", "nick", "user_name",
			"host", "account", "bot", "subject", "content", "tags", "edited_ms" };

	private static final int LONGEST = 255;

	private final String insert;

	EntryRows(BindMarkersFactory factory) {
		BindMarkers markers = factory.create();
		StringJoiner values = new StringJoiner(", ");
		for (int i = 0; i < INSERTED.length; i++) {
			values.add(markers.next().getPlaceholder());
		}
		this.insert = "insert into words_entry (" + String.join(", ", INSERTED) + ") values (" + values + ")";
	}

	/** The statement that {@link #bind} binds one row of. */
	String insert() {
		return this.insert;
	}

	void bind(Statement statement, long conversation, HistoryEntry entry) {
		Profile by = entry.by();
		Object[] values = { conversation, entry.stamp().sequence(), entry.stamp().time().toEpochMilli(),
				entry.kind().name(), entry.kind().isMessage(), shortened(by.nick()), shortened(by.user()),
				shortened(by.host()), (by.account() != null) ? by.account() : String.class, by.bot(),
				shortened(entry.subject()), clean(entry.text()), encode(entry.tags()),
				(entry.edited() != null) ? entry.edited().toEpochMilli() : Long.class };
		for (int i = 0; i < values.length; i++) {
			if (values[i] instanceof Class<?> type) {
				statement.bindNull(i, type);
			}
			else {
				statement.bind(i, values[i]);
			}
		}
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
