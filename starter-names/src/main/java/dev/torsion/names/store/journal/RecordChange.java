package dev.torsion.names.store.journal;

import java.util.Arrays;

import dev.torsion.names.wire.WireName;

/**
 * A record that has come or gone.
 *
 * @param isAdded whether it has come
 * @param name its owner
 * @param type the number of its type
 * @param ttl its TTL in seconds
 * @param rdata its data
 */
record RecordChange(boolean isAdded, WireName name, int type, int ttl, byte[] rdata) {

	/** What of several changes of one record only the last counts of. */
	Subject subject() {
		return new Subject(this.name, this.type, this.rdata);
	}

	/** Which record it is. */
	record Subject(WireName name, int type, byte[] rdata) {

		@Override
		public boolean equals(Object other) {
			return other instanceof Subject subject && subject.type == this.type && subject.name.equals(this.name)
					&& Arrays.equals(subject.rdata, this.rdata);
		}

		@Override
		public int hashCode() {
			return 31 * (31 * this.name.hashCode() + this.type) + Arrays.hashCode(this.rdata);
		}

	}

}
