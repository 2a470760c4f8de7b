package dev.torsion.web.content;

/**
 * A directory asked for without the slash at the end of its path.
 *
 * @param name the name of the directory
 */
public record Moved(String name) implements Resource {

}
