package dev.torsion.web.server;

import java.time.Duration;

/**
 * How long a peer may do nothing.
 *
 * @param idle between two requests
 * @param request while it is sending a request: for all of its head, and between two
 * pieces of its body
 * @param stall while it is to take what is sent
 */
public record Patience(Duration idle, Duration request, Duration stall) {

	private static final long PERIODS = 4;

	long periodNanos() {
		long shortest = Math.min(this.idle.toNanos(), Math.min(this.request.toNanos(), this.stall.toNanos()));
		return Math.max(shortest / PERIODS, 1_000_000);
	}

}
