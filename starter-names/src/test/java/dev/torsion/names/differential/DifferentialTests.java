package dev.torsion.names.differential;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.torsion.names.differential.query.Query;
import dev.torsion.names.differential.query.QueryGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

import dev.torsion.interop.Interop;
import dev.torsion.names.interop.Knot;
import dev.torsion.names.interop.Nsd;
import dev.torsion.names.interop.ServedZone;
import dev.torsion.names.interop.Torsion;
import dev.torsion.names.interop.TsigKey;

import static org.assertj.core.api.Assertions.assertThat;

class DifferentialTests {

	private static final long SEED = 1034_1035;

	private static final int QUERIES = 10_000;

	private static final List<String> ZONES = List.of("diff.example", "sub.diff.example", "other.example");

	/** Keeps generated updates and transfers out. */
	private static final TsigKey KEY = new TsigKey("nobody", "c2VjcmV0LW9mLXRoZS10ZXN0cy1hbG9uZS0xMjM0NTY=");

	@TempDir
	Path work;

	@Test
	@Interop({ "knotd", "nsd" })
	void everyDifferenceHasAReason() throws Exception {
		ServedZone[] zones = ZONES.stream().map(DifferentialTests::zone).toArray(ServedZone[]::new);
		try (Knot knot = Knot.serve(this.work, zones);
				Nsd nsd = Nsd.serve(this.work, zones);
				Torsion torsion = Torsion.serve(zones)) {
			Map<Rival, InetSocketAddress> servers = Map.of(Rival.KNOT, knot.address(), Rival.NSD, nsd.address(),
					Rival.OURS, torsion.address());
			Verdict verdict = Verdict.of(new Run(queries(), servers).differences(), servers.keySet());
			Files.writeString(Path.of("target", "differential.txt"), verdict.toString());
			assertThat(verdict.unexplained()).as("differences without a reason").isEmpty();
			assertThat(verdict.idle()).as("reasons that explain nothing").isEmpty();
		}
	}

	private static List<Query> queries() throws IOException {
		QueryGenerator generator = new QueryGenerator(SEED, names());
		List<Query> queries = new ArrayList<>();
		for (int id = 0; id < QUERIES; id++) {
			queries.add(generator.next(id));
		}
		return queries;
	}

	private static List<byte[]> names() throws IOException {
		Set<Name> names = new TreeSet<>();
		for (String zone : ZONES) {
			try (InputStream input = DifferentialTests.class.getResourceAsStream(zone + ".zone");
					Master master = new Master(input, Name.fromString(zone + "."))) {
				for (Record data = master.nextRecord(); data != null; data = master.nextRecord()) {
					names.add(data.getName());
				}
			}
		}
		return names.stream().map(Name::toWire).toList();
	}

	private static ServedZone zone(String name) {
		try {
			Path file = Path.of(DifferentialTests.class.getResource(name + ".zone").toURI());
			return ServedZone.primary(name, file).signed(KEY);
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
