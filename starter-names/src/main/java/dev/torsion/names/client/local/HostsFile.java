package dev.torsion.names.client.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.torsion.names.DnsQuestion;
import dev.torsion.names.DnsResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Address;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * The hosts file of the machine, as it was when it was read.
 */
public final class HostsFile implements Function<DnsQuestion, @Nullable DnsResponse> {

	private static final Log logger = LogFactory.getLog(HostsFile.class);

	/** Whoever changes the file restarts what has read it, or wants to see it soon. */
	private static final long TTL = 60;

	private static final long MAX_LENGTH = 16 << 20;

	private final Map<Name, List<InetAddress>> addresses;

	private final Map<Name, Name> names;

	private HostsFile(Map<Name, List<InetAddress>> addresses, Map<Name, Name> names) {
		this.addresses = addresses;
		this.names = names;
	}

	/**
	 * Reads a file. Lines that mean nothing are left out, as everywhere.
	 * @param file the file; if it cannot be read there are no hosts
	 * @return its hosts
	 */
	public static HostsFile read(Path file) {
		HostsFile hosts = new HostsFile(new LinkedHashMap<>(), new LinkedHashMap<>());
		try {
			if (Files.size(file) <= MAX_LENGTH) {
				Files.readAllLines(file, StandardCharsets.ISO_8859_1).forEach(hosts::add);
			}
		}
		catch (IOException ex) {
			logger.debug("No hosts in " + file, ex);
		}
		return hosts;
	}

	private void add(String line) {
		List<String> words = Arrays.asList(line.replaceFirst("#.*", "").strip().split("\\s+"));
		try {
			InetAddress address = Address.getByAddress(words.get(0));
			for (String word : words.subList(1, words.size())) {
				Name name = Name.fromString(word, Name.root);
				this.addresses.computeIfAbsent(name, (key) -> new ArrayList<>()).add(address);
				this.names.putIfAbsent(ReverseMap.fromAddress(address), name);
			}
		}
		catch (UnknownHostException | TextParseException ex) {
			logger.trace("Nothing in a line of the hosts file", ex);
		}
	}

	/**
	 * Whether a host is in the file.
	 * @param host the host, as somebody writes it
	 * @return whether it has an address there
	 */
	public boolean contains(String host) {
		try {
			return this.addresses.containsKey(Name.fromString(host, Name.root));
		}
		catch (TextParseException ex) {
			return false;
		}
	}

	/**
	 * Answers for hosts of the file.
	 * @param question the question
	 * @return the answer, {@code null} if it is not about one of them
	 */
	@Override
	public @Nullable DnsResponse apply(DnsQuestion question) {
		Name host = this.names.get(question.name());
		if (host != null && question.type() == Type.PTR) {
			return DnsResponse.answer(new PTRRecord(question.name(), DClass.IN, TTL, host));
		}
		List<InetAddress> addresses = this.addresses.get(question.name());
		if (addresses == null || question.type() != Type.A && question.type() != Type.AAAA) {
			return null;
		}
		// A host that has but one family here is not to get the other from elsewhere
		return DnsResponse.answer(addresses.stream()
			.map((address) -> record(question.name(), address))
			.filter((record) -> record.getType() == question.type())
			.toList());
	}

	private static Record record(Name name, InetAddress address) {
		return (address.getAddress().length == 4) ? new ARecord(name, DClass.IN, TTL, address)
				: new AAAARecord(name, DClass.IN, TTL, address);
	}

}
