/**
 * Methods of the application that answer for what a peer asks: names, commands, lines,
 * addresses.
 * <p>
 * A protocol declares a {@link dev.torsion.mapping.MappingKind}: its annotations, how a
 * {@link dev.torsion.mapping.Template} such as <code>{instance}.svc.example.org</code> is
 * written, and what it has to offer to parameters. The bean
 * {@link dev.torsion.mapping.MappedMethods} finds the methods, each one a
 * {@link dev.torsion.mapping.Mapping}, a {@link dev.torsion.mapping.MappingTable} the one
 * that is meant. Methods are called through the proxies of their beans, so that security
 * and transactions apply. To give methods other parameters, declare an
 * {@link dev.torsion.mapping.ArgumentResolver} bean.
 */
@NullMarked
package dev.torsion.mapping;

import org.jspecify.annotations.NullMarked;
