package dev.torsion.names.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.torsion.interop.RealPeer;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/**
 * Name servers of others on addresses of loopback, all at one port: NSD has the root,
 * Knot has {@code org}, BIND has {@code example.org}, and Unbound is a resolver with data
 * of its own.
 */
final class RealAuthorities implements AutoCloseable {

	static final String ROOT = "127.0.0.2";

	static final String RESOLVER = "127.0.0.6";

	private static final String ORG = "127.0.0.3";

	/** BIND listens on addresses only that an interface has by name. */
	private static final String EXAMPLE = "127.0.0.1";

	private static final Duration DEADLINE = Duration.ofSeconds(30);

	private final Path folder;

	private final int port;

	private final List<Process> processes = new ArrayList<>();

	RealAuthorities(Path folder, int port) {
		this.folder = folder;
		this.port = port;
	}

	void startAuthorities() throws IOException {
		zone("root.zone", ".", "@ NS a.root.", "a.root. A " + ROOT, "org. NS ns.org.", "ns.org. A " + ORG);
		zone("org.zone", "org.", "@ NS ns", "ns A " + ORG, "example NS ns.example", "ns.example A " + EXAMPLE);
		zone("example.zone", "example.org.", "@ NS ns", "ns A " + EXAMPLE, "www A 10.0.0.1", "*.wild A 10.0.0.2",
				"a.b.c A 10.0.0.3", "alias CNAME www", "big TXT " + ("\"" + "x".repeat(250) + "\" ").repeat(10),
				"old DNAME new", "www.new A 10.0.0.4");
		start("nsd", ROOT, List.of("-d", "-c"), """
				server:
				  ip-address: %1$s@%2$d
				  username: ""
				  zonesdir: "%3$s"
				  pidfile: ""
				  xfrdfile: "%3$s/xfrd.state"
				  zonelistfile: "%3$s/zone.list"
				remote-control:
				  control-enable: no
				zone:
				  name: "."
				  zonefile: root.zone
				""");
		start("knotd", ORG, List.of("-c"), """
				server:
				  rundir: "%3$s"
				  listen: %1$s@%2$d
				database:
				  storage: "%3$s/knot"
				template:
				  - id: default
				    storage: "%3$s"
				zone:
				  - domain: org.
				    file: org.zone
				""");
		start("named", EXAMPLE, List.of("-g", "-c"), """
				options {
				  directory "%3$s";
				  listen-on port %2$d { %1$s; };
				  listen-on-v6 { none; };
				  pid-file none;
				  recursion no;
				  dnssec-validation no;
				};
				controls { };
				zone "example.org" { type primary; file "example.zone"; };
				""");
		await(ROOT, ".");
		await(ORG, "org.");
		await(EXAMPLE, "example.org.");
	}

	void startResolver() throws IOException {
		start("unbound", RESOLVER, List.of("-d", "-c"), """
				server:
				  interface: %1$s@%2$d
				  username: ""
				  chroot: ""
				  directory: "%3$s"
				  pidfile: ""
				  use-syslog: no
				  do-daemonize: no
				  local-zone: "example.org." static
				  local-data: "example.org. 300 IN SOA ns.example.org. admin.example.org. 1 2 3 4 900"
				  local-data: "www.example.org. 300 IN A 10.0.0.1"
				  local-data: 'big.example.org. 300 IN TXT %4$s'
				remote-control:
				  control-enable: no
				""");
		await(RESOLVER, "example.org.");
	}

	private void zone(String file, String origin, String... records) throws IOException {
		Files.writeString(this.folder.resolve(file),
				"$ORIGIN " + origin + "\n$TTL 300\n@ SOA ns admin 1 2 3 4 900\n" + String.join("\n", records) + "\n");
	}

	private void start(String program, String address, List<String> options, String settings) throws IOException {
		Path file = Files.writeString(this.folder.resolve(program + ".conf"),
				settings.formatted(address, this.port, this.folder, ("\"" + "x".repeat(250) + "\" ").repeat(10)));
		List<String> command = new ArrayList<>(List.of(RealPeer.require(program).toString()));
		command.addAll(options);
		command.add(file.toString());
		this.processes.add(new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(this.folder.resolve(program + ".log").toFile())
			.start());
	}

	private void await(String address, String zone) throws IOException {
		SimpleResolver probe = new SimpleResolver(new InetSocketAddress(address, this.port));
		probe.setTimeout(Duration.ofMillis(200));
		Message query = Message.newQuery(Record.newRecord(Name.fromConstantString(zone), Type.SOA, DClass.IN));
		long deadline = System.nanoTime() + DEADLINE.toNanos();
		while (true) {
			try {
				if (!probe.send(query).getSection(Section.ANSWER).isEmpty()) {
					return;
				}
			}
			catch (IOException ex) {
				Thread.onSpinWait();
			}
			if (System.nanoTime() > deadline) {
				throw new IOException("No answer from " + address + ": " + logs());
			}
		}
	}

	private String logs() throws IOException {
		StringBuilder logs = new StringBuilder();
		for (String program : List.of("nsd", "knotd", "named", "unbound")) {
			Path log = this.folder.resolve(program + ".log");
			logs.append(Files.exists(log) ? Files.readString(log) : "");
		}
		return logs.toString();
	}

	@Override
	public void close() {
		this.processes.forEach(Process::destroy);
		for (Process process : this.processes) {
			try {
				if (!process.waitFor(10, TimeUnit.SECONDS)) {
					process.destroyForcibly();
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
