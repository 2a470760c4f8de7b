package dev.torsion.enterprise.schema;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import dev.torsion.enterprise.Database;
import dev.torsion.enterprise.Databases;
import dev.torsion.enterprise.PoolSettings;
import dev.torsion.enterprise.R2dbcDatabase;
import dev.torsion.enterprise.client.Drivers;
import io.r2dbc.spi.ConnectionFactoryOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.r2dbc.BadSqlGrammarException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What holds for schemas on every database.
 */
@Timeout(60)
abstract class SchemaContract {

	static final Duration LIMIT = Duration.ofSeconds(20);

	private static final ReactorResourceFactory RESOURCES = new ReactorResourceFactory();

	private static final String MEMBERS = "-- Members; and no others\n"
			+ "create table members (name varchar(50) primary key);\ninsert into members values ('alice');\n";

	ScriptFolder scripts;

	static R2dbcDatabase open(String url) {
		return new Databases(new Drivers(RESOURCES, Schedulers.boundedElastic())).open("default",
				ConnectionFactoryOptions.parse(url), PoolSettings.defaults());
	}

	@BeforeAll
	static void makeLoops() {
		RESOURCES.setUseGlobalResources(false);
		RESOURCES.setShutdownQuietPeriod(Duration.ZERO);
		RESOURCES.start();
	}

	@AfterAll
	static void endLoops() {
		RESOURCES.stop();
	}

	@BeforeEach
	void writeScripts(@TempDir Path folder) {
		this.scripts = new ScriptFolder(folder).with("common/V1__members.sql", MEMBERS);
		List.of(History.TABLE, Lease.TABLE, "members", "events")
			.forEach((table) -> database().operation("drop table if exists " + table).run().block(LIMIT));
	}

	/**
	 * The database, which is not used by anybody else.
	 * @return the database
	 */
	abstract Database database();

	@Test
	void appliesScriptsOnce() {
		apply();
		apply();
		assertThat(count("members")).isOne();
		assertThat(versions()).containsExactly("1");
	}

	@Test
	void appliesTheNewScriptsInTheOrderOfTheirNumbers() {
		apply();
		this.scripts.with("common/V10__second.sql", "insert into events values (2)")
			.with("common/V9__events.sql", "create table events (number integer primary key)");
		apply();
		assertThat(count("events")).isOne();
		assertThat(versions()).containsExactlyInAnyOrder("1", "9", "10");
	}

	@Test
	void stopsAtAScriptThatWasChanged() {
		apply();
		this.scripts.with("common/V1__members.sql", MEMBERS + "-- changed");
		FailureAnalyzedException failure = failure();
		assertThat(failure.analysis().getDescription())
			.isEqualTo("V1__members.sql of schema 'club' is not as it was when it was applied.");
		assertThat(failure.analysis().getAction()).contains("in a script with a higher version");
	}

	@Test
	void doesNotMindHowLinesEnd() {
		apply();
		this.scripts.with("common/V1__members.sql", MEMBERS.replace("\n", "\r\n"));
		apply();
		assertThat(count("members")).isOne();
	}

	@Test
	void stopsAtAVersionThatItDoesNotKnow() {
		this.scripts.with("common/V2__events.sql", "create table events (number integer primary key)");
		apply();
		this.scripts.without("common/V2__events.sql");
		FailureAnalyzedException failure = failure();
		assertThat(failure.analysis().getDescription()).isEqualTo(
				"V2__events.sql of schema 'club' has been applied to the database, and this application does not know it.");
		assertThat(failure.analysis().getAction()).startsWith("Start the newer release");
	}

	@Test
	void stopsAtAScriptThatComesTooLate() {
		this.scripts.with("common/V3__events.sql", "create table events (number integer primary key)");
		apply();
		this.scripts.with("common/V2__late.sql", "insert into events values (1)");
		assertThat(failure().analysis().getDescription())
			.isEqualTo("V2__late.sql of schema 'club' has not been applied, but a later version has.");
		assertThat(count("events")).isZero();
	}

	@Test
	void appliesAtOnceFromTwoApplications() {
		this.scripts.with("common/V2__events.sql", "create table events (number integer primary key)");
		Flux.range(0, 4)
			.flatMap((i) -> new SchemaMigrator(database()).apply(this.scripts.schema())
				.subscribeOn(Schedulers.boundedElastic()))
			.then()
			.block(LIMIT);
		assertThat(count("members")).isOne();
		assertThat(versions()).hasSize(2);
	}

