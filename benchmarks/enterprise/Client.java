import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.torsion.enterprise.Database;
import dev.torsion.enterprise.Databases;
import dev.torsion.enterprise.PoolSettings;
import dev.torsion.enterprise.client.Drivers;
import dev.torsion.net.reactor.EventLoops;
import dev.torsion.net.reactor.IoTransport;
import io.r2dbc.spi.ConnectionFactoryOptions;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.client.ReactorResourceFactory;

/**
 * Asks a PostgreSQL: {@code Client torsion|jdbc PORT}. Each line of the input is the number of rows of a query and for
 * how many seconds to ask; each line of the output the queries asked, and the CPU seconds and seconds they took.
 */
public final class Client {

	static final int CONNECTIONS = 16;

	static final int IN_FLIGHT = 64;

	static final int ROWS = 10_000;

	record Item(int id, String name, long amount) {
	}

	interface Asker {

		/** Asks until the time, in nanoseconds; returns how many queries were answered. */
		long ask(int rows, long until) throws Exception;

	}

	public static void main(String[] arguments) throws Exception {
		Asker asker = arguments[0].equals("torsion") ? torsion(arguments[1]) : jdbc(arguments[1]);
		OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
		for (String line = input.readLine(); line != null; line = input.readLine()) {
			String[] words = line.split(" ");
			long cpu = system.getProcessCpuTime();
			long begin = System.nanoTime();
			long count = asker.ask(Integer.parseInt(words[0]),
					begin + TimeUnit.SECONDS.toNanos(Long.parseLong(words[1])));
			System.out.println(count + " " + (system.getProcessCpuTime() - cpu) / 1e9 + " "
					+ (System.nanoTime() - begin) / 1e9);
		}
		System.exit(0);
	}

	static int any(int rows) {
		return ThreadLocalRandom.current().nextInt(1, ROWS - rows + 2);
	}

	static void check(List<Item> items, int rows) {
		if (items.size() != rows) {
			throw new IllegalStateException(items.size() + " rows instead of " + rows);
		}
	}

	static Asker torsion(String port) {
		ReactorResourceFactory resources = new ReactorResourceFactory();
		resources.setUseGlobalResources(false);
		resources.setLoopResourcesSupplier(() -> new EventLoops(IoTransport.AUTO, 2));
		resources.afterPropertiesSet();
		Duration long_ = Duration.ofHours(1);
		Database database = new Databases(new Drivers(resources, Schedulers.boundedElastic())).open("benchmark",
				ConnectionFactoryOptions.parse("r2dbc:postgresql://test@127.0.0.1:" + port + "/postgres"),
				new PoolSettings(CONNECTIONS, 0, long_, long_, Duration.ofSeconds(30), 1000));
		return (rows, until) -> {
			LongAdder count = new LongAdder();
			Flux.<Integer>generate((sink) -> {
				if (System.nanoTime() < until) {
					sink.next(any(rows));
				}
				else {
					sink.complete();
				}
			}).flatMap((first) -> database.query("select id, name, amount from item where id >= :first and id < :last")
				.bind("first", first)
				.bind("last", first + rows)
				.map((row) -> new Item(row.get(0, Integer.class), row.get(1, String.class), row.get(2, Long.class)))
				.collectList()
				.doOnNext((items) -> {
					check(items, rows);
					count.increment();
				}), IN_FLIGHT).blockLast();
			return count.sum();
		};
	}

	static Asker jdbc(String port) {
		HikariConfig configuration = new HikariConfig();
		configuration.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + port + "/postgres");
		configuration.setUsername("test");
		configuration.setMaximumPoolSize(CONNECTIONS);
		HikariDataSource pool = new HikariDataSource(configuration);
		ExecutorService threads = Executors.newFixedThreadPool(IN_FLIGHT);
		return (rows, until) -> {
			LongAdder count = new LongAdder();
			List<java.util.concurrent.Callable<Void>> tasks = new ArrayList<>();
			for (int i = 0; i < IN_FLIGHT; i++) {
				tasks.add(() -> {
					while (System.nanoTime() < until) {
						check(query(pool, rows), rows);
						count.increment();
					}
					return null;
				});
			}
			for (java.util.concurrent.Future<Void> done : threads.invokeAll(tasks)) {
				done.get();
			}
			return count.sum();
		};
	}

	static List<Item> query(HikariDataSource pool, int rows) throws Exception {
		int first = any(rows);
		try (Connection connection = pool.getConnection();
				PreparedStatement statement = connection
					.prepareStatement("select id, name, amount from item where id >= ? and id < ?")) {
			statement.setInt(1, first);
			statement.setInt(2, first + rows);
			List<Item> items = new ArrayList<>();
			try (ResultSet result = statement.executeQuery()) {
				while (result.next()) {
					items.add(new Item(result.getInt(1), result.getString(2), result.getLong(3)));
				}
			}
			return items;
		}
	}

}
