package dev.torsion.mail.autoconfigure.listener;

import java.time.Duration;

import dev.torsion.mail.listener.ListenerSettings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties of methods that listen to mail, and of flows that begin with it.
 *
 * @param maxMessage most of one message; bigger ones are refused
 * @param maxMemory most of all messages that are arriving or being handled; the clients
 * of further ones are told to try again
 * @param timeout how long a message may be handled, before its client is told to try
 * again
 */
@ConfigurationProperties("network.mail.listeners")
public record ListenerProperties(@DefaultValue("10MB") DataSize maxMessage, @DefaultValue("64MB") DataSize maxMemory,
		@DefaultValue("2m") Duration timeout) {

	ListenerSettings settings() {
		return new ListenerSettings(this.maxMessage, this.maxMemory, this.timeout);
	}

}
