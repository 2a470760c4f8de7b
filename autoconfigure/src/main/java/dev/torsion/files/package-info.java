/**
 * Trees of files that nothing requested by a peer leaves: neither {@code ..}, nor links,
 * nor a race. Web roots now, SFTP and FTP homes later, are all a
 * {@link dev.torsion.files.FileTree}. What servers keep for themselves is below a
 * {@link dev.torsion.files.DataFolder}.
 */
@NullMarked
package dev.torsion.files;

import org.jspecify.annotations.NullMarked;
