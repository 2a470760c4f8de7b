package dev.torsion.names.client.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.xbill.DNS.Address;

/**
 * What {@code resolv.conf} says.
 *
 * @param servers the name servers; loopback's if there are none, as
 * {@code resolv.conf(5)} has it
 * @param search the domains in which names are looked for
 * @param ndots with how many dots a name is tried as it is before it is looked for
 */
public record ResolvConf(List<InetSocketAddress> servers, List<String> search, int ndots) {

	private static final Log logger = LogFactory.getLog(ResolvConf.class);

	private static final int PORT = 53;

	/** As libraries of C have it; more would multiply what a typing error costs. */
	private static final int MAX_SEARCH = 6;

	private static final Pattern NDOTS = Pattern.compile("\\bndots:(\\d{1,2})\\b");

	/**
	 * Reads a file.
	 * @param file the file; if it cannot be read it says nothing
	 * @return what it says
	 */
	public static ResolvConf read(Path file) {
		try {
			return of(Files.readAllLines(file, StandardCharsets.ISO_8859_1));
		}
		catch (IOException ex) {
			logger.debug("No name servers in " + file, ex);
			return of(List.of());
		}
	}

	private static ResolvConf of(List<String> lines) {
		List<InetSocketAddress> servers = new ArrayList<>();
		List<String> search = List.of();
		int ndots = 1;
		for (String line : lines) {
			List<String> words = Arrays.asList(line.replaceFirst("[#;].*", "").strip().split("\\s+"));
			List<String> values = words.subList(1, words.size());
			switch (words.get(0)) {
				case "nameserver" -> values.stream().limit(1).forEach((address) -> add(servers, address));
				case "search", "domain" -> search = values.stream().limit(MAX_SEARCH).toList();
				case "options" -> ndots = ndots(line, ndots);
				default -> {
				}
			}
		}
		if (servers.isEmpty()) {
			servers.add(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT));
		}
		return new ResolvConf(List.copyOf(servers), search, ndots);
	}

	private static void add(List<InetSocketAddress> servers, String address) {
		try {
			// The zone of a link-local address is known to the JDK only
			InetAddress server = address.contains("%") ? InetAddress.getByName(address) : Address.getByAddress(address);
			servers.add(new InetSocketAddress(server, PORT));
		}
		catch (UnknownHostException ex) {
			logger.debug("No name server: " + address, ex);
		}
	}

	private static int ndots(String line, int otherwise) {
		Matcher matcher = NDOTS.matcher(line);
		return matcher.find() ? Math.min(Integer.parseInt(matcher.group(1)), 15) : otherwise;
	}

	/**
	 * The names that a host may mean.
	 * @param host the host
	 * @return absolute names, in the order in which to try them
	 */
	public List<String> candidates(String host) {
		if (host.endsWith(".") || this.search.isEmpty()) {
			return List.of(host);
		}
		List<String> candidates = new ArrayList<>(this.search.stream().map((domain) -> host + "." + domain).toList());
		boolean first = host.chars().filter((character) -> character == '.').count() >= this.ndots;
		candidates.add(first ? 0 : candidates.size(), host);
		return candidates;
	}

}