	@Test
	void saysWhatHasFailedAndWhatIsLeft() {
		this.scripts.with("common/V2__events.sql",
				"create table events (number integer primary key); insert into nowhere values (1)");
		FailureAnalyzedException failure = failure();
		assertThat(failure.analysis().getDescription()).startsWith("V2__events.sql of schema 'club' has failed: ")
			.containsIgnoringCase("nowhere");
		if (rollsBackTables()) {
			assertThat(failure.analysis().getAction()).startsWith("Nothing of the script has been applied.");
			this.scripts.with("common/V2__events.sql", "create table events (number integer primary key)");
			apply();
		}
		else {
			assertThat(failure.analysis().getAction()).contains("Undo by hand what it has done");
			assertThat(failure().analysis().getDescription())
				.isEqualTo("V2__events.sql of schema 'club' was begun and has not been finished.");
			database().operation("drop table events").run().block(LIMIT);
			database()
				.operation("delete from " + History.TABLE + " where schema_name = 'club' and script_version = '2'")
				.run()
				.block(LIMIT);
			this.scripts.with("common/V2__events.sql", "create table events (number integer primary key)");
			apply();
		}
		assertThat(count("events")).isZero();
		assertThat(versions()).hasSize(2);
	}

	@Test
	void doesNotWaitForWhoHasDied() {
		new Lease(database()).during(Mono::empty).block(LIMIT);
		database().operation("update " + Lease.TABLE + " set holder = 'dead', expires = :soon")
			.bind("soon", System.currentTimeMillis() + 400)
			.run()
			.block(LIMIT);
		apply();
		assertThat(count("members")).isOne();
	}

	@Test
	void givesUpWaitingForWhoDoesNotEnd() {
		new Lease(database()).during(Mono::empty).block(LIMIT);
		database().operation("update " + Lease.TABLE + " set holder = 'busy', expires = :late")
			.bind("late", System.currentTimeMillis() + LIMIT.toMillis())
			.run()
			.block(LIMIT);
		SchemaMigrator impatient = new SchemaMigrator(database(),
				new Lease(database(), Duration.ofSeconds(30), Duration.ofMillis(50)));
		assertThat(failure(impatient).analysis().getDescription())
			.startsWith("Another application has been applying schemas");
		assertThat(versions()).isEmpty();
	}

	@Test
	void keepsTheLeaseForAsLongAsTheWorkTakes() {
		Lease lease = new Lease(database(), Duration.ofMillis(150), LIMIT);
		Lease other = new Lease(database(), Duration.ofMillis(150), Duration.ofMillis(50));
		Mono<Void> twoTermsLater = Mono.delay(Duration.ofMillis(400)).then(other.during(Mono::empty));
		assertThat(catchThrowableOfType(FailureAnalyzedException.class,
				() -> lease.during(() -> twoTermsLater).block(LIMIT)))
			.hasMessageContaining("Another application");
	}

	@Test
	void stopsWhenTheLeaseIsLost() {
		Lease lease = new Lease(database(), Duration.ofMillis(150), LIMIT);
		Mono<Void> robbed = lease.during(
				() -> database().operation("update " + Lease.TABLE + " set holder = 'thief'").run().then(Mono.never()));
		assertThat(catchThrowableOfType(RuntimeException.class, () -> robbed.block(LIMIT)))
			.hasMessage("Another application has begun to change the tables");
	}

	void apply() {
		new SchemaMigrator(database()).apply(this.scripts.schema()).block(LIMIT);
	}

	FailureAnalyzedException failure() {
		return failure(new SchemaMigrator(database()));
	}

	private FailureAnalyzedException failure(SchemaMigrator migrator) {
		return catchThrowableOfType(FailureAnalyzedException.class,
				() -> migrator.apply(this.scripts.schema()).block(LIMIT));
	}

	private boolean rollsBackTables() {
		return Vendor.of(database().connectionFactory().getMetadata()).isRollingBackTables();
	}

	private Long count(String table) {
		return Objects
			.requireNonNull(database().query("select count(*) from " + table).as(Long.class).blockFirst(LIMIT));
	}

	private List<String> versions() {
		return Objects.requireNonNull(
				database().query("select script_version from " + History.TABLE + " where finished is not null")
					.as(String.class)
					.collectList()
					.onErrorReturn(BadSqlGrammarException.class, List.of())
					.block(LIMIT));
	}

}
