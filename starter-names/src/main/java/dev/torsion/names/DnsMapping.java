package dev.torsion.names;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Maps names to a method of a {@link DnsController}.
 * <p>
 * <b>Parameters</b> are variables of the name, converted to their types, and the
 * {@link DnsExchange}, the {@link DnsQuestion}, and the client as
 * {@link java.net.InetSocketAddress} or {@link java.net.InetAddress}. Names have no case,
 * and variables are in lower case, whatever the client has written.
 * <p>
 * <b>Results</b> are {@link java.net.InetAddress} for A and AAAA; {@link String}, which
 * is the text of a TXT record, and of any other type the data as zone files have it
 * ({@code "10 mail.example.org."}); {@link org.xbill.DNS.Record}; collections,
 * {@code Optional}, {@code Mono} and {@code Flux} of these; or a whole
 * {@link DnsResponse}. A method that returns no publisher is called on the pool for
 * blocking work, unless it is {@link dev.torsion.mapping.NonBlocking}.
 * <p>
 * <b>Nothing</b>, from a method, is that there is no such name (NXDOMAIN), unless another
 * method that the same name is mapped to has something for another type. It has something
 * if its records are of types that nobody has asked for, and then the answer has no data
 * (NODATA); so it has for types to which no method is mapped. What a variable cannot be
 * converted to does not exist. {@link DnsResponse#noData()} and
 * {@link DnsResponse#nxDomain()} say so outright, and {@link #PASS} lets zones and other
 * handlers answer. Negative answers get the SOA of the zone that the name is in, or one
 * made up for the part of {@link #name()} behind the variables.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface DnsMapping {

	/**
	 * In the place of an answer: somebody else is to give one. It is this object that
	 * means it.
	 */
	DnsResponse PASS = DnsResponse.of(Rcode.REFUSED, false);

	/**
	 * The names: <code>{x}</code> is any one label, <code>{*x}</code> any one or more,
	 * {@code *} any one that does not matter, {@code web-{x}} one that begins so. Of two
	 * that match, that is meant which has the more text where they differ, from the right
	 * end on. Placeholders such as {@code ${zone}} are resolved.
	 * @return the names
	 */
	String[] name();

	/**
	 * The types, as in {@link Type}, or any other numbers; {@link Type#ANY} for all.
	 * @return the types
	 */
	int[] type() default Type.ANY;

	/**
	 * How long answers may be kept, in seconds; negative for
	 * {@code network.names.controllers.ttl}. Records and responses have their own.
	 * @return the time
	 */
	int ttl() default -1;

}
