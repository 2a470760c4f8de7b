package dev.torsion.names.differential.query;

import java.util.Set;

import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * A generated query.
 *
 * @param message its bytes
 * @param name the name it asks about
 * @param type the type it asks for
 * @param dclass the class it asks in
 * @param opcode its operation
 * @param flags the third and fourth byte of its header
 * @param payload the size of answers its OPT allows, 512 without one
 * @param traits what is out of the ordinary
 */
public record Query(byte[] message, Name name, int type, int dclass, int opcode, int flags, int payload,
		Set<Trait> traits) {

	/**
	 * Whether it has a trait.
	 * @param trait the trait
	 * @return whether it has
	 */
	public boolean has(Trait trait) {
		return this.traits.contains(trait);
	}

	/**
	 * Whether it has one trait of several.
	 * @param any the traits
	 * @return whether it has
	 */
	public boolean hasAny(Trait... any) {
		return Set.of(any).stream().anyMatch(this.traits::contains);
	}

	/**
	 * Whether it asks about a name or one below.
	 * @param parent the name, without the last dot
	 * @return whether it does
	 */
	public boolean isBelow(String parent) {
		return this.name.subdomain(Name.fromConstantString(parent + "."));
	}

	@Override
	public String toString() {
		return "%s %s %s, opcode %d, flags %04x, payload %d, %s, %d bytes".formatted(this.name,
				DClass.string(this.dclass), Type.string(this.type), this.opcode, this.flags, this.payload, this.traits,
				this.message.length);
	}

}
