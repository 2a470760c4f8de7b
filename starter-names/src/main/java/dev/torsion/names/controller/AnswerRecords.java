package dev.torsion.names.controller;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Makes records of what a method returns.
 *
 * @param name the name that was asked for
 * @param type the type that the method was asked for
 * @param ttl how long they may be kept, in seconds
 */
record AnswerRecords(Name name, int type, long ttl) {

	private static final int MAX_STRING = 255;

	/**
	 * Makes records.
	 * @param values the values
	 * @return the records, each once
	 * @throws IllegalArgumentException if one is nothing that records can be made of
	 */
	List<Record> of(List<?> values) {
		Set<Record> records = new LinkedHashSet<>();
		for (Object value : values) {
			records.add(record(value));
		}
		return List.copyOf(records);
	}

	private Record record(Object value) {
		if (value instanceof Record record) {
			return record;
		}
		if (value instanceof InetAddress address) {
			return (address instanceof Inet4Address) ? new ARecord(this.name, DClass.IN, this.ttl, address)
					: new AAAARecord(this.name, DClass.IN, this.ttl, address);
		}
		if (value instanceof CharSequence text) {
			return (this.type == Type.TXT || this.type == Type.ANY) ? text(text.toString()) : data(text.toString());
		}
		throw new IllegalArgumentException("A " + value.getClass().getName() + " is no answer to a DNS query");
	}

	private Record data(String text) {
		try {
			return Record.fromString(this.name, this.type, DClass.IN, this.ttl, text, Name.root);
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("'" + text + "' is no data of type " + Type.string(this.type), ex);
		}
	}

	/** A text of any length, as strings of at most 255 bytes each. */
	private Record text(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		int strings = Math.max(1, (bytes.length + MAX_STRING - 1) / MAX_STRING);
		byte[] data = new byte[bytes.length + strings];
		for (int i = 0; i < strings; i++) {
			int length = Math.min(MAX_STRING, bytes.length - i * MAX_STRING);
			data[i * (MAX_STRING + 1)] = (byte) length;
			System.arraycopy(bytes, i * MAX_STRING, data, i * (MAX_STRING + 1) + 1, length);
		}
		return Record.newRecord(this.name, Type.TXT, DClass.IN, this.ttl, data);
	}

}
