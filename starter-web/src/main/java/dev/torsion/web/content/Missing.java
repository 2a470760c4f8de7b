package dev.torsion.web.content;

/**
 * Nothing that could be served.
 */
public enum Missing implements Resource {

	/**
	 * The one value.
	 */
	MISSING

}
