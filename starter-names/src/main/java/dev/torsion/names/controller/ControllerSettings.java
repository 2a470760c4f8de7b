package dev.torsion.names.controller;

import java.time.Duration;

/**
 * Settings of answers given by methods.
 *
 * @param ttl how long answers may be kept whose mapping does not say it, negative ones
 * always
 * @param timeout how long a method may take, before the query fails
 */
public record ControllerSettings(Duration ttl, Duration timeout) {

}
