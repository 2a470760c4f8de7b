package dev.torsion.net.autoconfigure;

import java.util.TreeMap;

import dev.torsion.net.NetworkListener;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Up while every listener listens that is meant to.
 */
final class NetworkHealthIndicator extends AbstractHealthIndicator {

	private final Iterable<NetworkListener> listeners;

	NetworkHealthIndicator(Iterable<NetworkListener> listeners) {
		super("Failed to look at the listeners");
		this.listeners = listeners;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		TreeMap<String, Object> details = new TreeMap<>();
		Status status = Status.UP;
		for (NetworkListener listener : this.listeners) {
			if (listener.isEnabled()) {
				Object address = listener.address();
				details.put(listener.name(), (address != null) ? address.toString() : "not listening");
				status = (address != null) ? status : Status.DOWN;
			}
		}
		builder.status(status).withDetails(details);
	}

}
