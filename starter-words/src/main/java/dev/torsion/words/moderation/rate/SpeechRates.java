package dev.torsion.words.moderation.rate;

import java.time.Duration;

/**
 * How much may be said, in a time and at once.
 *
 * @param member by one participant in one room, 0 for any number of messages
 * @param room by all participants in one room, 0 for any number
 * @param whispers by one participant to others alone, 0 for any number
 * @param period in which time
 * @param remembered of how many participants it is known what they have said lately
 */
public record SpeechRates(int member, int room, int whispers, Duration period, int remembered) {

	public SpeechRates {
		if (member < 0 || room < 0 || whispers < 0 || remembered < 1 || period.isNegative() || period.isZero()) {
			throw new IllegalArgumentException("A limit of what is said is less than it may be");
		}
	}

}
