package dev.torsion.names.autoconfigure.zones;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.torsion.names.autoconfigure.Asking;
import dev.torsion.names.autoconfigure.NamesAutoConfiguration;
import dev.torsion.names.autoconfigure.transfer.TransferAutoConfiguration;
import dev.torsion.names.store.ZoneSources;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Zones of files that are changed by messages too.
 */
@Timeout(60)
class UpdatedZonesTests {

	private static final Name ORIGIN = Name.fromConstantString("example.org.");

	private static final Name WWW = Name.fromConstantString("www.example.org.");

	@TempDir
	Path folder;

	@Test
	void keepsUpdatesOverAFileThatIsReadAgain() throws IOException {
		Path file = write(7, "192.0.2.1");
		runner().withPropertyValues("network.names.zones[0].file=" + file).run((context) -> {
			assertThat(add(context, "192.0.2.99")).isEqualTo(Rcode.NOERROR);
			write(20, "192.0.2.2");
			context.getBean(ZoneSources.class).reload().collectList().block();
			assertThat(Asking.data(context, "www.example.org.", Type.A)).containsExactlyInAnyOrder("192.0.2.2",
					"192.0.2.99");
		});
	}

	@Test
	void refusesToAddMoreThanTheLimits() throws IOException {
		Path file = write(7, "192.0.2.1");
		runner().withPropertyValues("network.names.zones[0].file=" + file, "network.names.max-records-per-type=2")
			.run((context) -> {
				assertThat(add(context, "192.0.2.2")).isEqualTo(Rcode.NOERROR);
				assertThat(add(context, "192.0.2.3")).isEqualTo(Rcode.REFUSED);
				assertThat(Asking.data(context, "www.example.org.", Type.A)).hasSize(2);
			});
	}

	private ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
					NamesAutoConfiguration.class, ZonesAutoConfiguration.class, TransferAutoConfiguration.class))
			.withPropertyValues("spring.reactor.netty.shutdown-quiet-period=0s", "network.names.port=0",
					"network.data=" + this.folder.resolve("data"), "network.names.reload-interval=0",
					"network.names.zones[0].name=example.org", "network.names.zones[0].allow-update=loopback");
	}

	private Path write(int serial, String address) throws IOException {
		return Files.writeString(this.folder.resolve("zone"), """
				@ 300 SOA ns hostmaster %d 2 3 4 5
				@ 300 NS ns.example.net.
				www 300 A %s
				""".formatted(serial, address));
	}

	private static int add(ApplicationContext context, String address) throws IOException {
		Update update = new Update(ORIGIN);
		update.add(Record.fromString(WWW, Type.A, DClass.IN, 300, address, Name.root));
		return Asking.send(context, "127.0.0.1", update).getRcode();
	}

}
