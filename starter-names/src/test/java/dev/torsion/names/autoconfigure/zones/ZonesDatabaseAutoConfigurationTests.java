package dev.torsion.names.autoconfigure.zones;

import java.nio.file.Path;
import java.time.Duration;

import dev.torsion.enterprise.Database;
import dev.torsion.enterprise.autoconfigure.DatabaseAutoConfiguration;
import dev.torsion.enterprise.autoconfigure.EnterpriseAutoConfiguration;
import dev.torsion.names.autoconfigure.Asking;
import dev.torsion.names.autoconfigure.NamesAutoConfiguration;
import dev.torsion.names.autoconfigure.transfer.TransferAutoConfiguration;
import dev.torsion.names.store.ZoneSources;
import dev.torsion.names.store.database.R2dbcZones;
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
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZonesDatabaseAutoConfiguration}.
 */
@Timeout(60)
class ZonesDatabaseAutoConfigurationTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	@TempDir
	Path data;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
				R2dbcAutoConfiguration.class, EnterpriseAutoConfiguration.class, DatabaseAutoConfiguration.class,
				NamesAutoConfiguration.class, ZonesAutoConfiguration.class, ZonesDatabaseAutoConfiguration.class))
		.withPropertyValues("spring.reactor.netty.shutdown-quiet-period=0s", "network.names.port=0",
				"spring.r2dbc.url=r2dbc:h2:mem:///zones", "spring.r2dbc.generate-unique-name=true");

	@Test
	void servesZonesOfTheApplicationsDatabase() {
		this.runner.withPropertyValues("network.names.database.enabled=true").run((context) -> {
			sql(context, "insert into dns_zone (name) values ('example.org')");
			sql(context, "insert into dns_record (zone, name, type, data)"
					+ " values ('example.org', 'www.example.org', 'A', '192.0.2.1')");
			assertThat(Asking.ask(context, "127.0.0.1", "www.example.org.", Type.A).getRcode())
				.isEqualTo(Rcode.REFUSED);
			context.getBean(ZoneSources.class).stop();
			context.getBean(ZoneSources.class).start();
			assertThat(Asking.data(context, "www.example.org.", Type.A)).containsExactly("192.0.2.1");
		});
	}

	@Test
	void leavesAZoneToTheFileThatIsConfigured() {
		this.runner
			.withPropertyValues("network.names.database.enabled=true", "network.names.zones[0].name=example.org",
					"network.names.zones[0].records=www A 10.0.0.5")
			.run((context) -> {
				sql(context, "insert into dns_zone (name) values ('example.org')");
				context.getBean(ZoneSources.class).stop();
				context.getBean(ZoneSources.class).start();
				assertThat(Asking.data(context, "www.example.org.", Type.A)).containsExactly("10.0.0.5");
				assertThat(context.getBean(R2dbcZones.class).zones()).singleElement()
					.satisfies((status) -> assertThat(status.problem())
						.isEqualTo("The zone example.org. is there already, from another source"));
			});
	}

	@Test
	void letsPropertiesTellMoreOfItsZones() {
		this.runner.withConfiguration(AutoConfigurations.of(TransferAutoConfiguration.class))
			.withPropertyValues("network.names.database.enabled=true", "network.names.zones[0].name=example.org",
					"network.names.zones[0].allow-update=loopback", "network.data=" + this.data)
			.run((context) -> {
				sql(context, "insert into dns_zone (name) values ('example.org')");
				context.getBean(ZoneSources.class).stop();
				context.getBean(ZoneSources.class).start();
				Update update = new Update(Name.fromConstantString("example.org."));
				update.add(Record.fromString(Name.fromConstantString("www.example.org."), Type.A, DClass.IN, 300,
						"192.0.2.1", Name.root));
				assertThat(Asking.send(context, "127.0.0.1", update).getRcode()).isEqualTo(Rcode.NOERROR);
				assertThat(Asking.data(context, "www.example.org.", Type.A)).containsExactly("192.0.2.1");
			});
	}

	@Test
	void isOffUnlessItIsTold() {
		this.runner
			.run((context) -> assertThat(context).doesNotHaveBean(R2dbcZones.class).doesNotHaveBean("zoneSchema"));
	}

	@Test
	void isSwitchedOffWithTheServer() {
		this.runner.withPropertyValues("network.names.database.enabled=true", "network.names.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(R2dbcZones.class));
	}

	private static void sql(ApplicationContext context, String sql) {
		context.getBean(Database.class).operation(sql).run().block(LIMIT);
	}

}
