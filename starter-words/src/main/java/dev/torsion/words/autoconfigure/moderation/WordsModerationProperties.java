package dev.torsion.words.autoconfigure.moderation;

import java.time.Duration;

import dev.torsion.words.moderation.rate.SpeechRates;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Properties of what holds in all rooms.
 *
 * @param store where sanctions are kept, by default where the history is
 * @param maxSanctions most sanctions that hold at a time
 * @param rate how much may be said
 */
@ConfigurationProperties("network.words.moderation")
public record WordsModerationProperties(@Nullable Store store, @DefaultValue("5000") int maxSanctions,
		@DefaultValue Rate rate) {

	/**
	 * Where sanctions are kept.
	 */
	public enum Store {

		/** In memory, until the application ends. */
		MEMORY,

		/** In the application's database. */
		R2DBC

	}

	/**
	 * How much may be said, in a time and at once.
	 *
	 * @param member most messages of a participant, or of an account, in one room; 0 for
	 * any number
	 * @param room most messages of all participants together in one room; 0 for any
	 * number
	 * @param whispers most messages of a participant, or of an account, to others alone;
	 * 0 for any number
	 * @param period time in which they may be said
	 * @param maxRemembered of how many participants it is known what they have said
	 * lately
	 */
	public record Rate(@DefaultValue("100") int member, @DefaultValue("0") int room, @DefaultValue("100") int whispers,
			@DefaultValue("10s") Duration period, @DefaultValue("10000") int maxRemembered) {

	}

	SpeechRates rates() {
		try {
			return new SpeechRates(this.rate.member(), this.rate.room(), this.rate.whispers(), this.rate.period(),
					this.rate.maxRemembered());
		}
		catch (IllegalArgumentException ex) {
			throw new FailureAnalyzedException("A property of network.words.moderation.rate is less than it may be.",
					"Set 'member', 'room' and 'whispers' to 0 or more there, and the others to more than 0.", ex);
		}
	}

}
