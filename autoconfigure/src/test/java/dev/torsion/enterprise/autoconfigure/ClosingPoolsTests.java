package dev.torsion.enterprise.autoconfigure;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class ClosingPoolsTests {

	private final AtomicBoolean ended = new AtomicBoolean();

	@Test
	void waitsForTheConnectionsToEnd(@TempDir Path folder) {
		EnterpriseApplication.runner(folder).withBean(ConnectionPool.class, this::pool).run((context) -> {
			Connection connection = context.getBean(ConnectionPool.class).create().block(EnterpriseApplication.LIMIT);
			assertThat(connection).isNotNull();
			Mono.from(connection.close()).block(EnterpriseApplication.LIMIT);
			assertThat(this.ended).isFalse();
		});
		assertThat(this.ended).isTrue();
	}

	private ConnectionPool pool() {
		return new ConnectionPool(ConnectionPoolConfiguration.builder(new Slow()).build());
	}

	private Connection connection() {
		return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
				(proxy, method, arguments) -> switch (method.getName()) {
					case "close" -> Mono.delay(Duration.ofMillis(200)).doOnNext((tick) -> this.ended.set(true)).then();
					case "validate" -> Mono.just(true);
					case "isAutoCommit" -> true;
					case "toString" -> "slow";
					default -> Mono.empty();
				});
	}

	/** Its connections take their time to end. */
	private final class Slow implements ConnectionFactory {

		@Override
		public Publisher<? extends Connection> create() {
			return Mono.fromSupplier(ClosingPoolsTests.this::connection);
		}

		@Override
		public ConnectionFactoryMetadata getMetadata() {
			return () -> "H2";
		}

	}

}
