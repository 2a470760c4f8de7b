package dev.torsion.names.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of answers given by methods.
 *
 * @param ttl how long answers may be kept whose mapping does not say it, negative ones
 * always
 */
@ConfigurationProperties("network.names.controllers")
public record ControllerProperties(@DefaultValue("60s") Duration ttl) {

}
