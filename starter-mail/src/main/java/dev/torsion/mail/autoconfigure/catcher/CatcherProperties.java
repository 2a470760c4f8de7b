package dev.torsion.mail.autoconfigure.catcher;

import dev.torsion.mail.catcher.CatcherSettings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the catcher of mail.
 *
 * @param enabled whether all mail is caught in memory, and none delivered
 * @param maxMessages most messages that are kept; the oldest are forgotten
 * @param maxSize most of all messages together; the oldest are forgotten
 */
@ConfigurationProperties("network.mail.catcher")
public record CatcherProperties(@DefaultValue("false") boolean enabled, @DefaultValue("1000") int maxMessages,
		@DefaultValue("64MB") DataSize maxSize) {

	CatcherSettings settings() {
		return new CatcherSettings(this.maxMessages, this.maxSize);
	}

}
