package dev.torsion.names.session;

import java.util.List;

import dev.torsion.names.DnsResponse;
import dev.torsion.names.session.limit.ResponseKind;
import dev.torsion.names.session.limit.ResponseRateLimiter;
import dev.torsion.names.session.limit.Verdict;
import dev.torsion.names.wire.Query;
import dev.torsion.names.wire.SearchName;
import dev.torsion.names.wire.ServerCookies;
import dev.torsion.names.zone.Answer;
import dev.torsion.names.zone.Records;
import dev.torsion.names.zone.Zone;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;

/**
 * Which answers count together for the limit of answers over UDP. Those whose clients
 * have proved their address by a cookie are not counted.
 */
final class ResponseLimit {

	private final @Nullable ResponseRateLimiter limiter;

	private final @Nullable ServerCookies cookies;

	ResponseLimit(ServerSettings settings) {
		this.limiter = settings.rateLimiter();
		this.cookies = settings.cookies();
	}

	/** What becomes of an answer from zones. */
	Verdict check(Worker worker, Origin origin) {
		ResponseRateLimiter limiter = limiter(worker.query, origin);
		if (limiter == null) {
			return Verdict.ANSWER;
		}
		Answer answer = worker.answer;
		Zone zone = answer.zone();
		int zoneHash = (zone != null) ? zone.origin().hashCode() : 0;
		ResponseKind kind = kind(answer.rcode());
		if (kind == ResponseKind.ANSWER && !answer.isAuthoritative()) {
			kind = ResponseKind.REFERRAL;
		}
		boolean manyNames = kind != ResponseKind.ANSWER || answer.isWildcard();
		return limiter.check(origin.client().getAddress(), kind, manyNames ? zoneHash : worker.query.name().hash(0));
	}

	/** What becomes of an answer without records. */
	Verdict check(Worker worker, Origin origin, int rcode) {
		ResponseRateLimiter limiter = limiter(worker.query, origin);
		return (limiter != null) ? limiter.check(origin.client().getAddress(), kind(rcode), 0) : Verdict.ANSWER;
	}

	/** What becomes of an answer from elsewhere. */
	Verdict check(Worker worker, Origin origin, DnsResponse response) {
		ResponseRateLimiter limiter = limiter(worker.query, origin);
		if (limiter == null) {
			return Verdict.ANSWER;
		}
		ResponseKind kind = kind(response.rcode());
		return limiter.check(origin.client().getAddress(), kind,
				(kind == ResponseKind.ANSWER) ? nameHash(worker.query.name(), response) : ownerHash(response));
	}

	/**
	 * Code may answer whatever name is made up, so its names count with their siblings.
	 */
	private static int nameHash(SearchName name, DnsResponse response) {
		return name.hash((response.authoritative() && name.labels() > 1) ? 1 : 0);
	}

	private static int ownerHash(DnsResponse response) {
		List<Record> authority = response.authority();
		return authority.isEmpty() ? 0 : Records.name(authority.get(0).getName()).hashCode();
	}

	private static ResponseKind kind(int rcode) {
		return switch (rcode) {
			case Rcode.NOERROR, Rcode.YXDOMAIN -> ResponseKind.ANSWER;
			case Rcode.NXDOMAIN -> ResponseKind.NXDOMAIN;
			default -> ResponseKind.ERROR;
		};
	}

	private @Nullable ResponseRateLimiter limiter(Query query, Origin origin) {
		if (!origin.isDatagram() || this.limiter == null) {
			return null;
		}
		byte[] cookie = (this.cookies != null) ? query.cookie() : null;
		boolean proved = this.cookies != null && cookie != null
				&& this.cookies.isValid(cookie, origin.client().getAddress());
		return proved ? null : this.limiter;
	}

}
