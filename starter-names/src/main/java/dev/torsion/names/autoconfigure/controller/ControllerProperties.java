package dev.torsion.names.autoconfigure.controller;

import java.time.Duration;

import dev.torsion.names.controller.ControllerSettings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of answers given by methods.
 *
 * @param ttl how long answers may be kept whose mapping does not say it, negative ones
 * always
 * @param timeout how long a method may take, before the query fails
 */
@ConfigurationProperties("network.names.controllers")
public record ControllerProperties(@DefaultValue("60s") Duration ttl, @DefaultValue("5s") Duration timeout) {

	ControllerSettings settings() {
		return new ControllerSettings(this.ttl, this.timeout);
	}

}
