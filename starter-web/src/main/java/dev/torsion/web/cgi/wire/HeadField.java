package dev.torsion.web.cgi.wire;

/**
 * A header.
 *
 * @param name the name, as it was spelled
 * @param value the value, in ISO-8859-1
 */
public record HeadField(String name, String value) {

}
