package dev.torsion.net;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Tells conversations that the application leaves, and ends those that take too long.
 */
final class Goodbye {

	private Goodbye() {
	}

	static CompletableFuture<Void> to(Collection<Connection> connections, Duration gracePeriod) {
		Connection[] open = connections.toArray(Connection[]::new);
		CompletableFuture<?>[] ended = new CompletableFuture<?>[open.length];
		for (int i = 0; i < open.length; i++) {
			ended[i] = open[i].ended();
			open[i].channel().pipeline().fireUserEventTriggered(Connection.LEAVING);
		}
		return CompletableFuture.allOf(ended)
			.orTimeout(gracePeriod.toMillis(), TimeUnit.MILLISECONDS)
			.handle((nothing, late) -> {
				connections.forEach((connection) -> connection.channel().close());
				return null;
			});
	}

}
