package dev.torsion.files;

/**
 * The room there is for files.
 *
 * @param total all of it, in bytes
 * @param free what is not used, in bytes
 * @param usable what may be used, in bytes
 * @param readOnly whether nothing can be written
 */
public record FileSpace(long total, long free, long usable, boolean readOnly) {

}
