package dev.torsion.enterprise.autoconfigure;

import java.time.Duration;

import io.r2dbc.pool.ConnectionPool;

import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;

/**
 * Waits for the connections of Spring Boot's pool to end, which it does not do itself:
 * what they end on, event loops and the pool for blocking work, is closed after it.
 */
final class ClosingPools implements DestructionAwareBeanPostProcessor {

	/** Longest wait. */
	private static final Duration CLOSING = Duration.ofSeconds(10);

	@Override
	public boolean requiresDestruction(Object bean) {
		return bean instanceof ConnectionPool;
	}

	@Override
	public void postProcessBeforeDestruction(Object bean, String name) {
		((ConnectionPool) bean).disposeLater().block(CLOSING);
	}

}
