package dev.torsion.enterprise.autoconfigure.health;

import java.time.Duration;

import dev.torsion.enterprise.Database;
import io.r2dbc.spi.ValidationDepth;
import reactor.core.publisher.Mono;

import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Up while a database answers.
 */
final class PoolHealthIndicator extends AbstractReactiveHealthIndicator {

	/** Whoever asks for health gives up soon, too. */
	private static final Duration LIMIT = Duration.ofSeconds(3);

	private final Database database;

	PoolHealthIndicator(Database database) {
		super("Failed to ask the database");
		this.database = database;
	}

	@Override
	protected Mono<Health> doHealthCheck(Health.Builder builder) {
		builder.withDetail("database", this.database.connectionFactory().getMetadata().getName());
		return this.database.connection((connection) -> connection.validate(ValidationDepth.REMOTE))
			.single()
			.timeout(LIMIT)
			.map((valid) -> builder.status(valid ? Status.UP : Status.DOWN).build());
	}

}
