package dev.torsion.names.session;

import java.time.Duration;

import dev.torsion.names.session.limit.ResponseRateLimiter;
import dev.torsion.names.wire.ServerCookies;
import org.jspecify.annotations.Nullable;

/**
 * What a name server says of itself, and its limits.
 *
 * @param udpPayload the longest answer over UDP, in bytes, however much a client takes
 * @param identity its name for {@code id.server} and NSID; {@code null} to tell none
 * @param version its version for {@code version.bind}; {@code null} to tell none
 * @param cookies the cookies; {@code null} to leave those of clients without answer
 * @param cookiesRequired whether a client without a good cookie gets no answer over UDP
 * but BADCOOKIE
 * @param rateLimiter limits answers over UDP; {@code null} for no limit
 * @param idleTimeout how long an idle connection is kept, as told to clients
 * @param queryTimeout how long filters and handlers may take for an answer
 */
public record ServerSettings(int udpPayload, @Nullable String identity, @Nullable String version,
		@Nullable ServerCookies cookies, boolean cookiesRequired, @Nullable ResponseRateLimiter rateLimiter,
		Duration idleTimeout, Duration queryTimeout) {

	/** 1,232 bytes over UDP, which no path breaks into pieces; nothing told. */
	public static final ServerSettings DEFAULTS = new ServerSettings(1232, null, null, null, false, null,
			Duration.ofSeconds(10), Duration.ofSeconds(30));

}
