package dev.torsion.mail;

import java.util.List;
import java.util.Map;

import dev.torsion.mapping.Template;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that are meant together, such as <code>ticket+{id}@example.org</code>. A
 * variable, or {@code *}, stands for any text in the local part or in the domain; neither
 * has case here. Of two that match, that is meant which has the more text in its domain,
 * then in its local part.
 *
 * @param template the template of local part and domain
 */
public record AddressTemplate(Template template) {

	/** What templates of addresses consist of. */
	public static final Template.Syntax SYNTAX = new Template.Syntax("@", true, true);

	/**
	 * Reads a template.
	 * @param text how it is written
	 * @return the template
	 * @throws IllegalArgumentException if it is not written as one
	 */
	public static AddressTemplate parse(String text) {
		return new AddressTemplate(Template.parse(canonical(text), SYNTAX));
	}

	/**
	 * A template with its domain as domains are compared.
	 * @param text how it is written
	 * @return how it can be read with {@link #SYNTAX}
	 * @throws IllegalArgumentException if it has not one local part and one domain
	 */
	public static String canonical(String text) {
		int at = text.indexOf('@');
		if (at < 1 || at == text.length() - 1 || at != text.lastIndexOf('@')) {
			throw new IllegalArgumentException("'" + text + "' is not one local part and one domain with @ between");
		}
		String[] labels = text.substring(at + 1).split("\\.", -1);
		for (int i = 0; i < labels.length; i++) {
			labels[i] = (labels[i].indexOf('{') < 0) ? MailAddress.domain(labels[i]) : labels[i];
		}
		return text.substring(0, at + 1) + String.join(".", labels);
	}

	/**
	 * An address as templates are matched with it.
	 * @param address the address
	 * @return its local part and its domain
	 */
	public static List<String> segments(MailAddress address) {
		return List.of(address.localPart(), address.domain());
	}

	/**
	 * What the variables stand for in an address.
	 * @param address the address
	 * @return the value of each variable, {@code null} if the address is not meant
	 */
	public @Nullable Map<String, String> match(MailAddress address) {
		return this.template.match(segments(address));
	}

	@Override
	public String toString() {
		return this.template.toString();
	}

}
