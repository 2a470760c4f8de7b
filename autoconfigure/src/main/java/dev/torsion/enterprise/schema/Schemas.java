package dev.torsion.enterprise.schema;

import dev.torsion.enterprise.Database;

/**
 * The application's database, with the schemas of all starters applied. Who injects this
 * instead of the database itself finds its tables there.
 *
 * @param database the database
 */
public record Schemas(Database database) {

}
