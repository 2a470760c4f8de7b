package dev.torsion.names.store;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;

import dev.torsion.files.DataFolder;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.RRset;
import dev.torsion.names.zone.Records;
import dev.torsion.names.zone.Zone;
import dev.torsion.names.zone.ZoneBuilder;
import dev.torsion.names.zone.ZoneException;
import dev.torsion.names.zone.ZoneNode;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Master;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Copies of zones of other servers, as zone files whose time of modification is that of
 * the last successful check. Its methods block.
 */
public final class SecondaryFiles {

	private static final String FOLDER = "names/secondary/";

	/** Types whose data is written so that people can read it; others are in hex. */
	private static final Set<Integer> READABLE = Set.of(Type.A, Type.AAAA, Type.NS, Type.CNAME, Type.SOA, Type.PTR,
			Type.MX, Type.SRV, Type.DNAME);

	private final DataFolder folder;

	/**
	 * Creates the files.
	 * @param folder the data folder
	 */
	public SecondaryFiles(DataFolder folder) {
		this.folder = folder;
	}

	private static String name(WireName origin) {
		return FOLDER + ZoneFileNames.of(origin) + ".zone";
	}

	/**
	 * Reads a zone.
	 * @param origin its name
	 * @return the zone, {@code null} if there is no copy
	 * @throws IOException if the file cannot be read, or is no zone
	 */
	public @Nullable Copy read(WireName origin) throws IOException {
		Path file = this.folder.path().resolve(name(origin)).toAbsolutePath();
		if (Files.notExists(file)) {
			return null;
		}
		ZoneBuilder builder = new ZoneBuilder(origin);
		try (Master master = new Master(file.toString(), Records.name(origin))) {
			for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
				builder.add(record);
			}
			return new Copy(builder.build(), Files.getLastModifiedTime(file).toInstant());
		}
		catch (ZoneException ex) {
			throw new IOException(ex.getMessage(), ex);
		}
	}

	/**
	 * Writes a zone: whole, or not at all.
	 * @param zone the zone
	 * @param checked when it was last known to be the current one
	 * @throws IOException if it cannot be written
	 */
	public void write(Zone zone, Instant checked) throws IOException {
		Path file = this.folder.resolve(name(zone.origin()));
		Path written = Files.createTempFile(file.resolveSibling(""), "zone", null);
		try {
			try (BufferedWriter out = Files.newBufferedWriter(written)) {
				write(zone, zone.apex(), out);
				for (ZoneNode node : zone) {
					if (!node.isApex()) {
						write(zone, node, out);
					}
				}
			}
			Files.setLastModifiedTime(written, FileTime.from(checked));
			Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
		}
		finally {
			Files.deleteIfExists(written);
		}
	}

	private static void write(Zone zone, ZoneNode node, BufferedWriter out) throws IOException {
		if (node.isApex()) {
			write(node.name(), zone.soa(), out);
		}
		for (RRset set : node.sets()) {
			if (set.type() != Type.SOA) {
				write(node.name(), set, out);
			}
		}
	}

	private static void write(WireName name, RRset set, BufferedWriter out) throws IOException {
		String before = name + " " + set.ttl() + " IN ";
		if (READABLE.contains(set.type())) {
			for (Record record : Records.records(name, set)) {
				out.write(before + Type.string(set.type()) + " " + record.rdataToString() + "\n");
			}
			return;
		}
		for (byte[] rdata : set.rdatas()) {
			out.write(before + "TYPE" + set.type() + " \\# " + rdata.length + " " + HexFormat.of().formatHex(rdata)
					+ "\n");
		}
	}

	/**
	 * Notes that a copy is still the current one.
	 * @param origin the name of the zone
	 * @param checked when that was known
	 * @throws IOException if it cannot be noted
	 */
	public void touch(WireName origin, Instant checked) throws IOException {
		Files.setLastModifiedTime(this.folder.resolve(name(origin)), FileTime.from(checked));
	}

	/**
	 * A copy of a zone.
	 *
	 * @param zone the zone
	 * @param checked when it was last known to be the current one
	 */
	public record Copy(Zone zone, Instant checked) {

	}

}
