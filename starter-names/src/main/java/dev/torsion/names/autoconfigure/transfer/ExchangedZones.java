package dev.torsion.names.autoconfigure.transfer;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.torsion.names.autoconfigure.ZoneProperties;
import dev.torsion.names.client.transfer.Peer;
import dev.torsion.names.client.transfer.Secondary;
import dev.torsion.names.session.control.AccessList;
import dev.torsion.names.tsig.TsigKey;
import dev.torsion.names.tsig.TsigKeys;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.Records;
import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.util.StringUtils;

/**
 * What properties say of the exchange of zones with others.
 */
final class ExchangedZones {

	private static final int PORT = 53;

	private final Map<WireName, ZoneProperties> zones = new LinkedHashMap<>();

	private final Map<WireName, String> properties = new LinkedHashMap<>();

	private final TsigKeys keys;

	ExchangedZones(List<ZoneProperties> zones, TsigKeys keys) {
		this.keys = keys;
		for (int i = 0; i < zones.size(); i++) {
			String property = "network.names.zones[" + i + "].";
			if (StringUtils.hasText(zones.get(i).view())) {
				refuseExchange(property, zones.get(i));
				continue;
			}
			WireName origin = origin(property, zones.get(i).name());
			this.zones.put(origin, zones.get(i));
			this.properties.put(origin, property);
		}
	}

	/** Others could not tell the zones of one name in several views apart. */
	private static void refuseExchange(String property, ZoneProperties zone) {
		if (!zone.allowTransfer().isEmpty() || !zone.allowUpdate().isEmpty() || !zone.notified().isEmpty()) {
			throw new FailureAnalyzedException(
					property + "view is set, but the zone '" + zone.name() + "' is to be exchanged with others.",
					"Take 'allow-transfer', 'allow-update' and 'notify' away, or the view: "
							+ "only zones that all see are transferred and updated.");
		}
	}

	private static WireName origin(String property, String name) {
		try {
			return Records.name(Name.fromString(name, Name.root));
		}
		catch (TextParseException ex) {
			throw new InvalidConfigurationPropertyValueException(property + "name", name, ex.getMessage());
		}
	}

	Map<WireName, AccessList> allowed(String leaf, Function<ZoneProperties, List<String>> entries) {
		Map<WireName, AccessList> allowed = new LinkedHashMap<>();
		this.zones.forEach((origin, zone) -> allowed.put(origin,
				AccessList.of(property(origin, leaf), entries.apply(zone), this.keys)));
		return allowed;
	}

	List<Secondary> secondaries() {
		List<Secondary> secondaries = new ArrayList<>();
		this.zones.forEach((origin, zone) -> {
			if (!zone.primaries().isEmpty()) {
				secondaries.add(new Secondary(origin, peers(origin, "primaries", zone.primaries(), zone.key())));
			}
		});
		return secondaries;
	}

	Map<WireName, List<Peer>> notified() {
		Map<WireName, List<Peer>> notified = new LinkedHashMap<>();
		this.zones
			.forEach((origin, zone) -> notified.put(origin, peers(origin, "notify", zone.notified(), zone.key())));
		return notified;
	}

	private List<Peer> peers(WireName origin, String leaf, List<String> addresses, @Nullable String key) {
		TsigKey signing = (key != null) ? this.keys.find(AccessList.key(property(origin, "key"), key, this.keys))
				: null;
		return addresses.stream()
			.map((text) -> new Peer(address(property(origin, leaf), text.strip()), signing))
			.toList();
	}

	private String property(WireName origin, String leaf) {
		return this.properties.get(origin) + leaf;
	}

	/** Of IPv6 it is in brackets if a port follows. */
	static InetSocketAddress address(String property, String text) {
		boolean bare = NetUtil.isValidIpV4Address(text) || NetUtil.isValidIpV6Address(text);
		int colon = bare ? -1 : text.lastIndexOf(':');
		String host = (colon < 0) ? text : text.substring(0, colon).replaceFirst("^\\[(.*)]$", "$1");
		String port = (colon < 0) ? String.valueOf(PORT) : text.substring(colon + 1);
		byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host);
		if (bytes == null || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
			throw new InvalidConfigurationPropertyValueException(property, text,
					"It is an address, with a port if that is not 53: 192.0.2.1, 192.0.2.1:5353, [2001:db8::1]:5353.");
		}
		return new InetSocketAddress(host, Integer.parseInt(port));
	}

}
