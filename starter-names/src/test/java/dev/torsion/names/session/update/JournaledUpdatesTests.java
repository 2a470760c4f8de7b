package dev.torsion.names.session.update;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

import dev.torsion.files.DataFolder;
import dev.torsion.names.client.ResolverFixture;
import dev.torsion.names.session.control.Controlled;
import dev.torsion.names.store.journal.ZoneJournals;
import dev.torsion.names.zone.Zone;
import dev.torsion.names.zone.Zones;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of updates on threads.
 */
class JournaledUpdatesTests {

	private static final Name ORIGIN = Name.fromConstantString("example.org.");

	private static final Zone SOURCE = Controlled.zone("""
			$ORIGIN example.org.
			@ 300 SOA ns admin 7 3600 600 86400 300
			@ 300 NS ns
			""");

	private final ResolverFixture loops = new ResolverFixture();

	@TempDir
	Path data;

	@AfterEach
	void close() {
		this.loops.close();
	}

	@Test
	void losesNoneOfManyAtATimeThoughTheSourceIsReadMeanwhile() throws IOException {
		ZoneJournals journals = ZoneJournals.open(new DataFolder(this.data));
		Zones zones = new Zones(journals);
		zones.publish(SOURCE);
		JournaledUpdates updates = new JournaledUpdates(zones, journals, Set.of(), this.loops.eventLoop());
		Flux.range(0, 200).flatMap((number) -> {
			zones.publish(SOURCE);
			return updates.update(ORIGIN, (edit) -> edit.add(host(number)));
		}).count().block(Duration.ofSeconds(30));
		assertThat(zones.current().zones().iterator().next().size()).isEqualTo(201);
		Zones restarted = new Zones(ZoneJournals.open(new DataFolder(this.data)));
		restarted.publish(SOURCE);
		assertThat(restarted.current().zones().iterator().next().size()).isEqualTo(201);
	}

	private static ARecord host(int number) {
		try {
			Name name = Name.fromConstantString("host" + number + ".example.org.");
			return new ARecord(name, DClass.IN, 60, InetAddress.getByAddress(new byte[] { 10, 0, 0, (byte) number }));
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
