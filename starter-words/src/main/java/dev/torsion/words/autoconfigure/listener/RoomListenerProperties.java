package dev.torsion.words.autoconfigure.listener;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Properties of methods that listen to rooms.
 *
 * @param maxConcurrency most events of a room that a method handles at a time
 */
@ConfigurationProperties("network.words.listeners")
public record RoomListenerProperties(@DefaultValue("16") int maxConcurrency) {

	public RoomListenerProperties {
		if (maxConcurrency < 1) {
			throw new InvalidConfigurationPropertyValueException("network.words.listeners.max-concurrency",
					maxConcurrency, "It has to be at least 1.");
		}
	}

}
