package dev.torsion.names.client.upstream;

import java.util.concurrent.atomic.LongAdder;

/**
 * What the resolver has asked others so far.
 *
 * @param sent queries sent over UDP
 * @param sentOverTcp queries sent over TCP or TLS
 * @param timeouts queries that had no answer in time
 * @param nearMisses answers over UDP that were none, by their id, their question or their
 * form
 */
public record UpstreamTraffic(LongAdder sent, LongAdder sentOverTcp, LongAdder timeouts, LongAdder nearMisses) {

	UpstreamTraffic() {
		this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
	}

}
