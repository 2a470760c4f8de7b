package dev.torsion.names.session;

import java.util.Locale;

import dev.torsion.names.DnsResponse;
import dev.torsion.names.DnsResponse.ExtendedError;
import dev.torsion.names.wire.Query;
import dev.torsion.names.zone.Records;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * What the server says of itself in class CH, RFC 4892: nothing unless that is set.
 */
final class Chaos {

	private final ServerSettings settings;

	Chaos(ServerSettings settings) {
		this.settings = settings;
	}

	DnsResponse answer(Query query) {
		Name name = Records.name(query.name().from(0));
		String text = (query.dnsClass() == DClass.CH && (query.type() == Type.TXT || query.type() == Type.ANY))
				? text(name.toString().toLowerCase(Locale.ROOT)) : null;
		if (text == null) {
			return DnsResponse.refused().withError(ExtendedError.NOT_AUTHORITATIVE);
		}
		return DnsResponse.answer(new TXTRecord(name, DClass.CH, 0, text));
	}

	private @Nullable String text(String name) {
		return switch (name) {
			case "version.bind.", "version.server." -> this.settings.version();
			case "id.server.", "hostname.bind." -> this.settings.identity();
			default -> null;
		};
	}

}
