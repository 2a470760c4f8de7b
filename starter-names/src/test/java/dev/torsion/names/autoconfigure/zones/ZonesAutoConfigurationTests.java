package dev.torsion.names.autoconfigure.zones;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.torsion.names.autoconfigure.Asking;
import dev.torsion.names.autoconfigure.NamesAutoConfiguration;
import dev.torsion.names.session.ZoneSelector;
import dev.torsion.names.store.FixedZone;
import dev.torsion.names.store.ZonePublisher;
import dev.torsion.names.store.ZoneSource;
import dev.torsion.names.store.ZoneSources;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.Zone;
import dev.torsion.names.zone.ZoneBuilder;
import dev.torsion.names.zone.ZoneLimits;
import dev.torsion.names.zone.ZoneSet;
import dev.torsion.names.zone.Zones;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZonesAutoConfiguration}, most by asking the server.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class ZonesAutoConfigurationTests {

	private static final String HEAD = """
			$TTL 3600
			@ SOA ns hostmaster 7 7200 900 1209600 300
			@ NS ns
			ns A 192.0.2.53
			""";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
				NamesAutoConfiguration.class, ZonesAutoConfiguration.class))
		.withPropertyValues("spring.reactor.netty.shutdown-quiet-period=0s", "network.names.port=0");

	@TempDir
	Path folder;

	@Test
	void hasNoZonesUnlessItIsTold() {
		this.runner.run((context) -> {
			assertThat(context.getBean(StoreProperties.class)).satisfies((properties) -> {
				assertThat(properties.reloadInterval()).isEqualTo(Duration.ofSeconds(10));
				assertThat(properties.includeAnywhere()).isFalse();
				assertThat(properties.views()).isEmpty();
				assertThat(properties.database().enabled()).isFalse();
			});
			assertThat(context.getBean(ZoneLimits.class)).isEqualTo(new ZoneLimits(100, 100));
			assertThat(context.getBean(Zones.class).current().zones()).isEmpty();
			assertThat(Asking.ask(context, "127.0.0.1", "example.org.", Type.A).getRcode()).isEqualTo(Rcode.REFUSED);
		});
	}

	@Test
	void servesRecordsOfProperties() {
		withRecords("www 300 A 10.0.0.5", "@ MX 10 mail").run((context) -> {
			assertThat(Asking.data(context, "www.lan.example.", Type.A)).containsExactly("10.0.0.5");
			assertThat(Asking.data(context, "lan.example.", Type.MX)).containsExactly("10 mail.lan.example.");
			assertThat(Asking.data(context, "lan.example.", Type.NS)).containsExactly("lan.example.");
		});
	}

	@Test
	void servesAZoneFile() throws IOException {
		withFile(write("www A 192.0.2.80\n"))
			.run((context) -> assertThat(Asking.data(context, "www.example.org.", Type.A))
				.containsExactly("192.0.2.80"));
	}

	@Test
	void servesAZoneFileOfTheClassPath() {
		withFile("classpath:dev/torsion/names/store/file/example.org.zone")
			.run((context) -> assertThat(Asking.data(context, "www.example.org.", Type.A))
				.containsExactly("192.0.2.80"));
	}

	@Test
	void startsWithABrokenZoneFileAndAnswersItWithServerFailure(CapturedOutput output) throws IOException {
		withFile(write("www A wrong\n"))
			.withPropertyValues("network.names.zones[1].name=lan.example",
					"network.names.zones[1].records=www A 10.0.0.5")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(Asking.ask(context, "127.0.0.1", "www.example.org.", Type.A).getRcode())
					.isEqualTo(Rcode.SERVFAIL);
				assertThat(Asking.data(context, "www.lan.example.", Type.A)).containsExactly("10.0.0.5");
			});
		assertThat(output).containsOnlyOnce("Zone example.org. is not served: " + this.folder + "/zone:5: ");
	}

	@Test
	void readsAZoneFileAgainAtTheInterval() throws Exception {
		withFile(write("www A 192.0.2.1\n")).withPropertyValues("network.names.reload-interval=20ms").run((context) -> {
			Zones zones = context.getBean(Zones.class);
			CountDownLatch changed = new CountDownLatch(1);
			zones.addListener((previous, zone) -> changed.countDown());
			write("www A 192.0.2.200\n");
			assertThat(changed.await(30, TimeUnit.SECONDS)).isTrue();
			assertThat(Asking.data(context, "www.example.org.", Type.A)).containsExactly("192.0.2.200");
		});
	}

	@Test
	void includesFilesOfOtherFoldersOnlyIfItIsTold() throws IOException {
		Path hosts = Files.writeString(Files.createDirectory(this.folder.resolve("other")).resolve("hosts"),
				"www A 192.0.2.1\n");
		Path zones = Files.createDirectory(this.folder.resolve("zones"));
		String file = Files.writeString(zones.resolve("zone"), HEAD + "$INCLUDE " + hosts + "\n").toString();
		withFile(file)
			.run((context) -> assertThat(Asking.ask(context, "127.0.0.1", "www.example.org.", Type.A).getRcode())
				.isEqualTo(Rcode.SERVFAIL));
		withFile(file).withPropertyValues("network.names.include-anywhere=true")
			.run((context) -> assertThat(Asking.data(context, "www.example.org.", Type.A))
				.containsExactly("192.0.2.1"));
	}

	@Test
	void warnsOfBigNamesInZoneFiles(CapturedOutput output) throws IOException {
		withFile(write("www A 192.0.2.1\nwww A 192.0.2.2\nwww A 192.0.2.3\n"))
			.withPropertyValues("network.names.max-records-per-type=2", "network.names.max-types-per-name=1")
			.run((context) -> {
				assertThat(context.getBean(ZoneLimits.class)).isEqualTo(new ZoneLimits(2, 1));
				assertThat(Asking.data(context, "www.example.org.", Type.A)).hasSize(3);
			});
		assertThat(output).contains("www.example.org. has more than 2 A records",
				"example.org. has records of more than 1 types");
	}

	@Test
	void servesZonesOfBeans() {
		this.runner
			.withBean(ZoneSource.class, () -> new FixedZone(null, zone("bean.example.", 77), "test", Instant.EPOCH))
			.run((context) -> assertThat(Asking.data(context, "bean.example.", Type.SOA))
				.containsExactly("ns.test. nobody.invalid. 77 1 2 3 4"));
	}

	@Test
	void showsZonesOfAViewToItsClientsAlone() {
		withRecords("www A 10.0.0.5")
			.withPropertyValues("network.names.views[0].name=inside", "network.names.views[0].clients=127.0.0.2",
					"network.names.zones[1].name=lan.example", "network.names.zones[1].view=inside",
					"network.names.zones[1].records=www A 10.99.99.99", "network.names.zones[2].name=secret.example",
					"network.names.zones[2].view=inside", "network.names.zones[2].records=www A 10.88.88.88",
					"network.names.zones[3].name=common.example", "network.names.zones[3].records=www A 192.0.2.1")
			.run((context) -> {
				assertThat(from(context, "127.0.0.1", "www.lan.example.")).containsExactly("10.0.0.5");
				assertThat(from(context, "127.0.0.2", "www.lan.example.")).containsExactly("10.99.99.99");
				assertThat(from(context, "127.0.0.2", "www.secret.example.")).containsExactly("10.88.88.88");
				assertThat(Asking.ask(context, "127.0.0.1", "www.secret.example.", Type.A).getRcode())
					.isEqualTo(Rcode.REFUSED);
				assertThat(from(context, "127.0.0.1", "www.common.example.")).containsExactly("192.0.2.1");
				assertThat(from(context, "127.0.0.2", "www.common.example.")).containsExactly("192.0.2.1");
			});
	}

	@Test
	void showsZonesOfAViewOnItsListenersAlone() {
		withRecords("www A 10.0.0.5")
			.withPropertyValues("network.names.views[0].name=tls", "network.names.views[0].listeners=names-tls",
					"network.names.views[1].name=udp", "network.names.views[1].listeners=names-udp",
					"network.names.zones[1].name=lan.example", "network.names.zones[1].view=tls",
					"network.names.zones[1].records=www A 10.99.99.99", "network.names.zones[2].name=lan.example",
					"network.names.zones[2].view=udp", "network.names.zones[2].records=www A 10.88.88.88")
			.run((context) -> assertThat(from(context, "127.0.0.1", "www.lan.example."))
				.containsExactly("10.88.88.88"));
	}

	@Test
	void letsTheApplicationChangeVersionsOnTheirWay() {
		withRecords("www A 10.0.0.5").withBean(OwnPublisher.class)
			.run((context) -> assertThat(Asking.data(context, "lan.example.", Type.SOA)).singleElement()
				.asString()
				.contains(" 4711 "));
	}

	@Test
	void letsTheApplicationSelectTheZones() {
		withRecords("www A 10.0.0.5")
			.withBean(ZoneSelector.class, () -> (client, listener) -> ZoneSet.NONE.with(zone("own.example.", 5)))
			.run((context) -> {
				assertThat(Asking.data(context, "own.example.", Type.SOA)).hasSize(1);
				assertThat(Asking.ask(context, "127.0.0.1", "www.lan.example.", Type.A).getRcode())
					.isEqualTo(Rcode.REFUSED);
			});
	}

	@Test
	void leavesZonesWithPrimariesToOthers() {
		this.runner
			.withPropertyValues("network.names.zones[0].name=example.org", "network.names.zones[0].primaries=192.0.2.1")
			.run((context) -> assertThat(context.getBean(ZoneSources.class).zones()).isEmpty());
	}

	@Test
	void isSwitchedOffWithTheServer() {
		withRecords("www A wrong").withPropertyValues("network.names.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ZoneSources.class)
				.doesNotHaveBean(ZoneSelector.class));
	}

	@Test
	void refusesAZoneOfNothing() {
		assertThat(failure(this.runner.withPropertyValues("network.names.zones[0].name=example.org")).getDescription())
			.isEqualTo("The zone 'example.org' of network.names.zones has neither a file nor records nor primaries.");
	}

	@Test
	void refusesAZoneOfSeveralThings() {
		FailureAnalysis failure = failure(
				withRecords("www A 10.0.0.5").withPropertyValues("network.names.zones[0].file=zone"));
		assertThat(failure.getDescription()).isEqualTo(
				"The zone 'lan.example' of network.names.zones has more than one of file, records and primaries.");
		assertThat(failure.getAction()).contains("'file' names a zone file");
	}

	@Test
	void refusesARecordThatIsNone() {
		FailureAnalysis failure = failure(withRecords("www A 10.0.0.5", "mail A wrong"));
		assertThat(failure.getDescription()).startsWith("The zone 'lan.example' of network.names.zones has a record "
				+ "that is none: records[1] of zone lan.example.: ");
		assertThat(failure.getAction()).contains("'www 300 A 10.0.0.5'");
	}

	@Test
	void refusesANameThatIsNone() {
		assertThat(failure(this.runner.withPropertyValues("network.names.zones[0].name=example..org",
				"network.names.zones[0].records=www A 10.0.0.5"))
			.getDescription()).startsWith("The zone 'example..org' of network.names.zones has no name of a domain: ");
	}

	@Test
	void refusesAZoneThatIsThereTwice() {
		assertThat(failure(withRecords("www A 10.0.0.5").withPropertyValues("network.names.zones[1].name=LAN.example.",
				"network.names.zones[1].records=www A 10.0.0.6"))
			.getDescription()).isEqualTo("The zone 'LAN.example.' of network.names.zones is there twice.");
	}

	@Test
	void refusesAViewThatIsNotThere() {
		assertThat(failure(withRecords("www A 10.0.0.5").withPropertyValues("network.names.zones[0].view=inside"))
			.getDescription())
			.isEqualTo("The zone 'lan.example' of network.names.zones is for the view 'inside', which is not there.");
	}

	@Test
	void refusesAViewThatIsThereTwice() {
		assertThat(failure(this.runner.withPropertyValues("network.names.views[0].name=inside",
				"network.names.views[1].name=inside"))
			.getDescription()).isEqualTo("The view 'inside' of network.names.views is there twice.");
	}

	@Test
	void refusesClientsOfAViewThatAreNone() {
		assertThat(failure(this.runner.withPropertyValues("network.names.views[0].name=inside",
				"network.names.views[0].clients=everybody"))
			.getDescription()).isEqualTo("'everybody' in network.names.views[].clients is not an address.");
	}

	@Test
	void refusesAViewOfACopiedZone() {
		assertThat(failure(this.runner.withPropertyValues("network.names.views[0].name=inside",
				"network.names.zones[0].name=example.org", "network.names.zones[0].view=inside",
				"network.names.zones[0].primaries=192.0.2.1"))
			.getDescription())
			.isEqualTo("The zone 'example.org' of network.names.zones has both primaries and a view.");
	}

	private static FailureAnalysis failure(ApplicationContextRunner runner) {
		List<FailureAnalysis> failures = new ArrayList<>();
		runner.run((context) -> failures.add(analysis(context)));
		return failures.get(0);
	}

	private static FailureAnalysis analysis(AssertableApplicationContext context) {
		for (Throwable cause = context.getStartupFailure(); cause != null; cause = cause.getCause()) {
			if (cause instanceof FailureAnalyzedException analyzed) {
				return analyzed.analysis();
			}
		}
		throw new AssertionError("Not for the operator: " + context.getStartupFailure());
	}

	private ApplicationContextRunner withRecords(String... records) {
		ApplicationContextRunner runner = this.runner.withPropertyValues("network.names.zones[0].name=lan.example");
		for (int i = 0; i < records.length; i++) {
			runner = runner.withPropertyValues("network.names.zones[0].records[" + i + "]=" + records[i]);
		}
		return runner;
	}

	private ApplicationContextRunner withFile(String file) {
		return this.runner.withPropertyValues("network.names.zones[0].name=example.org",
				"network.names.zones[0].file=" + file);
	}

	private String write(String more) throws IOException {
		return Files.writeString(this.folder.resolve("zone"), HEAD + more).toString();
	}

	private static List<String> from(AssertableApplicationContext context, String client, String name)
			throws IOException {
		Message answer = Asking.ask(context, client, name, Type.A);
		return Asking.data(answer);
	}

	private static Zone zone(String name, int serial) {
		Name origin = Name.fromConstantString(name);
		return new ZoneBuilder(WireName.of(origin.toWire()))
			.add(new SOARecord(origin, DClass.IN, 60, Name.fromConstantString("ns.test."),
					Name.fromConstantString("nobody.invalid."), serial, 1, 2, 3, 4))
			.build();
	}

	/** Gives each version another serial number. */
	static class OwnPublisher implements ZonePublisher {

		private final Zones zones;

		OwnPublisher(Zones zones) {
			this.zones = zones;
		}

		@Override
		public void publish(Zone fromSource) {
			this.zones.publish(fromSource.edit().serial(4711).build());
		}

	}

}
