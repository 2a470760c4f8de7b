package dev.torsion.enterprise;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.torsion.enterprise.client.Drivers;
import dev.torsion.enterprise.lending.Lender;
import dev.torsion.net.reactor.EventLoops;
import dev.torsion.net.reactor.IoTransport;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.PoolMetrics;
import io.r2dbc.spi.ConnectionFactoryOptions;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Event loops, threads that may block, and databases on them, without an application.
 */
final class DatabaseFixture implements AutoCloseable {

	static final String BLOCKING = "blocking-";

	static final PoolSettings SETTINGS = new PoolSettings(4, 0, Duration.ofMinutes(5), Duration.ofMinutes(5),
			Duration.ofSeconds(10), 20_000);

	private final ReactorResourceFactory resources = new ReactorResourceFactory();

	private final ThreadPoolExecutor blocking = new ThreadPoolExecutor(4, 4, 0, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>(1000), new CustomizableThreadFactory(BLOCKING));

	private final Databases databases;

	DatabaseFixture() {
		this.resources.setUseGlobalResources(false);
		this.resources.setLoopResourcesSupplier(() -> new EventLoops(IoTransport.AUTO, 2));
		this.resources.setShutdownQuietPeriod(Duration.ZERO);
		this.resources.afterPropertiesSet();
		this.databases = new Databases(
				new Drivers(this.resources, Schedulers.fromExecutorService(this.blocking, "blocking")));
	}

	R2dbcDatabase open(String url) {
		return open(url, SETTINGS);
	}

	R2dbcDatabase open(String url, PoolSettings settings) {
		return this.databases.open("test", ConnectionFactoryOptions.parse(url), settings);
	}

	Databases databases() {
		return this.databases;
	}

	ReactorResourceFactory resources() {
		return this.resources;
	}

	/** Any of the event loops. */
	Scheduler loop() {
		return Schedulers.fromExecutorService(this.resources.getLoopResources().onServer(true).next());
	}

	static PoolMetrics metrics(Database database) {
		return ((ConnectionPool) ((Lender) database.connectionFactory()).pool()).getMetrics().orElseThrow();
	}

	@Override
	public void close() {
		this.resources.destroy();
		this.blocking.shutdownNow();
	}

}
