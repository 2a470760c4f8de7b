package dev.torsion.words.autoconfigure.history;

import java.time.Duration;

import dev.torsion.words.history.HistoryLimits;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Properties of the history of rooms and conversations.
 *
 * @param store where what has happened, and the rooms that stay, are kept
 * @param conversations how many conversations are kept in memory; those that were used
 * least recently make room for others
 * @param entries how many entries of a conversation are kept, 0 for any number. By
 * default 500 in memory, and any number in a database
 * @param retention how long an entry is kept, 0 for ever
 * @param retentionInterval how often what is kept in a database for longer is deleted
 * @param maxRead most entries that are read at a time
 * @param maxWaiting most entries that wait to be written to a database. From half of that
 * on, participants who say more have to wait; what comes beyond is lost
 */
@ConfigurationProperties("network.words.history")
public record WordsHistoryProperties(@DefaultValue("memory") Store store, @DefaultValue("1000") int conversations,
		@Nullable Integer entries, @DefaultValue("0") Duration retention,
		@DefaultValue("1h") Duration retentionInterval, @DefaultValue("1000") int maxRead,
		@DefaultValue("10000") int maxWaiting) {

	private static final String NAME = "network.words.history.";

	private static final int ENTRIES_IN_MEMORY = 500;

	/**
	 * Where the history is kept.
	 */
	public enum Store {

		/** In memory, until the application ends. */
		MEMORY,

		/** In the application's database. */
		R2DBC

	}

	public WordsHistoryProperties {
		check("conversations", conversations, 1);
		check("max-read", maxRead, 1);
		check("max-waiting", maxWaiting, 1);
		check("entries", (entries != null) ? entries : 1, (store == Store.MEMORY) ? 1 : 0);
		check("retention", retention.toMillis(), 0);
		check("retention-interval", retentionInterval.toMillis(), 1);
	}

	private static void check(String property, long value, int least) {
		if (value < least) {
			throw new FailureAnalyzedException(NAME + property + " is less than it may be.",
					"Set it to " + least + " or more.");
		}
	}

	HistoryLimits limits() {
		int most = (this.store == Store.MEMORY) ? ENTRIES_IN_MEMORY : 0;
		return new HistoryLimits(this.conversations, (this.entries != null) ? this.entries : most, this.retention,
				this.maxRead);
	}

}
