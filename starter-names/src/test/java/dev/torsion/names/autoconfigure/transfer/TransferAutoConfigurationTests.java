package dev.torsion.names.autoconfigure.transfer;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.torsion.names.DnsUpdatePolicy;
import dev.torsion.names.ZoneUpdates;
import dev.torsion.names.autoconfigure.NamesAutoConfiguration;
import dev.torsion.names.autoconfigure.NamesProperties;
import dev.torsion.names.autoconfigure.ZoneProperties;
import dev.torsion.names.client.transfer.Secondaries;
import dev.torsion.names.session.MessageHandler;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TransferAutoConfiguration}.
 */
class TransferAutoConfigurationTests {

	private static final String SECRET = "c2VjcmV0LW9mLXRoZS10ZXN0cy1hbG9uZS0xMjM0NTY=";

	@TempDir
	Path data;

	private ApplicationContextRunner runner = new ApplicationContextRunner();

	@BeforeEach
	void prepare() {
		this.runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
					NamesAutoConfiguration.class, TransferAutoConfiguration.class))
			.withPropertyValues("network.data=" + this.data, "network.names.port=0",
					"network.names.zones[0].name=a.test");
	}

	@Test
	void exchangesNothingUnlessTold() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(MessageHandler.class).hasSingleBean(ZoneUpdates.class);
			assertThat(context.getBean(ExchangedZones.class).secondaries()).isEmpty();
			assertThat(context.getBean(ExchangedZones.class).allowed("allow-transfer", ZoneProperties::allowTransfer))
				.allSatisfy((origin, allowed) -> assertThat(
						allowed.permits(new InetSocketAddress("127.0.0.1", 1).getAddress(), null))
					.isFalse());
		});
	}

	@Test
	void bindsKeysAndZones() {
		this.runner
			.withPropertyValues("network.names.tsig-keys[0].name=peer", "network.names.tsig-keys[0].secret=" + SECRET,
					"network.names.zones[0].primaries=127.0.0.1:1, 192.0.2.1", "network.names.zones[0].key=peer",
					"network.names.zones[0].notify=[2001:db8::1]:5353",
					"network.names.zones[0].allow-transfer=loopback,key:peer")
			.run((context) -> {
				ExchangedZones zones = context.getBean(ExchangedZones.class);
				assertThat(zones.secondaries().get(0).primaries()).hasToString("[127.0.0.1 port 1, 192.0.2.1 port 53]");
				assertThat(zones.secondaries().get(0).primaries().get(0).key()).hasToString("peer");
				assertThat(zones.notified().values().iterator().next()).hasToString("[2001:db8:0:0:0:0:0:1 port 5353]");
				assertThat(context.getBean(Secondaries.class).isRunning()).isTrue();
				assertThat(context.getBean(NamesProperties.class).toString()).contains("peer").doesNotContain(SECRET);
			});
	}

	@ParameterizedTest
	@CsvSource({ "192.0.2.1,192.0.2.1:53", "192.0.2.1:5353,192.0.2.1:5353", "2001:db8::1,[2001:db8:0:0:0:0:0:1]:53",
			"[2001:db8::1]:99,[2001:db8:0:0:0:0:0:1]:99" })
	void readsAddressesWithPorts(String text, String address) {
		InetSocketAddress read = ExchangedZones.address("test", text);
		String host = read.getAddress().getHostAddress();
		assertThat((host.contains(":") ? "[" + host + "]" : host) + ":" + read.getPort()).isEqualTo(address);
	}

	@ParameterizedTest
	@ValueSource(strings = { "primary.example", "192.0.2.1:", "192.0.2.1:99999", "192.0.2.1:x", "[2001:db8::1" })
	void refusesWhatIsNoAddress(String text) {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> ExchangedZones.address("test", text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "secret=not base64!", "secret=", "algorithm=hmac-md5", "name=a..b" })
	void refusesAKeyThatIsNone(String property) {
		this.runner
			.withPropertyValues("network.names.tsig-keys[0].name=peer", "network.names.tsig-keys[0].secret=" + SECRET,
					"network.names.tsig-keys[0]." + property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageNotContaining("not base64"));
	}

	@Test
	void refusesAKeyThatIsNotThere() {
		this.runner.withPropertyValues("network.names.zones[0].allow-update=key:missing")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(FailureAnalyzedException.class)
				.hasMessageContaining("'missing'")
				.hasMessageContaining("zones[0].allow-update"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "allow-transfer=any", "allow-update=loopback", "notify=192.0.2.1" })
	void exchangesNoZonesOfViews(String property) {
		this.runner.withPropertyValues("network.names.zones[0].view=inside", "network.names.zones[0]." + property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(FailureAnalyzedException.class)
				.hasMessageContaining("zones[0].view"));
	}

	@Test
	void doesNotStartWithADamagedJournal() throws Exception {
		Path file = this.data.resolve("names/journal/a.test.journal");
		Files.createDirectories(file.getParent());
		Files.writeString(file, "something else altogether");
		this.runner
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("a.test.journal"));
	}

	@Test
	void letsAnotherPolicyDecide() {
		DnsUpdatePolicy own = (update) -> Mono.just(true);
		this.runner.withBean(DnsUpdatePolicy.class, () -> own)
			.run((context) -> assertThat(context.getBean(DnsUpdatePolicy.class)).isSameAs(own));
	}

	@Test
	void isSwitchedOffWithTheServer() {
		this.runner.withPropertyValues("network.names.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ZoneUpdates.class));
	}

}
