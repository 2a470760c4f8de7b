package dev.torsion.net;

/**
 * A conversation that has begun on an outgoing connection.
 *
 * @param protocol our side of it
 * @param connection what carries it
 * @param <P> the type of the protocol
 */
record Opened<P extends Protocol>(P protocol, Connection connection) {

}
