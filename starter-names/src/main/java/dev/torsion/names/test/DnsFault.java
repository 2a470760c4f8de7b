package dev.torsion.names.test;

import java.time.Duration;
import java.util.function.UnaryOperator;

import dev.torsion.names.DnsTransport;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * What is to go wrong with answers of a {@link MockDns}, and with which of them: start
 * from one of the kinds and narrow it down. A fault that is not narrowed down strikes
 * every query. Immutable.
 *
 * <pre>
 * dns.fault(DnsFault.drop().on("www.example.org").times(2));
 * dns.fault(DnsFault.rcode(Rcode.SERVFAIL).type(Type.AAAA));
 * </pre>
 */
public final class DnsFault {

	/** As many times as it likes. */
	private static final int ALWAYS = Integer.MAX_VALUE;

	private final UnaryOperator<Reply> effect;

	private final Scope scope;

	private DnsFault(UnaryOperator<Reply> effect, Scope scope) {
		this.effect = effect;
		this.scope = scope;
	}

	private static DnsFault of(UnaryOperator<Reply> effect) {
		return new DnsFault(effect, new Scope(null, null, null, ALWAYS));
	}

	/**
	 * No answer at all.
	 * @return the fault
	 */
	public static DnsFault drop() {
		return of(Reply::dropped);
	}

	/**
	 * An answer that comes late.
	 * @param delay how late
	 * @return the fault
	 */
	public static DnsFault delay(Duration delay) {
		return of((reply) -> reply.delayed(delay));
	}

	/**
	 * An answer that is cut short, with TC set and no records, RFC 2181 section 9. Mostly
	 * wanted {@linkplain #over over} UDP only.
	 * @return the fault
	 */
	public static DnsFault truncate() {
		return of(Reply::truncated);
	}

	/**
	 * Another outcome, without records.
	 * @param rcode the outcome, as in {@link org.xbill.DNS.Rcode}
	 * @return the fault
	 */
	public static DnsFault rcode(int rcode) {
		return of((reply) -> reply.failed(rcode));
	}

	/**
	 * An answer with the id of another query.
	 * @return the fault
	 */
	public static DnsFault wrongId() {
		return of(Reply::misnumbered);
	}

	/**
	 * An answer to another question.
	 * @return the fault
	 */
	public static DnsFault wrongQuestion() {
		return of(Reply::misunderstood);
	}

	/**
	 * An answer whose question has lost the case of its letters.
	 * @return the fault
	 */
	public static DnsFault lowerCase() {
		return of(Reply::lowered);
	}

	/**
	 * Bytes that are no message in the place of the answer.
	 * @return the fault
	 */
	public static DnsFault garbage() {
		return of(Reply::garbled);
	}

	/**
	 * Another TTL of all records.
	 * @param seconds the TTL in seconds, such as 0
	 * @return the fault
	 */
	public static DnsFault ttl(long seconds) {
		return of((reply) -> reply.aged(seconds));
	}

	/**
	 * A server that does not know EDNS: FORMERR if the query has any, RFC 6891 section 7.
	 * @return the fault
	 */
	public static DnsFault noEdns() {
		return of(Reply::withoutEdns);
	}

	/**
	 * Only for queries of one name.
	 * @param name the name, in any case, with or without the dot at its end
	 * @return the fault
	 */
	public DnsFault on(String name) {
		return new DnsFault(this.effect, this.scope.on(MockRecords.name(name)));
	}

	/**
	 * Only for queries of one type.
	 * @param type the type, as in {@link Type}
	 * @return the fault
	 */
	public DnsFault type(int type) {
		return new DnsFault(this.effect, this.scope.type(type));
	}

	/**
	 * Only for queries of one transport.
	 * @param transport {@link DnsTransport#UDP} or {@link DnsTransport#TCP}
	 * @return the fault
	 */
	public DnsFault over(DnsTransport transport) {
		return new DnsFault(this.effect, this.scope.over(transport));
	}

	/**
	 * Only the first times.
	 * @param times how many times
	 * @return the fault
	 */
	public DnsFault times(int times) {
		return new DnsFault(this.effect, this.scope.times(times));
	}

	Reply strike(Reply reply) {
		return this.effect.apply(reply);
	}

	Scope scope() {
		return this.scope;
	}

	/** Whom a fault strikes. */
	record Scope(@Nullable Name name, @Nullable Integer type, @Nullable DnsTransport transport, int times) {

		Scope on(Name name) {
			return new Scope(name, this.type, this.transport, this.times);
		}

		Scope type(int type) {
			return new Scope(this.name, type, this.transport, this.times);
		}

		Scope over(DnsTransport transport) {
			return new Scope(this.name, this.type, transport, this.times);
		}

		Scope times(int times) {
			return new Scope(this.name, this.type, this.transport, times);
		}

		boolean matches(MockQuery query) {
			return (this.name == null || this.name.equals(query.name()))
					&& (this.type == null || this.type == query.type())
					&& (this.transport == null || this.transport == query.transport());
		}

	}

}
