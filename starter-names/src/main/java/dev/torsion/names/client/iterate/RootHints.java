package dev.torsion.names.client.iterate;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.xbill.DNS.Master;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/**
 * Where iterations begin: the servers of the root, as they were when the file was written
 * (RFC 8109).
 *
 * @param servers the servers and their addresses
 */
public record RootHints(Map<Name, List<InetAddress>> servers) {

	/** More is not the hints, but the root zone. */
	private static final int MAX_RECORDS = 1000;

	/**
	 * The hints of the Internet.
	 * @return the hints
	 */
	public static RootHints ofInternet() {
		try (InputStream file = RootHints.class.getResourceAsStream("root.hints")) {
			if (file == null) {
				throw new IllegalStateException("There is no resource root.hints");
			}
			return read(file);
		}
		catch (IOException ex) {
			throw new IllegalStateException("root.hints cannot be read", ex);
		}
	}

	/**
	 * Reads hints in the form of a zone file.
	 * @param file the file
	 * @return the hints
	 * @throws IOException if it cannot be read, or has no server with an address
	 */
	public static RootHints read(InputStream file) throws IOException {
		Map<Name, List<InetAddress>> servers = new LinkedHashMap<>();
		List<Record> addresses = new ArrayList<>();
		try (Master master = new Master(file, Name.root)) {
			master.disableIncludes();
			for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
				if (record instanceof NSRecord server && record.getName().equals(Name.root)) {
					servers.put(server.getTarget(), new ArrayList<>());
				}
				addresses.add(record);
				if (addresses.size() > MAX_RECORDS) {
					throw new IOException("There are more than " + MAX_RECORDS + " records");
				}
			}
		}
		addresses.forEach((record) -> servers.getOrDefault(record.getName(), new ArrayList<>())
			.addAll(Delegation.address(record).toList()));
		servers.values().removeIf(List::isEmpty);
		if (servers.isEmpty()) {
			throw new IOException("There is no server of the root with an address");
		}
		return new RootHints(servers);
	}

	Delegation delegation() {
		return new Delegation(Name.root, this.servers, 0);
	}

}
