package dev.torsion.names.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.RRset;
import dev.torsion.names.zone.Records;
import dev.torsion.names.zone.Zone;
import dev.torsion.names.zone.ZoneLimits;
import dev.torsion.names.zone.ZoneNode;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

import org.springframework.core.io.FileSystemResource;

/**
 * A zone file for the zone {@code example.org} in a folder of a test.
 */
final class ZoneFixture {

	/** What each zone needs, in four lines. */
	static final String HEAD = """
			$TTL 3600
			@ SOA ns hostmaster 7 7200 900 1209600 300
			@ NS ns
			ns A 192.0.2.53
			""";

	private final Path file;

	ZoneFixture(Path folder) {
		this.file = folder.resolve("example.org.zone");
	}

	Path path() {
		return this.file;
	}

	ZoneFile file() {
		return new ZoneFile(name("example.org"), new FileSystemResource(this.file), false, new ZoneLimits(100, 100));
	}

	/** Loads a zone of the four lines and more. */
	LoadedZone load(String more) throws IOException {
		return loadAll(HEAD + more);
	}

	LoadedZone loadAll(String text) throws IOException {
		Files.writeString(this.file, text);
		return file().load();
	}

	/** What a name owns of a type, as in a zone file. */
	static List<String> data(Zone zone, String name, int type) {
		return records(zone, name, type).stream().map(Record::rdataToString).toList();
	}

	static List<Record> records(Zone zone, String name, int type) {
		ZoneNode node = zone.find(name(name));
		RRset set = (node != null) ? node.find(type) : null;
		return (set != null) ? Records.records(name(name), set) : List.of();
	}

	static List<String> data(LoadedZone loaded, String name, String type) {
		return data(loaded.zone(), name, Type.value(type));
	}

	static WireName name(String name) {
		return WireName.of(Name.fromConstantString(name + ".").toWire());
	}

}
