package dev.torsion.names.autoconfigure.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.torsion.names.autoconfigure.Asking;
import dev.torsion.names.autoconfigure.filter.FilterAutoConfiguration;
import dev.torsion.names.autoconfigure.NamesAutoConfiguration;
import dev.torsion.names.autoconfigure.RateLimitAutoConfiguration;
import dev.torsion.names.autoconfigure.transfer.TransferAutoConfiguration;
import dev.torsion.names.autoconfigure.zones.ZonesAutoConfiguration;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Type;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for health, meters and the endpoint of the server.
 */
@Timeout(60)
class NamesHealthTests {

	private static final String HEAD = "@ 300 SOA ns hostmaster 7 2 3 4 5\n@ 300 NS ns.example.net.\n";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
				EndpointAutoConfiguration.class, NamesAutoConfiguration.class, ZonesAutoConfiguration.class,
				FilterAutoConfiguration.class, RateLimitAutoConfiguration.class, NamesHealthAutoConfiguration.class,
				NamesMetricsAutoConfiguration.class, NamesEndpointAutoConfiguration.class))
		.withPropertyValues("spring.reactor.netty.shutdown-quiet-period=0s", "network.names.port=0",
				"network.names.zones[0].name=example.org", "network.names.reload-interval=0",
				"management.endpoints.web.exposure.include=dns");

	@TempDir
	Path folder;

	@Test
	void isUpWithTheSerialNumbersOfItsZones() throws IOException {
		withFile("www 300 A 192.0.2.1\n").run((context) -> {
			Health health = health(context);
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsEntry("count", 1);
			assertThat(zone(health)).containsEntry("serial", 7L).containsKey("since").doesNotContainKey("problem");
		});
	}

	@Test
	void isUpThoughTheLatestVersionOfAZoneIsBroken() throws IOException {
		withFile("www 300 A 192.0.2.1\n").run((context) -> {
			write("www 300 A wrong\n");
			reload(context, "example.org");
			Health health = health(context);
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(zone(health)).containsEntry("serial", 7L)
				.hasEntrySatisfying("problem", (problem) -> assertThat(problem).asString().contains("zone:3: "));
		});
	}

	@Test
	void isDownWhileThereIsNoVersionOfAZone() throws IOException {
		withFile("www 300 A wrong\n").run((context) -> {
			Health health = health(context);
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(zone(health)).containsOnlyKeys("problem");
			write("www 300 A 192.0.2.1\n");
			reload(context, "example.org");
			assertThat(health(context).getStatus()).isEqualTo(Status.UP);
		});
	}

	@Test
	void isDownWhileAZoneCannotBeCopied() {
		this.runner.withConfiguration(AutoConfigurations.of(TransferAutoConfiguration.class))
			.withPropertyValues("network.names.zones[0].primaries=127.0.0.1:1", "network.data=" + this.folder)
			.run((context) -> {
				assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
				assertThat(context.getBean(NamesEndpoint.class).zone("example.org")).isNotNull()
					.satisfies((found) -> assertThat(found.zones()).singleElement()
						.extracting(ZoneDescriptor::source)
						.isEqualTo("127.0.0.1 port 1"));
			});
	}

	@Test
	void showsAHundredZonesAtMost() {
		ApplicationContextRunner many = this.runner;
		for (int i = 0; i < 102; i++) {
			many = many.withPropertyValues("network.names.zones[" + i + "].name=z" + i + ".example",
					"network.names.zones[" + i + "].records=www A 10.0.0.5");
		}
		many.run((context) -> {
			assertThat(health(context).getDetails()).containsEntry("count", 102);
			assertThat(zones(health(context))).hasSize(100);
		});
	}

	@Test
	void listsZonesWithSerialNumbersAndSources() throws IOException {
		withFile("www 300 A 192.0.2.1\n")
			.withPropertyValues("network.names.views[0].name=inside", "network.names.zones[1].name=example.org",
					"network.names.zones[1].view=inside", "network.names.zones[1].records=@ SOA a b 9 1 2 3 4",
					"network.names.zones[2].name=lan.example", "network.names.zones[2].records=www A 10.0.0.5")
			.run((context) -> {
				NamesEndpoint endpoint = context.getBean(NamesEndpoint.class);
				assertThat(endpoint.zones().count()).isEqualTo(3);
				assertThat(endpoint.zones().zones()).extracting(ZoneDescriptor::name)
					.containsExactly("example.org.", "example.org.", "lan.example.");
				NamesEndpoint.Zones zones = endpoint.zone("example.org");
				assertThat(zones).isNotNull();
				assertThat(zones.zones()).extracting(ZoneDescriptor::serial).containsExactly(7L, 9L);
				assertThat(zones.zones()).extracting(ZoneDescriptor::view).containsExactly(null, "inside");
				assertThat(zones.zones()).extracting(ZoneDescriptor::source)
					.containsExactly(this.folder.resolve("zone").toString(), "network.names.zones");
				assertThat(zones.zones()).extracting(ZoneDescriptor::names).containsExactly(2, 1);
				assertThat(endpoint.zone("other.org")).isNull();
				assertThat(endpoint.zone("..")).isNull();
			});
	}

	@Test
	void readsAZoneAgainWhenToldTo() throws IOException {
		withFile("www 300 A 192.0.2.1\n").run((context) -> {
			write("www 300 A 192.0.2.2\n");
			assertThat(Asking.data(context, "www.example.org.", Type.A)).containsExactly("192.0.2.1");
			NamesEndpoint.Zones read = reload(context, "example.org.");
			assertThat(read).isNotNull();
			assertThat(read.zones()).extracting(ZoneDescriptor::problem).containsNull();
			assertThat(Asking.data(context, "www.example.org.", Type.A)).containsExactly("192.0.2.2");
			assertThat(reload(context, "other.org")).isNull();
		});
	}

	@Test
	void readsAllZonesAgainWhenToldTo() throws IOException {
		withFile("www 300 A 192.0.2.1\n").run((context) -> {
			write("www 300 A 192.0.2.2\n");
			NamesEndpoint.Zones read = context.getBean(NamesEndpoint.class).reload().block();
			assertThat(read).isNotNull().extracting(NamesEndpoint.Zones::count).isEqualTo(1);
			assertThat(Asking.data(context, "www.example.org.", Type.A)).containsExactly("192.0.2.2");
		});
	}

	@Test
	void letsNobodyWriteUnlessItIsTold() {
		assertThat(NamesEndpoint.class.getAnnotation(Endpoint.class).defaultAccess()).isEqualTo(Access.READ_ONLY);
	}

	@Test
	void metersWhatTheServerCounts() {
		this.runner.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class))
			.withBean(SimpleMeterRegistry.class)
			.withPropertyValues("network.names.zones[0].records=www A 10.0.0.5",
					"network.names.blocklists[0].names=ads.example.org", "network.names.rate-limit.exempt=192.0.2.1",
					"network.names.rate-limit.responses-per-second=1", "network.names.rate-limit.slip=1")
			.run((context) -> {
				Asking.ask(context, "127.0.0.1", "www.example.org.", Type.A);
				Asking.ask(context, "127.0.0.1", "none.example.org.", Type.A);
				Asking.ask(context, "127.0.0.1", "ads.example.org.", Type.A);
				Asking.ask(context, "127.0.0.1", "www.example.org.", Type.A);
				MeterRegistry meters = context.getBean(MeterRegistry.class);
				assertThat(queries(meters, "udp", "NXDOMAIN")).isEqualTo(2);
				assertThat(queries(meters, "udp", "NOERROR")).isEqualTo(2);
				assertThat(queries(meters, "tcp", "NOERROR")).isZero();
				assertThat(count(meters, "network.names.blocked")).isEqualTo(1);
				assertThat(meters.get("network.names.limited").tag("action", "slipped").functionCounter().count())
					.isPositive();
				assertThat(meters.get("network.names.limited").tag("action", "dropped").functionCounter().count())
					.isZero();
				assertThat(count(meters, "network.names.truncated")).isNotNegative();
				assertThat(count(meters, "network.names.ignored")).isZero();
			});
	}

	@Test
	void metersNoLimitsThatAreNotThere() {
		this.runner.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class))
			.withBean(SimpleMeterRegistry.class)
			.withPropertyValues("network.names.zones[0].records=www A 10.0.0.5",
					"network.names.rate-limit.enabled=false")
			.run((context) -> {
				MeterRegistry meters = context.getBean(MeterRegistry.class);
				assertThat(meters.find("network.names.limited").functionCounter()).isNull();
				assertThat(meters.find("network.names.blocked").functionCounter()).isNull();
			});
	}

	@Test
	void areSwitchedOff() {
		ApplicationContextRunner records = this.runner
			.withPropertyValues("network.names.zones[0].records=www A 10.0.0.5");
		records.withPropertyValues("management.health.names.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(NamesHealthIndicator.class)
				.hasSingleBean(NamesEndpoint.class));
		records.withPropertyValues("management.endpoint.dns.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(NamesEndpoint.class));
		records.withPropertyValues("network.names.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(NamesHealthIndicator.class)
				.doesNotHaveBean(NamesEndpoint.class)
				.doesNotHaveBean(NamesMetrics.class));
	}

	private static double queries(MeterRegistry meters, String transport, String rcode) {
		return meters.get("network.names.queries")
			.tag("transport", transport)
			.tag("rcode", rcode)
			.functionCounter()
			.count();
	}

	private static double count(MeterRegistry meters, String name) {
		return meters.get(name).functionCounter().count();
	}

	private static NamesEndpoint.@Nullable Zones reload(ApplicationContext context, String zone) {
		return context.getBean(NamesEndpoint.class).reload(zone).block();
	}

	private static Health health(ApplicationContext context) {
		Health health = context.getBean(NamesHealthIndicator.class).health();
		assertThat(health).isNotNull();
		return health;
	}

	private static Map<String, Object> zone(Health health) {
		Object zone = zones(health).get("example.org.");
		return assertThat(zone).asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class)).actual();
	}

	private static Map<String, Object> zones(Health health) {
		return assertThat(health.getDetails().get("zones"))
			.asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
			.actual();
	}

	private ApplicationContextRunner withFile(String more) throws IOException {
		return this.runner.withPropertyValues("network.names.zones[0].file=" + write(more));
	}

	private Path write(String more) throws IOException {
		return Files.writeString(this.folder.resolve("zone"), HEAD + more);
	}

}
