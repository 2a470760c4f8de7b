package dev.torsion.names.session;

import java.nio.charset.StandardCharsets;

import dev.torsion.names.DnsResponse;
import dev.torsion.names.DnsResponse.ExtendedError;
import dev.torsion.names.wire.Options;
import dev.torsion.names.wire.Query;
import dev.torsion.names.wire.ResponseWriter;
import dev.torsion.names.wire.ServerCookies;
import dev.torsion.names.zone.Answer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Rcode;

/**
 * Puts answers on the wire: what fits, EDNS, cookies, the bits of the header. What does
 * not fit over UDP is asked for again over TCP (RFC 2181 section 9).
 */
final class ResponseFormat {

	private static final int AA = 0x0400;

	private static final int RA = 0x0080;

	private static final int CD = 0x0010;

	private final ServerSettings settings;

	private final QueryCounts counts;

	private final byte @Nullable [] nsid;

	ResponseFormat(ServerSettings settings, QueryCounts counts) {
		this.settings = settings;
		this.counts = counts;
		String identity = settings.identity();
		this.nsid = (identity != null) ? identity.getBytes(StandardCharsets.UTF_8) : null;
	}

	/** An answer from zones. */
	ByteBuf answer(Worker worker, Origin origin, boolean recursionAvailable) {
		Answer answer = worker.answer;
		begin(worker, origin, (answer.rcode() == Rcode.REFUSED) ? ExtendedError.NOT_AUTHORITATIVE : null);
		ResponseWriter writer = worker.writer;
		for (int i = 0; i < answer.size(); i++) {
			int section = answer.section(i);
			boolean fits = writer.add(Math.min(section, ResponseWriter.ADDITIONAL), answer.owner(i),
					answer.set(i).type(), answer.set(i).ttl(), answer.set(i).data());
			if (!fits && section != Answer.ADDITIONAL) {
				truncate(writer);
				break;
			}
		}
		// Class ANY stands for classes that are not ours, RFC 1035 section 6.2
		boolean authoritative = answer.isAuthoritative() && worker.query.dnsClass() == DClass.IN;
		writer.flag((authoritative ? AA : 0) | (recursionAvailable ? RA : 0));
		return finish(worker, origin, answer.rcode());
	}

	/** An answer from elsewhere. */
	ByteBuf answer(Worker worker, Origin origin, DnsResponse response, boolean recursionAvailable) {
		begin(worker, origin, response.error());
		ResponseWriter writer = worker.writer;
		boolean fits = RecordSections.write(writer, ResponseWriter.ANSWER, response.answer())
				&& RecordSections.write(writer, ResponseWriter.AUTHORITY, response.authority());
		if (fits) {
			RecordSections.write(writer, ResponseWriter.ADDITIONAL, response.additional());
		}
		else {
			truncate(writer);
		}
		writer.flag(
				(response.authoritative() ? AA : 0) | ((recursionAvailable || response.recursionAvailable()) ? RA : 0));
		return finish(worker, origin, response.rcode());
	}

	/** An answer without records. */
	ByteBuf answer(Worker worker, Origin origin, int rcode, @Nullable ExtendedError error) {
		begin(worker, origin, error);
		return finish(worker, origin, rcode);
	}

	/** An answer that says only to ask again over TCP. */
	ByteBuf truncated(Worker worker, Origin origin) {
		begin(worker, origin, null);
		truncate(worker.writer);
		return finish(worker, origin, 0);
	}

	private void truncate(ResponseWriter writer) {
		writer.truncate();
		this.counts.countTruncated();
	}

	private void begin(Worker worker, Origin origin, @Nullable ExtendedError error) {
		Query query = worker.query;
		ResponseWriter writer = worker.writer;
		writer.begin(query, origin.isDatagram() ? Math.min(query.payload(), this.settings.udpPayload())
				: ResponseWriter.MAX_LENGTH);
		writer.reserve(origin.reserved());
		if (!query.hasEdns()) {
			return;
		}
		OptRecord opt = worker.opt;
		opt.begin(writer, this.settings.udpPayload(), query.dnssecOk());
		ServerCookies cookies = this.settings.cookies();
		byte[] cookie = (cookies != null) ? query.cookie() : null;
		if (cookies != null && cookie != null && (cookie.length == ServerCookies.CLIENT || cookie.length >= 16)) {
			opt.option(writer, Options.COOKIE, cookies.make(cookie, origin.client().getAddress()));
		}
		if (this.nsid != null && query.hasOption(Options.NSID)) {
			opt.option(writer, Options.NSID, this.nsid);
		}
		if (!origin.isDatagram() && query.hasOption(Options.KEEP_ALIVE)) {
			int tenths = (int) Math.min(0xffff, this.settings.idleTimeout().toMillis() / 100);
			opt.option(writer, Options.KEEP_ALIVE, new byte[] { (byte) (tenths >> 8), (byte) tenths });
		}
		opt.error(writer, error);
	}

	private ByteBuf finish(Worker worker, Origin origin, int rcode) {
		this.counts.count(origin.transport(), rcode);
		worker.writer.flag(rcode & 0xf);
		if (worker.query.hasEdns()) {
			worker.opt.finish(worker.writer, worker.query, rcode, origin.isEncrypted());
		}
		return worker.writer.finish(ByteBufAllocator.DEFAULT, origin.isStream());
	}

}
